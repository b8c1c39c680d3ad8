'use client'

import { KeyRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CallerKey, KeyList, NewKey } from '@/lib/keys/types'
import type { Result } from '@/lib/result'
import type { KeyHeader } from '@/lib/spec/api-parts/key-header'
import { useAction } from '../../ui/hooks/use-action'
import { toast } from '../../ui/toast/toast'
import type { Place } from '../../wiring/types'
import { MadeItemsCard } from '../made-items-card'
import { KeyForm } from './key-form'
import { KeyLimits } from './key-limits'
import { KeyRow } from './key-row'
import { NewKeyNote } from './new-key-note'

type About = Place & { endpointName: string }

export interface KeysCardProps {
  place: Place
  endpointName: string
  list: KeyList
  /** The header in which callers send their keys. */
  header: KeyHeader
  /** Why this person cannot change keys. */
  denied?: string
  create: (input: About & { keyName: string }) => Promise<Result<NewKey>>
  rotate: (input: About & { keyId: string }) => Promise<Result<NewKey>>
  setEnabled: (input: About & { keyId: string; enabled: boolean }) => Promise<Result<undefined>>
  revoke: (input: About & { keyId: string }) => Promise<Result<undefined>>
}

/** The keys of those who call the public API. A value is shown when it is made, and never again. */
export function KeysCard(props: KeysCardProps) {
  const { place, endpointName, list, header, denied, create, rotate, setEnabled, revoke } = props
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
    <MadeItemsCard
      id="keys"
      title="API keys"
      button="New key"
      disabledReason={denied ?? (limits ? undefined : 'The usage plan is missing: repair the public API first.')}
      open={open}
      onOpen={setOpen}
      form={
        <KeyForm
          busy={making.busy}
          onMake={async (keyName) => show(await making.run({ ...about, keyName }))}
          onCancel={() => setOpen(false)}
        />
      }
      failure={failure}
      note={made && <NewKeyNote key={made.id} made={made} header={header} onDone={() => setMade(undefined)} />}
      items={keys.map((key) => (
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
      icon={<KeyRound aria-hidden />}
      empty="No caller has a key yet, so only the playground can call. Create a key for each caller: each can be counted, replaced and revoked on its own."
    >
      <KeyLimits limits={limits} playground={playground} usageProblem={list.usageProblem} />
    </MadeItemsCard>
  )
}
