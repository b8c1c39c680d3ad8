'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import { type ReactNode, use, useState } from 'react'
import type { Candidate } from '@/lib/model/profile/candidates'
import { plural } from '@/lib/plural'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import { cn } from '../../ui/cn'
import { Spinner } from '../../ui/state/spinner'
import { ContractEditor } from '../contract/contract-editor'
import { EvidenceContext } from '../contract/evidence-context'
import { useEvidence } from '../contract/use-evidence'
import type { Trial } from '../contract/use-first-try'
import { useProbe } from '../contract/use-probe'
import type { ControlProps } from '../settings/controls/control-of'
import { contractValuesOf } from '../values/contract-values'
import { Candidates } from './candidates'
import { inputLabel, ModelCard } from './model-card'
import { Question, type QuestionProps } from './question'
import { SampleTest } from './sample-test'
import { type TestSample, useSampleTest } from './use-sample-test'

interface ModelQuestionProps extends ControlProps, Pick<QuestionProps, 'folded' | 'opened' | 'onOpen' | 'wrong'> {
  /** The spec of the options, or the last one that was right. */
  spec: WiringSpec
  /** Several kinds fit, and nobody has chosen. */
  unsure: boolean
  onChosen: () => void
  testSample: TestSample
  trial: Trial
}

/** What the model takes: as it was detected, as its test shows, or as a person describes it. */
export function ModelQuestion(props: ModelQuestionProps) {
  const { from, values, problems, folded, opened, onOpen, spec, unsure, onChosen, testSample, trial } = props
  const actions = use(EvidenceContext)
  const evidence = useEvidence()
  const [editing, setEditing] = useState(false)
  const probing = useProbe(actions?.probe ?? nothing, (found) => {
    onChosen()
    evidence.apply(found)
  })
  const test = useSampleTest(testSample, spec, { spec: from.base, response: from.detected?.tested })
  const choose = ({ contract, sampleRow }: Candidate) => {
    onChosen()
    evidence.write(contractValuesOf(contract, sampleRow))
  }
  const { detected, deployed } = from
  const route = onlyRoute(spec)
  const wrong = problems.features ?? problems.input ?? problems.sampleRow ?? problems.labels
  const shown = folded ? opened : editing || wrong !== undefined
  return (
    <Question
      number={1}
      title="What does the model take?"
      subject="what the model takes"
      field="input"
      found={howFound({
        trying: trial.busy,
        unsure,
        kinds: detected?.kinds,
        deployed,
        tested: (test.response?.status ?? 400) < 400,
      })}
      brief={[
        trial.busy && 'Trying the model…',
        inputLabel(values.input.kind),
        values.features.length > 0 && plural(values.features.length, 'feature'),
      ]
        .filter(Boolean)
        .join(' · ')}
      folded={folded}
      opened={opened}
      onOpen={onOpen}
      wrong={props.wrong}
    >
      {!folded &&
        (unsure && detected && actions ? (
          <>
            <p className="text-warn-f">{detected.line}</p>
            <Candidates
              candidates={detected.candidates}
              actions={actions}
              probing={probing}
              trial={trial}
              onUse={choose}
              editing={editing}
              onEdit={() => setEditing(!editing)}
            />
          </>
        ) : (
          <div
            className={cn(
              'grid overflow-hidden rounded-card border border-line-2 bg-surface md:grid-cols-2',
              // What the model answers finds its place, and the questions below stay where they are.
              from.tries && 'min-h-56 md:min-h-48',
            )}
          >
            <ModelCard
              values={values}
              lines={linesOf(from, values.integrationKind === 'http')}
              editing={shown}
              onEdit={() => setEditing(!editing)}
            />
            <SampleTest
              route={route}
              test={test}
              probing={probing}
              trial={trial}
              disabledReason={actions?.denied ?? actions?.uncalled}
              cost={actions?.cost}
            />
          </div>
        ))}
      {from.kept?.stale && values.integrationKind !== 'http' && (
        <p className="text-12 text-warn-f">{from.kept.stale}</p>
      )}
      <p role="status" className="text-12 text-fg-2 empty:hidden">
        {trial.busy ? '' : (probing.learned ?? trialLine(trial) ?? detected?.learned)}
        {trial.accessNote && ` ${trial.accessNote}`}
        {trial.onUse && trial.tried && !probing.learned && (
          <>
            {' '}
            Found: {trial.tried.line}. What you described stays.{' '}
            <button type="button" className="link" onClick={trial.onUse}>
              Use what was found
            </button>
          </>
        )}
      </p>
      <div hidden={!shown} className="rounded-card border border-line-2 bg-surface p-4">
        <ContractEditor values={values} problems={problems} evidence={evidence} />
      </div>
    </Question>
  )
}

const nothing = async () => ({
  ok: false as const,
  error: { code: 'none', message: 'The endpoint cannot be called here.' },
})

function linesOf({ detected, deployed, kept }: ControlProps['from'], proxied: boolean): string[] {
  if (proxied) return ['An address answers; the model is not called']
  if (detected) return [detected.line]
  if (kept) return [kept.line]
  return [deployed ? 'As it is deployed' : 'Nothing was detected: describe it, or deploy without']
}

/** What the form's own calls came to; why there were none, if they were refused. */
const trialLine = ({ tried, skipped, failure = tried?.failure }: Trial): string | undefined =>
  skipped
    ? 'Skipped: the model is not tried. Test it here, describe it, or deploy as it is.'
    : failure
      ? [
          `The model was not tried: ${failure.message}`,
          failure.denied && `The action is ${failure.denied.action}.`,
          failure.remedy,
        ]
          .filter(Boolean)
          .join(' ')
      : tried?.learned

interface HowFound {
  /** The form is calling the model. */
  trying: boolean
  unsure: boolean
  kinds?: number
  deployed: boolean
  tested: boolean
}

function howFound({ trying, unsure, kinds, deployed, tested }: HowFound): ReactNode {
  if (trying)
    return (
      <span className="flex items-center gap-1.5">
        <Spinner className="size-3.5" /> Trying the model…
      </span>
    )
  if (unsure)
    return (
      <span className="flex items-center gap-1.5 text-warn-f">
        <TriangleAlert aria-hidden className="size-3.5" /> {kinds === 2 ? 'Two kinds fit' : `${kinds} kinds fit`}
      </span>
    )
  if (tested)
    return (
      <span className="flex items-center gap-1.5 text-ok-f">
        <CircleCheck aria-hidden className="size-3.5" />{' '}
        {deployed ? 'Tested' : kinds ? 'Detected and tested' : 'Tested'}
      </span>
    )
  return deployed ? 'As deployed' : kinds ? 'Detected, not tested yet' : 'Not detected'
}
