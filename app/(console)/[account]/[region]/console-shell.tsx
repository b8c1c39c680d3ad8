'use client'

import { useMemo } from 'react'
import { toast } from 'sonner'
import { forgetRecent } from '@/components/palette/recent'
import { AppShell, type AppShellProps } from '@/components/shell/app-shell'
import { findEndpointsAction, readPlacesAction } from './palette-actions'

/** Leaves the provider too, where it has a page for that. */
const leave = async () => {
  const response = await fetch('/api/sign-out', { method: 'POST' }).catch(() => undefined)
  if (!response?.ok) {
    toast('The console did not answer, so you are still signed in. Try again.')
    return
  }
  forgetRecent()
  const { url }: { url: string } = await response.json()
  window.location.assign(url)
}

export function ConsoleShell(props: Omit<AppShellProps, 'signOut' | 'reads'>) {
  const { region } = props
  const account = props.account.id
  const reads = useMemo(
    () => ({
      read: () => readPlacesAction({ account, region }),
      find: (search: string) => findEndpointsAction({ account, region, search }),
    }),
    [account, region],
  )
  return <AppShell {...props} signOut={leave} reads={reads} />
}
