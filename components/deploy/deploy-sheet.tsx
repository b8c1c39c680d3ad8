'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import type { UserPoolChoice } from '@/lib/aws/types'
import type { EndpointTargets } from '@/lib/endpoints/target-choices'
import type { AskedEndpoint, EvidenceSearch } from '@/lib/model/profile/found-evidence'
import type { Result } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'
import type { JobEvent, Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { Sheet } from '../ui/sheet'
import { Note } from '../ui/state/note'
import type { Place } from '../wiring/types'
import { useJob } from '../wiring/use-job'
import { useRefreshAtEnd } from '../wiring/use-refresh-at-end'
import { EvidenceContext } from './contract/evidence-context'
import { DeployForm } from './deploy-form'
import { DeployRun } from './deploy-run'
import { UserPoolsContext } from './options/user-pools-context'
import { type Recovered, RecoveredNote } from './recovered-note'

interface StartedJob {
  jobId: string
  joined: boolean
}

export interface DeploySheetProps {
  place: Place
  /** What the form starts with: the live version's spec, else the defaults. */
  base: WiringSpec
  /** Where the record of what is deployed is gone: where `base` is from then, and what nothing tells. */
  recovered?: Recovered
  /** What the endpoint allows to choose. */
  targets: EndpointTargets
  /** Something is deployed already. */
  deployed: boolean
  /** Why this person may change nothing. */
  denied?: string
  /** Why this person or this endpoint may not be deployed. */
  obstacle?: string
  /** The endpoint's instance type, where its capacity is dear. */
  accelerator?: string
  /** Where this person's requests to the console come from. */
  callerAddress?: string
  /** A deploy runs in this process, or the address names one. */
  replay: boolean
  ask: (input: Place & { endpointName: string }) => Promise<Result<AskedEndpoint>>
  find: (input: Place & { endpointName: string }) => Promise<Result<EvidenceSearch>>
  findPools: (input: Place & { endpointName: string }) => Promise<Result<UserPoolChoice[]>>
  plan: (input: Place & { spec: WiringSpec; sharePercent?: number }) => Promise<Result<Plan>>
  start: (input: Place & { spec: WiringSpec; sharePercent?: number }) => Promise<Result<StartedJob>>
  /** Takes back what a failed first deploy made. */
  startUndo: (input: Place & { endpointName: string; runId: string }) => Promise<Result<StartedJob>>
  watch: (input: Place & { endpointName: string }) => Promise<Result<AsyncIterable<JobEvent>>>
}

/** Options and plan, then the run, then what came of it: one after the other in the same sheet. */
export function DeploySheet({
  place,
  base,
  recovered,
  targets,
  deployed,
  denied,
  obstacle,
  accelerator,
  callerAddress,
  replay,
  ask,
  find,
  findPools,
  plan,
  start,
  startUndo,
  watch,
}: DeploySheetProps) {
  const { account, region } = place
  const { endpointName } = base
  const router = useRouter()
  const overview = `/${account}/${region}/endpoints/${endpointName}`
  const [spec, setSpec] = useState<WiringSpec>()
  // A first deploy stays one to its end, although the page that is refreshed then knows better.
  const [changes, setChanges] = useState(deployed)
  const starting = useAction(start)
  const undoing = useAction(startUndo)
  const evidence = useMemo(() => {
    const about = { account, region, endpointName }
    return { denied, ask: () => ask(about), find: () => find(about) }
  }, [denied, ask, find, account, region, endpointName])
  const pools = useMemo(
    () => ({ denied, list: () => findPools({ account, region, endpointName }) }),
    [denied, findPools, account, region, endpointName],
  )
  const { job, lost, follow, leave } = useJob({
    watch: () => watch({ account, region, endpointName }),
    replay,
    onEnd: useRefreshAtEnd(),
  })
  const running = job?.kind === 'deploy' ? job : undefined

  const lastSpec = spec ?? running?.spec
  const undo = async (runId: string) => {
    const result = await undoing.run({ ...place, endpointName, runId })
    if (result.ok) router.push(`${overview}/remove?job=${result.value.jobId}`, { scroll: false })
  }
  const deploy = async (spec: WiringSpec, sharePercent?: number) => {
    setSpec(spec)
    setChanges(deployed)
    const result = await starting.run({ ...place, spec, sharePercent })
    if (!result.ok) return
    // A reload of this address shows this run again.
    window.history.replaceState(null, '', `?job=${result.value.jobId}`)
    await follow()
  }
  const back = () => {
    leave()
    window.history.replaceState(null, '', window.location.pathname)
  }
  const close = () => {
    router.push(overview, { scroll: false })
    // The overview then says what runs.
    if (running && !running.end) router.refresh()
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title={(running ? changes : deployed) ? 'Change the public URL' : 'Deploy a public URL'}
      description={
        <>
          <span className="mono">{endpointName}</span> in <span className="mono">{region}</span>, account{' '}
          <span className="mono">{account}</span>
        </>
      }
    >
      {lost && !running?.end && (
        <Note tone="warn" role="status" title="That run is not known here any more." className="mx-6 mt-5 max-md:mx-4">
          Another process of the console runs it, or ran it until it ended.{' '}
          {running
            ? 'The steps below are as they were last known.'
            : 'The endpoint’s page shows what is there by now. If nobody works on it any more, the plan below says what is left, and the same click finishes it.'}
          <div className="mt-2">
            <Button size="sm" onClick={running ? back : close}>
              {running ? 'See what is left' : 'Watch what AWS has'}
            </Button>
          </div>
        </Note>
      )}
      {running ? (
        <DeployRun
          job={running}
          spec={lastSpec ?? base}
          overviewHref={overview}
          onAgain={lastSpec && !obstacle ? () => deploy(lastSpec, running.sharePercent) : undefined}
          onUndo={obstacle ? undefined : undo}
          undoing={undoing}
          again={starting}
          onBack={back}
          onClose={close}
        />
      ) : (
        <EvidenceContext value={evidence}>
          <UserPoolsContext value={pools}>
            {recovered && <RecoveredNote {...recovered} />}
            <DeployForm
              base={spec ?? base}
              targets={targets}
              place={place}
              obstacle={obstacle}
              accelerator={accelerator}
              callerAddress={callerAddress}
              deployed={deployed}
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
