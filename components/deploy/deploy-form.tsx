'use client'

import { ChevronUp, Rocket } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import type { TriedModel } from '@/lib/endpoints/types'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import type { Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { FailureNote } from '../ui/state/failure-note'
import { Kbd } from '../ui/text/kbd'
import { PlanCounts } from '../wiring/plan/plan-list'
import type { Place } from '../wiring/types'
import { accessNote } from './access-note'
import { consequence, deployLabel } from './consequence'
import { useFirstTry } from './contract/use-first-try'
import { PlanPanel } from './plan-panel'
import { Questions } from './questions/questions'
import type { TestSample } from './questions/use-sample-test'
import { SkipTry } from './skip-try'
import { type StartingPoint, withTried } from './starting-point'
import { useEnforced } from './use-enforced'
import { usePlan } from './use-plan'
import { useSubmitKeys } from './use-submit-keys'
import { canaryPercentOf, checkValues, type DeployValues, resolverFor, valuesOf } from './values/form-values'
import { foundValues, isDescribed } from './values/found-values'

export interface DeployFormProps {
  from: StartingPoint
  place: Place
  obstacle?: string
  /** Stands before the questions. */
  note?: ReactNode
  plan: (input: Place & { spec: WiringSpec; canaryPercent?: number }) => Promise<Result<Plan>>
  /** Calls the model if it is open what to send; a stream of one. */
  tryModel: () => Promise<Result<AsyncIterable<Result<TriedModel>>>>
  testSample: TestSample
  busy: boolean
  failure?: Failure
  onDeploy: (spec: WiringSpec, choices: DeployChoices) => void
}

/** What a person chose of one deploy, and no spec holds. */
export interface DeployChoices {
  /** The percentage of the traffic that it gets; all unless given. */
  canaryPercent?: number
  /** The test was declined. */
  untested?: boolean
}

/** Questions at the left, the plan of their answers at the right, and the one click that writes. */
export function DeployForm(props: DeployFormProps) {
  const { place, obstacle, note, plan, tryModel, testSample, busy, failure, onDeploy } = props
  const [tried, setTried] = useState<TriedModel>()
  const [isTriedUsed, setTriedUsed] = useState(false)
  const start = useMemo(() => withTried(props.from, tried, isTriedUsed), [props.from, tried, isTriedUsed])
  const { base, targets, detected, deployed } = start
  const resolver = useMemo(() => resolverFor(base), [base])
  const [initial] = useState(() => valuesOf(base, targets, !deployed))
  const form = useForm<DeployValues, unknown, WiringSpec>({ resolver, defaultValues: initial })
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as DeployValues
  const from = useEnforced(start, values, form.setValue)
  const { problems, spec } = checkValues(values, base)
  const problemCount = Object.keys(problems).length

  const [chosen, setChosen] = useState(false)
  const described =
    JSON.stringify(values.input) !== JSON.stringify(initial.input) ||
    JSON.stringify(values.features) !== JSON.stringify(initial.features)
  const unsure = (detected?.kinds ?? 1) > 1 && !chosen && !described && values.integrationKind !== 'http'

  const isOwn = chosen || isDescribed(values, initial)
  const takeOver = (tried: TriedModel) => {
    const found = valuesOf(withTried(props.from, tried, true).base, targets, !deployed)
    for (const [name, value] of Object.entries(foundValues(form.getValues(), initial, found, deployed)))
      form.setValue(name as keyof DeployValues, value)
    setTriedUsed(true)
  }
  const { account, region } = place
  const canaryPercent = canaryPercentOf(values)
  const planSpec = (spec: WiringSpec) => plan({ account, region, spec: spec, canaryPercent })
  const [round, setRound] = useState(0)
  const planned = usePlan(spec, planSpec, `${round} ${canaryPercent}`)

  // Without a spec there is no plan to wait for.
  const isPlanned = !spec || planned.plan !== undefined || planned.failure !== undefined
  const trying = useFirstTry(from.tries, isPlanned, tryModel, (tried) => {
    setTried(tried)
    // What a person said of the model stays.
    if (tried.proved && !chosen && !isDescribed(form.getValues(), initial)) takeOver(tried)
  })

  // A person who has described the model waits for nothing.
  const waits = trying.busy && !isOwn

  const reason =
    obstacle ??
    (problemCount > 0
      ? `Fix ${plural(problemCount, 'field')} first.`
      : unsure && !waits
        ? `Answer question 1 first: test ${detected?.kinds === 2 ? 'both kinds' : 'all kinds'} or choose one.`
        : planned.failure
          ? 'The plan could not be made.'
          : planned.plan?.blockers[0]?.message)
  const pending = waits ? 'The model is being tried.' : planned.stale ? 'The plan is being made.' : undefined
  const submit = form.handleSubmit(
    (spec) => !reason && !pending && onDeploy(spec, { canaryPercent, untested: !values.tested || undefined }),
  )
  const element = useSubmitKeys()
  const panel = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLParagraphElement>(null)
  const [planOpen, setPlanOpen] = useState(false)

  return (
    <FormProvider {...form}>
      <form ref={element} noValidate aria-label="Deploy" onSubmit={submit} className="flex h-full flex-col">
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start max-lg:overflow-y-auto lg:grid-cols-[minmax(0,1fr)_440px] lg:grid-rows-[minmax(0,1fr)]">
          <div className="min-w-0 px-6 pt-5 pb-4 max-md:px-4 lg:overflow-y-auto">
            {note}
            <Questions
              from={from}
              values={values}
              problems={problems}
              spec={spec ?? base}
              invokeUrl={planned.plan?.invokeUrl}
              unsure={unsure}
              onChosen={() => setChosen(true)}
              testSample={testSample}
              trial={{
                ...trying,
                busy: waits,
                tried,
                accessNote: accessNote(props.from, start, values),
                onUse: tried?.proved && !isTriedUsed ? () => takeOver(tried) : undefined,
              }}
            />
          </div>
          <div
            ref={panel}
            className={cn(
              'min-w-0 bg-sunken px-6 py-5 max-lg:border-line max-lg:border-t max-md:px-4 lg:overflow-y-auto lg:border-line lg:border-l',
              !planOpen && 'max-lg:hidden',
            )}
          >
            <PlanPanel
              {...planned}
              waiting={problemCount > 0}
              shape={onlyRoute(spec ?? base)}
              spec={spec ?? base}
              prices={from.prices}
              usual={from.usual}
              first={!deployed}
            />
            {planned.failure && (
              <Button size="sm" className="mt-3" onClick={() => setRound(round + 1)}>
                Read the plan again
              </Button>
            )}
          </div>
        </div>
        <footer className="shrink-0 border-line border-t bg-surface">
          <button
            type="button"
            aria-expanded={planOpen}
            onClick={() => {
              setPlanOpen(!planOpen)
              requestAnimationFrame(() => panel.current?.scrollIntoView({ block: 'nearest' }))
            }}
            className="flex min-h-11 w-full items-center gap-3 border-line border-b bg-sunken px-6 text-left max-md:px-4 lg:hidden"
          >
            <span className="font-semibold text-14">Plan</span>
            {planned.plan && <PlanCounts plan={planned.plan} />}
            <ChevronUp aria-hidden className={cn('ml-auto size-4 text-fg-3', planOpen && 'rotate-180')} />
          </button>
          <div className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-6 py-2.5 max-md:px-4">
            <p ref={line} tabIndex={-1} className="min-w-0 flex-1 text-12 text-fg-2 max-md:basis-full">
              {trying.skipped && !isOwn && !tried && 'Skipped: the model is not tried. '}
              {consequence(planned.plan, reason)}
            </p>
            <FailureNote failure={failure} className="basis-full" />
            {waits && <SkipTry key="skip" onSkip={trying.skip} next={line} />}
            <Button
              type="submit"
              variant={unsure || waits ? 'default' : 'primary'}
              icon={<Rocket aria-hidden />}
              busy={busy}
              disabledReason={reason ?? pending}
              className="max-md:w-full"
            >
              {deployLabel(planned.plan)}
              <Kbd className="ml-1 border-current/40 bg-transparent text-current max-md:hidden">Ctrl Enter</Kbd>
            </Button>
          </div>
        </footer>
      </form>
    </FormProvider>
  )
}
