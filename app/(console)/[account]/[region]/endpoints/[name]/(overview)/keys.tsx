import { KeysCard } from '@/components/endpoint-page/keys/keys-card'
import { Card, CardHeader } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/state/error-state'
import { attempt } from '@/lib/attempt'
import type { ConsoleContext, Place } from '@/lib/console/context'
import { listKeys } from '@/lib/keys/list-keys'
import type { KeyHeader } from '@/lib/spec/api-parts/key-header'
import { createKeyAction, revokeKeyAction, rotateKeyAction, setKeyEnabledAction } from '../key-actions'

interface KeysProps {
  context: ConsoleContext
  place: Place
  endpointName: string
  header: KeyHeader
  denied?: string
}

/** Some reads more; where they are refused, only this card says so. */
export async function Keys({ context, place, endpointName, header, denied }: KeysProps) {
  const list = await attempt(() => listKeys(context.clients, endpointName, new Date()))
  if (!list.ok) {
    return (
      <Card aria-label="API keys">
        <CardHeader title="API keys" />
        <ErrorState error={list.error} level={3} />
      </Card>
    )
  }
  return (
    <KeysCard
      place={place}
      endpointName={endpointName}
      list={list.value}
      header={header}
      denied={denied}
      create={createKeyAction}
      rotate={rotateKeyAction}
      setEnabled={setKeyEnabledAction}
      revoke={revokeKeyAction}
    />
  )
}
