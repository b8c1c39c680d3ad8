'use client'

import { RotateCcw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { plural } from '@/lib/plural'
import type { Result } from '@/lib/result'
import type { DeploymentEntry } from '@/lib/wiring/state/plan'
import { Badge, Tag } from '../ui/badge'
import { Button } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { useAction } from '../ui/hooks/use-action'
import { RelativeTime } from '../ui/relative-time'
import { FailureNote } from '../ui/state/failure-note'
import { Mark } from '../ui/state/status'
import { FieldList } from '../wiring/field-list'
import type { Place } from '../wiring/types'

export interface DeploymentHistoryCardProps {
  place: Place
  endpointName: string
  entries: Omit<DeploymentEntry, 'spec'>[]
  /** Versions whose spec is on record, so that one can go back to them. */
  restorable: string[]
  denied?: string
  restore: (input: Place & { endpointName: string; version: string }) => Promise<Result<{ jobId: string }>>
}

const shownFirst = 5

/** Every version: who, when, what changed; and one click back. */
export function DeploymentHistoryCard({
  place,
  endpointName,
  entries,
  restorable,
  denied,
  restore,
}: DeploymentHistoryCardProps) {
  const router = useRouter()
  const restoring = useAction(restore)
  const [all, setAll] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const goBack = async (version: string) => {
    setChosen(version)
    const result = await restoring.run({ ...place, endpointName, version })
    if (!result.ok) return
    const { account, region } = place
    router.push(`/${account}/${region}/endpoints/${endpointName}/deploy?job=${result.value.jobId}`, { scroll: false })
  }
  const shown = all ? entries : entries.slice(0, shownFirst)
  return (
    <Card aria-labelledby="history">
      <CardHeader id="history" title="Deployment history" meta={plural(entries.length, 'version')} />
      {restoring.failure && <FailureNote failure={restoring.failure} className="mx-4 mt-3" />}
      <ol>
        {shown.map((entry) => (
          <li
            key={entry.version}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-line border-t px-4 py-2.5 first:border-t-0"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-medium">Version {entry.version}</span>
                {entry.live && (
                  <Badge tone="ok" mark={<Mark shape="dot" />}>
                    Live
                  </Badge>
                )}
                {entry.canaryPercent !== undefined && <Badge tone="info">{entry.canaryPercent}% of the calls</Badge>}
                {entry.deploymentId && <Tag mono>deployment {entry.deploymentId}</Tag>}
              </p>
              <p className="text-12 text-fg-2">
                {entry.publishedBy ?? 'someone'}, <RelativeTime value={entry.publishedAt} ago />
              </p>
              {entry.grantLost && (
                <p className="mt-1 max-w-[64ch] text-12 text-fg-2">
                  Its role was deleted and made again since, so this version cannot decrypt its variables any more.
                  {entry.live
                    ? ' Repair: a new version gets this spec, with a grant to the role as it is now.'
                    : ' Going back publishes a new version of this spec, with a grant to the role as it is now.'}
                </p>
              )}
              <div className="mt-1">
                {entry.changes.length > 0 ? (
                  <FieldList fields={entry.changes} />
                ) : (
                  <p className="text-12 text-fg-3">
                    {restorable.includes(entry.version) ? 'The first that is kept' : 'Made outside of Portico'}
                  </p>
                )}
              </div>
            </div>
            {!entry.live && entry.canaryPercent === undefined && restorable.includes(entry.version) && (
              <Button
                size="sm"
                icon={<RotateCcw aria-hidden />}
                busy={restoring.busy && chosen === entry.version}
                disabledReason={denied ?? (restoring.busy ? 'Going back is under way.' : undefined)}
                aria-label={`Go back to version ${entry.version}`}
                onClick={() => goBack(entry.version)}
              >
                Go back
              </Button>
            )}
          </li>
        ))}
      </ol>
      {entries.length > shownFirst && (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${entries.length}`}
          </Button>
        </div>
      )}
    </Card>
  )
}
