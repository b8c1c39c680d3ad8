'use client'

import { useMemo, useState } from 'react'
import { AppShell, type AppShellProps } from '@/components/shell/app-shell'
import { onDemand, useOnceOpen } from '@/components/ui/on-demand'
import { toast } from '@/components/ui/toast/toast'
import { findEndpointsAction, readPlacesAction, readSharingAction } from './palette-actions'

// Neither is a part of any page until somebody signs out.
const leaveDialogs = onDemand(() => import('@/components/shell/leave-dialog'))
const browserStorage = () => import('@/components/shell/forget-private')

/** Leaves the provider too, where it has a page for that. */
const leave = async () => {
  const response = await fetch('/api/sign-out', { method: 'POST' }).catch(() => undefined)
  if (!response?.ok) {
    toast('The console did not answer, so you are still signed in. Try again.')
    return
  }
  const { forgetPrivate } = await browserStorage()
  await forgetPrivate()
  const { url }: { url: string } = await response.json()
  window.location.assign(url)
}

export function ConsoleShell(props: Omit<AppShellProps, 'signOut' | 'reads'>) {
  const { region } = props
  const account = props.account.id
  const [work, setWork] = useState<string[]>()
  const leaveDialog = useOnceOpen(leaveDialogs, work !== undefined, () => setWork(undefined))
  const signOut = async () => {
    const storage = await browserStorage().catch(() => undefined)
    // A newer console was deployed, or the connection is gone.
    if (!storage)
      return toast('Signing out could not start, so you are still signed in. Reload the page, then try again.')
    const found = await storage.unsavedWork()
    if (found.length > 0) setWork(found)
    else await leave()
  }
  const reads = useMemo(
    () => ({
      read: () => readPlacesAction({ account, region }),
      find: (search: string) => findEndpointsAction({ account, region, search }),
      sharing: (endpointName: string) => readSharingAction({ account, region, endpointName }),
    }),
    [account, region],
  )
  return (
    <>
      <AppShell {...props} signOut={signOut} reads={reads} />
      {work && leaveDialog && <leaveDialog.default work={work} onLeave={leave} onClose={() => setWork(undefined)} />}
    </>
  )
}
