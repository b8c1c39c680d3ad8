'use client'

import { Rocket } from 'lucide-react'
import { useState } from 'react'
import type { EndpointRow } from '@/lib/endpoints/types'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'
import { TagFields } from '../../deploy/questions/tag-fields'
import type { RequiredTag } from '../../deploy/starting-point'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/form/checkbox'
import { useAction } from '../../ui/hooks/use-action'
import { ConfirmDialog } from '../../ui/overlay/dialog'
import { FailureNote } from '../../ui/state/failure-note'
import { deployObstacle } from '../table/row-action'
import { DetectedLine } from './detected-line'
import { RefusedList } from './refused-list'
import { type Detect, useDetected } from './use-detected'

export interface Several {
  /** What a deploy of each starts with, as it was shown. */
  specs: WiringSpec[]
  /** The test was declined. */
  untested?: boolean
}

export interface DeploySeveralProps {
  /** Those in view. */
  rows: EndpointRow[]
  denied?: string
  /** What the account requires on every resource. */
  requiredTags?: RequiredTag[]
  /** The rows were chosen in the list, so they are ticked at once. */
  isChosen?: boolean
  /** Finds out what the models of a few endpoints take. */
  detect: Detect
  /** Answers why some could not be started, by name. */
  deploy: (chosen: Several) => Promise<Result<Record<string, Failure>>>
  /** All are in the queue. */
  onQueued: () => void
}

/** What the server takes in one call. */
const mostNames = 50

/** Public APIs for several endpoints with the options that the deploy form starts with; they take their turns in the queue. */
export function DeploySeveral(props: DeploySeveralProps) {
  const { rows, denied, requiredTags = [], isChosen = false, detect, deploy, onQueued } = props
  const ready = rows.filter((row) => row.publicApi.state === 'none' && !deployObstacle(row, denied))
  const [confirming, setConfirming] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<[string, Failure][]>([])
  const [tested, setTested] = useState(true)
  const [tags, setTags] = useState(() => onlyValues(requiredTags))
  const untagged = requiredTags.find(({ key }) => !tags[key]?.trim())
  const { run, busy, failure } = useAction(deploy)
  const detected = useDetected(detect)
  const tooFew = isChosen
    ? ready.length === 0
      ? 'None of the chosen endpoints can be deployed: they have a public API, or are not InService.'
      : undefined
    : ready.length < 2
      ? 'Fewer than two rows here can be deployed.'
      : undefined
  const names = ready.map((row) => row.name).filter((name) => chosen.has(name))
  const all = names.length === ready.length
  const pending = names.filter((name) => !detected.rows[name]).length
  const chooseAll = (next: string[]) => {
    setChosen(new Set(next))
    void detected.want(next)
  }
  const choose = (name: string, on: boolean) => chooseAll(on ? [...names, name] : names.filter((one) => one !== name))

  const open = () => {
    setRefused([])
    setTested(true)
    detected.forget()
    chooseAll(isChosen ? ready.map((row) => row.name) : [])
    setConfirming(true)
  }
  const start = async () => {
    if (names.length === 0) return
    const ticked = names.map((name) => ({ name, ...detected.rows[name] }))
    const own = requiredTags.length > 0 ? trimmed(tags) : undefined
    const specs = ticked.flatMap(({ spec }) => (spec ? [own ? { ...spec, tags: { ...spec.tags, ...own } } : spec] : []))
    const undetected = ticked.flatMap(({ name, failure }): [string, Failure][] => (failure ? [[name, failure]] : []))
    const result = await run({ specs, untested: !tested || undefined })
    if (!result.ok) return
    const failed = [...undetected, ...Object.entries(result.value)]
    setRefused(failed)
    if (failed.length > 0) return setChosen(new Set(failed.map(([name]) => name)))
    setConfirming(false)
    onQueued()
  }

  return (
    <>
      <Button icon={<Rocket aria-hidden />} disabledReason={denied ?? tooFew} onClick={open}>
        {isChosen ? `Deploy ${ready.length}` : 'Deploy several'}
      </Button>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title="Deploy several public APIs"
        confirmLabel={names.length === 0 ? 'Choose endpoints' : `Deploy ${names.length}`}
        tone="primary"
        busy={busy}
        notReady={
          names.length > mostNames
            ? `At most ${mostNames} endpoints at a time.`
            : pending > 0
              ? `Finding out what ${plural(pending, 'model')} ${pending === 1 ? 'takes' : 'take'}.`
              : untagged && names.length > 0
                ? `Every public API of this account needs the tag “${untagged.key}”: enter its value.`
                : undefined
        }
        onConfirm={start}
      >
        <p>
          Each gets a role, a log group, a function, a REST API with a throttled stage, and the permission that opens
          it, with the options that its deploy form starts with, for what its model takes: that is read from AWS, and
          where it stays open the model is called, five times an hour at most. A sample of that kind is sent at the end.
          They take their turns in a queue; closing the browser ends nothing.
        </p>
        <div className="mt-3 grid gap-1 text-fg">
          <Checkbox
            label={`All ${ready.length} without a public API`}
            checked={all ? true : names.length > 0 ? 'indeterminate' : false}
            onCheckedChange={(on) => chooseAll(on === true ? ready.map((row) => row.name) : [])}
          />
          <fieldset className="grid max-h-60 gap-0.5 overflow-y-auto border-line border-t pt-2 pl-1">
            <legend className="sr-only">Endpoints</legend>
            {ready.map(({ name }) => (
              <Checkbox
                key={name}
                label={<span className="mono break-all font-normal">{name}</span>}
                hint={chosen.has(name) ? <DetectedLine row={detected.rows[name]} /> : undefined}
                checked={chosen.has(name)}
                onCheckedChange={(on) => choose(name, on === true)}
              />
            ))}
          </fieldset>
          {requiredTags.length > 0 && (
            <div className="border-line border-t py-2">
              <TagFields required={requiredTags} tags={tags} onChange={setTags} />
            </div>
          )}
          <div className="border-line border-t pt-2">
            <Checkbox
              label="Test each model at the end"
              hint="A sample goes through its public API. Without it each is “Live, not tested”."
              checked={tested}
              onCheckedChange={(on) => setTested(on === true)}
            />
          </div>
        </div>
        <FailureNote failure={failure} className="mt-3" />
        <RefusedList refused={refused} className="mt-2" />
      </ConfirmDialog>
    </>
  )
}

/** A tag with one allowed value has it already. */
const onlyValues = (required: RequiredTag[]): Record<string, string> =>
  Object.fromEntries(required.flatMap(({ key, values = [] }) => (values.length === 1 ? [[key, values[0] ?? '']] : [])))

const trimmed = (tags: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, value.trim()]))
