'use client'

import { toast } from 'sonner'
import { AppShell, type AppShellProps } from '@/components/shell/app-shell'

/** Leaves the provider too, where it has a page for that. */
const leave = async () => {
  const response = await fetch('/api/sign-out', { method: 'POST' }).catch(() => undefined)
  if (!response?.ok) {
    toast('The console did not answer, so you are still signed in. Try again.')
    return
  }
  const { url }: { url: string } = await response.json()
  window.location.assign(url)
}

export function ConsoleShell(props: Omit<AppShellProps, 'signOut'>) {
  return <AppShell {...props} signOut={leave} />
}
