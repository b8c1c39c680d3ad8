'use client'

import { KeyRound, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import type { CallerKey, KeyList, NewKey } from '@/lib/keys/types'
import type { Result } from '@/lib/result'
import { Button } from '../ui/button'
import { Card, CardBody, CardHeader } from '../ui/card'
import { useAction } from '../ui/hooks/use-action'
import { FailureNote } from '../ui/state/failure-note'
import type { Place } from '../wiring/types'
import { KeyForm } from './key-form'
import { KeyLimits } from './key-limits'
import { KeyRow } from './key-row'
import { NewKeyNote } from './new-key-note'

type About = Place & { endpointName: string }

export interface KeysCardProps {
  place: Place
  endpointName: string
  list: KeyList
  /** Why this person cannot change keys. */
  denied?: string
  create: (input: About & { keyName: string }) => Promise<Result<NewKey>>
  rotate: (input: About & { keyId: string }) => Promise<Result<NewKey>>
  setEnabled: (input: About & { keyId: string; enabled: boolean }) => Promise<Result<undefined>>
  revoke: (input: About & { keyId: string }) => Promise<Result<undefined>>
}

/** The keys of those who call the public API. A value is shown when it is made, and never again. */
export function KeysCard({ place, endpointName, list, denied, create, rotate, setEnabled, revoke }: KeysCardProps) {
  const router = useRouter()
  const making = useAction(create)
  const rotating = useAction(rotate)
  const switching = useAction(setEnabled)
  const revoking = useAction(revoke)
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<NewKey>()
  const about = { ...place, endpointName }
  const { keys, limits, playground } = list
  const failure = making.failure ?? rotating.failure ?? switching.failure ?? revoking.failure
  const busy = making.busy || rotating.busy || switching.busy || revoking.busy

  const show = (result: Result<NewKey>) => {
    if (!result.ok) return
    setMade(result.value)
    setOpen(false)
    router.refresh()
  }
  const change = async (key: CallerKey, enabled: boolean) => {
    const result = await switching.run({ ...about, keyId: key.id, enabled })
    if (!result.ok) return
    toast(`“${key.name}” ${enabled ? 'enabled' : 'disabled'}`)
    router.refresh()
  }
  const remove = async (key: CallerKey) => {
    const result = await revoking.run({ ...about, keyId: key.id })
    if (!result.ok) return
    if (made?.id === key.id) setMade(undefined)
    toast(`“${key.name}” revoked`)
    router.refresh()
  }

  return (
    <Card aria-labelledby="keys">
      <CardHeader id="keys" title="API keys" meta={keys.length > 0 ? String(keys.length) : undefined}>
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          disabledReason={denied ?? (limits ? undefined : 'The usage plan is missing: repair the public API first.')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          New key
        </Button>
      </CardHeader>
      {open && (
        <KeyForm
          busy={making.busy}
          onMake={async (keyName) => show(await making.run({ ...about, keyName }))}
          onCancel={() => setOpen(false)}
        />
      )}
      <FailureNote failure={failure} className="mx-4 mt-3" />
      {made && <NewKeyNote key={made.id} made={made} onDone={() => setMade(undefined)} />}
      {keys.length > 0 ? (
        <ul>
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              quotaPerDay={limits?.quotaPerDay}
              denied={denied ?? (busy ? 'Another change is under way.' : undefined)}
              onRotate={async () => show(await rotating.run({ ...about, keyId: key.id }))}
              onEnabled={(enabled) => change(key, enabled)}
              onRevoke={() => remove(key)}
            />
          ))}
        </ul>
      ) : (
        !open && (
          <CardBody className="flex gap-2.5 text-fg-2">
            <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-fg-3" />
            <p>
              No caller has a key yet, so only the playground gets through. Make one for each caller: then each can be
              counted, replaced and revoked alone.
            </p>
          </CardBody>
        )
      )}
      <KeyLimits limits={limits} playground={playground} usageProblem={list.usageProblem} />
    </Card>
  )
}
