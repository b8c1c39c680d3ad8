'use client'

import { RotateCcw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { plural } from '@/lib/plural'
import type { Result } from '@/lib/result'
import type { DeploymentEntry } from '@/lib/wiring/state/plan'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { useAction } from '../ui/hooks/use-action'
import { FailureNote } from '../ui/state/failure-note'
import { Mark } from '../ui/state/status'
import { RelativeTime } from '../ui/text/relative-time'
import { SpecChangeList } from '../wiring/plan/spec-change-list'
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

/** A version that changes nothing: the first one, a repair, or what somebody else published. */
function unchangedWords(
  { version }: { version: string },
  first: { version: string } | undefined,
  restorable: string[],
): string {
  if (!restorable.includes(version)) return 'Published outside Portico'
  return version === first?.version ? 'First version on record' : 'Deployed again, no setting changed'
}

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
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-line border-t px-4 py-2 first:border-t-0 md:min-h-11 md:grid-cols-[minmax(0,1fr)_minmax(0,10rem)_5.5rem_6rem]"
          >
            <div className="flex min-w-0 gap-x-3">
              <span className="w-7 shrink-0 font-mono text-12 text-fg-2 leading-5">
                <span className="sr-only">Version </span>
                <span aria-hidden>{entry.version.startsWith('w') ? '' : 'v'}</span>
                {entry.version}
              </span>
              <div className="min-w-0">
                <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
                  {entry.changes.length > 0 ? (
                    <SpecChangeList changes={entry.changes} />
                  ) : (
                    <span className="text-fg-2">{unchangedWords(entry, entries.at(-1), restorable)}</span>
                  )}
                  {entry.live && (
                    <Badge tone="ok" mark={<Mark shape="dot" />}>
                      Live
                    </Badge>
                  )}
                  {entry.canaryPercent !== undefined && <Badge tone="info">{entry.canaryPercent}% of the calls</Badge>}
                </div>
                {entry.grantLost && (
                  <p className="mt-1 max-w-[64ch] text-12 text-fg-2">
                    Its role was deleted and created again, so this version can no longer decrypt its variables.
                    {entry.live
                      ? ' Repair publishes a new version with this spec and a grant to the current role.'
                      : ' Going back publishes a new version of this spec with a grant to the current role.'}
                  </p>
                )}
              </div>
            </div>
            <p className="truncate text-12 text-fg-2 max-md:order-3" title={entry.publishedBy}>
              {entry.publishedBy ?? 'unknown'}
            </p>
            <p className="whitespace-nowrap text-12 text-fg-2 max-md:order-4 md:text-right">
              <RelativeTime value={entry.publishedAt} ago />
            </p>
            <div className="flex justify-end max-md:order-2">
              {!entry.live && entry.canaryPercent === undefined && restorable.includes(entry.version) && (
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<RotateCcw aria-hidden />}
                  busy={restoring.busy && chosen === entry.version}
                  disabledReason={denied ?? (restoring.busy ? 'Going back is under way.' : undefined)}
                  aria-label={`Go back to version ${entry.version}`}
                  onClick={() => goBack(entry.version)}
                >
                  Go back
                </Button>
              )}
            </div>
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
