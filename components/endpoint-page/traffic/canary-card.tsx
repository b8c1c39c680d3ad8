'use client'

import { ArrowUpToLine, RefreshCw, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Result } from '@/lib/result'
import type { SidesReading } from '@/lib/wiring/plan/sides'
import type { FieldChange } from '@/lib/wiring/state/plan'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { Segmented } from '../../ui/form/segmented'
import { useAction } from '../../ui/hooks/use-action'
import { FailureNote } from '../../ui/state/failure-note'
import { SpecChangeList } from '../../wiring/plan/spec-change-list'
import type { Place } from '../../wiring/types'
import { CanarySides } from './canary-sides'
import { TrafficForm } from './traffic-form'

type Start<I> = (input: Place & { endpointName: string } & I) => Promise<Result<{ jobId: string }>>

export interface CanaryCardProps {
  place: Place
  endpointName: string
  /** The live version's number. */
  version: string
  canary: { version: string; percent: number }
  /** From the live version's options to the other's. */
  changes: FieldChange[]
  /** The numbers of the last hour, read with the page. */
  first: Result<SidesReading>
  denied?: string
  read: (input: Place & { endpointName: string; minutes: number }) => Promise<Result<SidesReading>>
  setTraffic: Start<{ canaryPercent: number }>
  /** Deploys a version's own options for all callers. */
  restore: Start<{ version: string }>
}

const windows = [
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '1440', label: '24 h' },
] as const
type Minutes = (typeof windows)[number]['value']

/** Two versions behind one URL: what differs, how both fare, and the two ways out. */
export function CanaryCard({
  place,
  endpointName,
  version,
  canary,
  changes,
  first,
  denied,
  ...actions
}: CanaryCardProps) {
  const router = useRouter()
  const reading = useAction(actions.read)
  const settingTraffic = useAction(actions.setTraffic)
  const restoring = useAction(actions.restore)
  const [minutes, setMinutes] = useState<Minutes>('60')
  const [latest, setLatest] = useState<SidesReading>()
  const about = { ...place, endpointName }

  const read = async (span: Minutes) => {
    setMinutes(span)
    const result = await reading.run({ ...about, minutes: Number(span) })
    if (result.ok) setLatest(result.value)
  }
  const watch = (result: Result<{ jobId: string }>) => {
    if (!result.ok) return
    const { account, region } = place
    router.push(`/${account}/${region}/endpoints/${endpointName}/deploy?job=${result.value.jobId}`, { scroll: false })
  }
  const shown = latest ?? (first.ok ? first.value : undefined)
  const failure =
    settingTraffic.failure ?? restoring.failure ?? reading.failure ?? (first.ok || latest ? undefined : first.error)
  const running = restoring.busy || settingTraffic.busy ? 'A change is being started.' : undefined

  return (
    <Card aria-labelledby="canary">
      <CardHeader id="canary" title="Canary" meta={`version ${canary.version} has ${canary.percent}% of the calls`}>
        <Segmented label="Counted over" value={minutes} onValueChange={read} items={[...windows]} />
        <Button
          size="sm"
          variant="ghost"
          icon={<RefreshCw aria-hidden />}
          busy={reading.busy}
          onClick={() => read(minutes)}
        >
          Count again
        </Button>
      </CardHeader>
      <FailureNote failure={failure} className="mx-4 mt-3" />
      {shown && (
        <CanarySides
          sides={shown.sides}
          complete={shown.complete}
          own={shown.own}
          percents={{ [version]: 100 - canary.percent, [canary.version]: canary.percent }}
        />
      )}
      <div className="border-line border-t px-4 py-3">
        <p className="mb-1 text-12 text-fg-3">
          From version {version} to {canary.version}
        </p>
        <SpecChangeList changes={changes} />
      </div>
      <div className="flex flex-wrap items-end gap-3 border-line border-t px-4 py-3">
        <TrafficForm
          percent={canary.percent}
          busy={settingTraffic.busy}
          denied={denied ?? running}
          onPercent={async (canaryPercent) => watch(await settingTraffic.run({ ...about, canaryPercent }))}
        />
        <div className="ml-auto flex flex-wrap gap-2">
          <Button
            icon={<Undo2 aria-hidden />}
            busy={restoring.busy}
            disabledReason={denied ?? running}
            onClick={async () => watch(await restoring.run({ ...about, version }))}
          >
            Back to version {version} alone
          </Button>
          <Button
            variant="primary"
            icon={<ArrowUpToLine aria-hidden />}
            busy={restoring.busy}
            disabledReason={denied ?? running}
            onClick={async () => watch(await restoring.run({ ...about, version: canary.version }))}
          >
            Promote version {canary.version}
          </Button>
        </div>
      </div>
    </Card>
  )
}
