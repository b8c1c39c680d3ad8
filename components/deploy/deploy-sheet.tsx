'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import type { UserPoolChoice } from '@/lib/aws/types'
import type { TriedModel } from '@/lib/endpoints/types'
import type { EvidenceSearch, ProbedEndpoint, TestedSample } from '@/lib/model/profile/found-evidence'
import type { Result } from '@/lib/result'
import { dailyCaps, type NewShareLink, type ShareLinkSpec } from '@/lib/share/types'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import type { JobEvent, Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { Sheet } from '../ui/overlay/sheet'
import { LostRun } from '../wiring/progress/lost-run'
import { type StartedJob, useSheetJob } from '../wiring/progress/use-sheet-job'
import type { Place } from '../wiring/types'
import { EvidenceContext } from './contract/evidence-context'
import { type DeployChoices, DeployForm } from './deploy-form'
import { DeployRun } from './deploy-run'
import { UserPoolsContext } from './options/user-pools-context'
import { type Recovered, RecoveredNote } from './recovered-note'
import type { StartingPoint } from './starting-point'

type About = Place & { endpointName: string }

interface DeployActions {
  probe: (input: About) => Promise<Result<ProbedEndpoint>>
  /** Calls the model if it is open what to send; a stream of one. */
  tryModel: (input: About) => Promise<Result<AsyncIterable<Result<TriedModel>>>>
  testSample: (input: Place & { spec: WiringSpec }) => Promise<Result<TestedSample>>
  find: (input: About) => Promise<Result<EvidenceSearch>>
  findPools: (input: About) => Promise<Result<UserPoolChoice[]>>
  plan: (input: Place & { spec: WiringSpec; canaryPercent?: number }) => Promise<Result<Plan>>
  start: (
    input: Place & { spec: WiringSpec; canaryPercent?: number; untested?: boolean },
  ) => Promise<Result<StartedJob>>
  /** Ends the tries of a model that did not answer in time. */
  stopTrying: (input: About) => Promise<Result<null>>
  /** Takes back what a failed first deploy made. */
  startUndo: (input: About & { runId: string }) => Promise<Result<StartedJob>>
  /** Stops the running deploy; a first one is undone. */
  stop: (input: About & { jobId: string }) => Promise<Result<{ begun: boolean }>>
  watch: (input: About) => Promise<Result<AsyncIterable<JobEvent>>>
  share: (input: About & ShareLinkSpec) => Promise<Result<NewShareLink>>
}

export interface DeploySheetProps {
  place: Place
  from: StartingPoint
  /** Set if the record of what is deployed is gone: the source of the starting point, and what it lacks. */
  recovered?: Recovered
  /** Why this person can change nothing. */
  denied?: string
  /** Why this person or this endpoint cannot be deployed. */
  obstacle?: string
  /** A deploy runs in this process, or the address names one. */
  replay: boolean
  actions: DeployActions
}

/** Options and plan, then the run, then what came of it: one after the other in the same sheet. */
export function DeploySheet({ place, from, recovered, denied, obstacle, replay, actions }: DeploySheetProps) {
  const { account, region } = place
  const { base, deployed, detected } = from
  const { endpointName } = onlyRoute(base)
  const { probe, tryModel, testSample, find, findPools, plan, start, startUndo, stop, stopTrying, watch, share } =
    actions
  const router = useRouter()
  const [spec, setSpec] = useState<WiringSpec>()
  // A first deploy stays one to its end, although the page that is refreshed then knows better.
  const [changes, setChanges] = useState(deployed)
  const [untested, setUntested] = useState<boolean>()
  const undoing = useAction(startUndo)
  const stopping = useAction(stop)
  const about = useMemo(() => ({ account, region, endpointName }), [account, region, endpointName])
  const evidence = useMemo(
    () => ({
      denied,
      uncalled: detected?.uncalled,
      cost: detected?.cost,
      starts: detected?.starts,
      probe: () => probe(about),
      find: () => find(about),
    }),
    [denied, detected, probe, find, about],
  )
  const pools = useMemo(() => ({ denied, list: () => findPools(about) }), [denied, findPools, about])
  const { overview, starting, running, lost, begin, back, close } = useSheetJob({
    kind: 'deploy',
    about,
    replay,
    start,
    watch,
  })

  const lastSpec = spec ?? running?.spec
  const { kind: access } = (lastSpec ?? base).access
  const shareNow = async () => {
    const result = await share({
      ...about,
      title: `Try ${endpointName}`,
      days: 30,
      bounded: true,
      embedOrigins: [],
      dailyCap: access === 'key' ? dailyCaps[1] : undefined,
    })
    // The endpoint's page below lists it.
    if (result.ok) router.refresh()
    return result
  }
  // Visitors of the others need more than a link, which the card of the endpoint's page says.
  const isOneClick = access === 'open' || access === 'key'
  const undo = async (runId: string) => {
    const result = await undoing.run({ ...about, runId })
    if (result.ok) router.push(`${overview}/remove?job=${result.value.jobId}`, { scroll: false })
  }
  const deploy = (spec: WiringSpec, { canaryPercent, untested }: DeployChoices) => {
    setSpec(spec)
    setUntested(untested)
    setChanges(deployed)
    return begin({ ...place, spec, canaryPercent, untested })
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      className="xl:left-[76px]"
      title={(running ? changes : deployed) ? 'Change the public API' : 'Deploy a public API'}
      description={
        <>
          <span className="mono">{endpointName}</span> in <span className="mono">{region}</span>, account{' '}
          <span className="mono">{account}</span>
        </>
      }
    >
      {lost && (
        <LostRun>
          {running
            ? 'The steps below are as they were last known.'
            : 'The endpoint’s page shows what exists now. If nobody else is working on it, the plan below lists the rest, and the same button finishes it.'}
          <div className="mt-2">
            <Button size="sm" onClick={running ? back : close}>
              {running ? 'See what is left' : 'Watch what AWS has'}
            </Button>
          </div>
        </LostRun>
      )}
      {running ? (
        <DeployRun
          key={running.jobId}
          job={running}
          spec={lastSpec ?? base}
          overviewHref={overview}
          onAgain={lastSpec && !obstacle ? () => deploy(lastSpec, { ...running, untested }) : undefined}
          onUndo={obstacle ? undefined : undo}
          undoing={undoing}
          onStopTrying={denied ? undefined : () => stopTrying(about)}
          first={!changes}
          onStop={denied ? undefined : async () => (await stopping.run({ ...about, jobId: running.jobId })).ok}
          stopping={stopping}
          share={denied || !isOneClick ? undefined : shareNow}
          again={starting}
          usual={from.usual}
          onBack={back}
          onClose={close}
        />
      ) : (
        <EvidenceContext value={evidence}>
          <UserPoolsContext value={pools}>
            <DeployForm
              // Back from a run, the form is as it was: nothing is found out once more.
              from={{ ...from, base: spec ?? base, tries: from.tries && !spec }}
              tryModel={() => tryModel(about)}
              place={place}
              obstacle={obstacle}
              note={recovered && <RecoveredNote {...recovered} />}
              testSample={(spec) => testSample({ account, region, spec })}
              plan={plan}
              busy={starting.busy}
              failure={starting.failure}
              onDeploy={deploy}
            />
          </UserPoolsContext>
        </EvidenceContext>
      )}
    </Sheet>
  )
}
