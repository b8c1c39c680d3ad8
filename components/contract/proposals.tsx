'use client'

import { Target, Trash2 } from 'lucide-react'
import type { Proposal } from '@/lib/model/profile/proposals'
import { Button } from '../ui/button'

interface ProposalsProps {
  proposals: Proposal[]
  /** The columns of the contract: what was moved or removed is proposed no more. */
  names: string[]
  onRemove: (index: number) => void
  onResponse: (index: number) => void
}

/** Columns that the model perhaps does not take. They stay features until a person says otherwise. */
export function Proposals({ proposals, names, onRemove, onResponse }: ProposalsProps) {
  const open = proposals.filter(({ name }) => names.includes(name))
  if (open.length === 0) return null
  return (
    <ul aria-label="Proposals" className="grid gap-1.5">
      {open.map(({ name, role, why }) => (
        <li key={name} className="flex flex-wrap items-center gap-2 text-12 text-fg-2">
          <span className="min-w-0 flex-1">
            <b className="font-medium font-mono text-fg">{name}</b> looks like{' '}
            {role === 'id' ? 'an id of the row' : 'the answer'}: {why}.
          </span>
          {role === 'id' ? (
            <Button size="sm" icon={<Trash2 aria-hidden />} onClick={() => onRemove(names.indexOf(name))}>
              Leave {name} out
            </Button>
          ) : (
            <Button size="sm" icon={<Target aria-hidden />} onClick={() => onResponse(names.indexOf(name))}>
              {name} is the answer
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
