import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Note } from '@/components/ui/state/note'
import { attempt } from '@/lib/attempt'
import { currentPerson } from '@/lib/auth/session'
import { partitionOf } from '@/lib/aws/partition'
import { config } from '@/lib/config'
import { isLoopback } from '@/lib/config/cross-checks'
import { personIn, type ServedAccount, servedAccounts } from '@/lib/console/accounts'
import { openContext, type Place } from '@/lib/console/context'
import { type Person, refusal } from '@/lib/roles'
import { storeWarnings } from '@/lib/store/console-store'
import { ConsoleShell } from './console-shell'

export const dynamic = 'force-dynamic'

interface ConsoleLayoutProps {
  children: ReactNode
  params: Promise<Place>
}

/** The frame. Each page requests person, account and region by itself, as a layout does not run again on navigation. */
export default async function ConsoleLayout({ children, params }: ConsoleLayoutProps) {
  const place = await params
  const person = await currentPerson()
  // The page sends a signed-out person away, as it knows its own path.
  if (!person) return children
  const frame = await frameOf(person, place)
  // Here and not only in the page, whose status is sent before it knows: its loading state is the first of the answer.
  if (!frame) notFound()
  return (
    <ConsoleShell {...frame} region={place.region} demo={isLoopback(config().aws.endpointUrl)}>
      {storeWarnings().map((warning) => (
        <Note key={warning} tone="warn" role="status" title="Jobs are not available now." className="m-6 mb-0">
          {warning} What AWS has is shown as always.
        </Note>
      ))}
      {children}
    </ConsoleShell>
  )
}

/** The account of the address, while AWS does not say more of it. */
const unread = ({ account, region }: Place): ServedAccount => ({
  id: account,
  regions: [region],
  partition: partitionOf(region).name,
})

/** Undefined for an account or region that is not served: the 404 stands without a frame that would claim it. */
async function frameOf(person: Person, place: Place) {
  const [served, context] = await Promise.all([attempt(servedAccounts), openContext(person, place, 'shared')])
  if (!context.ok && context.error.code.startsWith('unknown-')) return undefined
  const known = served.ok ? served.value : [unread(place)]
  const accounts = known.map((one) => {
    const { limit } = personIn(person, one)
    return { id: one.id, name: one.name, regions: one.regions, limit }
  })
  const account = accounts.find((one) => one.id === place.account)
  if (!account) return undefined
  const here = context.ok ? context.value.person : person
  return {
    account,
    accounts,
    user: { name: person.name, role: here.role, limit: account.limit },
    denied: refusal(here, 'deployer'),
  }
}
