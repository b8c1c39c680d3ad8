'use client'

import { useState } from 'react'
import type { Failure, Result } from '@/lib/result'
import { useAction } from '../../ui/hooks/use-action'
import { FailureNote } from '../../ui/state/failure-note'
import { BulkBar } from './bulk-bar'
import { DeploySeveral, type DeploySeveralProps } from './deploy-several'
import type { ExportedRow } from './export-rows'
import { RefusedList } from './refused-list'
import { RemoveSeveral } from './remove-several'
import { type TagReads, TagSeveral } from './tag-several'

type Refused = Record<string, Failure>

export interface BulkReads extends TagReads {
  remove: (input: { names: string[]; typed: string }) => Promise<Result<Refused>>
}

interface BulkActionsProps extends BulkReads {
  chosen: ExportedRow[]
  deploy: Pick<DeploySeveralProps, 'denied' | 'requiredTags' | 'detect' | 'deploy' | 'onQueued'>
  /** Removals were put into the queue. */
  onStarted: () => void
  onWritten: () => void
  onClear: () => void
}

/** Deploy, remove, tag and export what is chosen in the list. */
export function BulkActions({ chosen, deploy, onStarted, onWritten, onClear, plan, write, remove }: BulkActionsProps) {
  const [refused, setRefused] = useState<Refused>({})
  const removing = useAction(remove)
  if (chosen.length === 0) return null
  const { denied } = deploy
  const deployed = chosen.filter(({ row }) => row.publicApi.state !== 'none').map(({ row }) => row.name)
  // Of other rows than these it would be no news.
  const failures = Object.entries(refused).filter(([name]) => deployed.includes(name))
  return (
    <BulkBar rows={chosen} onClear={onClear}>
      <DeploySeveral rows={chosen.map(({ row }) => row)} isChosen {...deploy} />
      <TagSeveral
        names={chosen.map(({ row }) => row.name)}
        denied={denied}
        plan={plan}
        write={write}
        onWritten={onWritten}
      />
      <RemoveSeveral
        names={deployed}
        busy={removing.busy}
        disabledReason={
          denied ?? (deployed.length === 0 ? 'None of the chosen endpoints has a public API.' : undefined)
        }
        remove={async (input) => {
          const result = await removing.run(input)
          if (result.ok) setRefused(result.value)
          onStarted()
          return result
        }}
      />
      <FailureNote failure={removing.failure} className="w-full" />
      <RefusedList refused={failures} className="w-full" />
    </BulkBar>
  )
}
