import type { ReactNode } from 'react'
import { openContext, type Place } from '@/lib/auth/context'
import { currentPerson } from '@/lib/auth/session'
import { config, isLoopback } from '@/lib/config'
import { ConsoleShell } from './console-shell'

export const dynamic = 'force-dynamic'

interface ConsoleLayoutProps {
  children: ReactNode
  params: Promise<Place>
}

/** The frame. Each page asks for person, account and region by itself, as a layout does not run again on navigation. */
export default async function ConsoleLayout({ children, params }: ConsoleLayoutProps) {
  const place = await params
  const person = await currentPerson()
  // The page sends a signed-out person away, as it knows its own path.
  if (!person || !(await isServed(person, place))) return children
  const { regions, accountName, endpointUrl } = config().aws
  return (
    <ConsoleShell
      account={{ id: place.account, name: accountName }}
      region={place.region}
      regions={regions}
      user={{ name: person.name, role: person.role }}
      demo={isLoopback(endpointUrl)}
    >
      {children}
    </ConsoleShell>
  )
}

/** An account or region that is not served is the page's 404, without a frame that would claim it. */
async function isServed(...args: Parameters<typeof openContext>): Promise<boolean> {
  const context = await openContext(...args)
  return context.ok || !context.error.code.startsWith('unknown-')
}
