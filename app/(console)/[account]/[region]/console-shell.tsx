'use client'

import { signOut } from 'next-auth/react'
import { AppShell, type AppShellProps } from '@/components/shell/app-shell'

const leave = async () => {
  await signOut({ callbackUrl: '/sign-in' })
}

export function ConsoleShell(props: Omit<AppShellProps, 'signOut'>) {
  return <AppShell {...props} signOut={leave} />
}
