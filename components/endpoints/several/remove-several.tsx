'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/overlay/dialog'

interface RemoveSeveralProps {
  /** Those that have a public API. */
  names: string[]
  disabledReason?: string
  busy: boolean
  remove: (input: { names: string[]; typed: string }) => Promise<Result<Record<string, Failure>>>
}

/** Takes several public APIs away; how many is typed first. Results go to whoever passed `remove`. */
export function RemoveSeveral({ names, disabledReason, busy, remove }: RemoveSeveralProps) {
  const [confirming, setConfirming] = useState(false)
  const typed = `remove ${names.length}`
  return (
    <>
      <Button
        variant="danger"
        icon={<Trash2 aria-hidden />}
        busy={busy}
        disabledReason={disabledReason}
        onClick={() => setConfirming(true)}
      >
        {`Remove${names.length > 0 ? ` ${names.length}` : ''}`}
      </Button>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Remove ${plural(names.length, 'public API')}?`}
        confirmLabel="Remove public APIs"
        typed={typed}
        onConfirm={async () => {
          setConfirming(false)
          await remove({ names, typed })
        }}
      >
        <p>
          Callers of these are refused at once; a later deploy gets another address. The endpoints stay as they are.
        </p>
        <ul className="mt-2 grid max-h-40 gap-1 overflow-y-auto font-mono text-12 text-fg">
          {names.map((name) => (
            <li key={name} className="break-all">
              {name}
            </li>
          ))}
        </ul>
        {names.length > 1 && (
          <p className="mt-2">
            API Gateway removes one API per 30 s, so this takes about {Math.ceil((names.length * 30) / 60)} min.
          </p>
        )}
      </ConfirmDialog>
    </>
  )
}
