'use client'

import { useEffect } from 'react'
import { SignInCard, type SignInCardProps } from '@/components/sign-in/sign-in-card'
import { onDemand } from '@/components/ui/on-demand'
import { toast } from '@/components/ui/toast/toast'

const nextAuth = onDemand(() => import('next-auth/react'))

/** Fails with a word: neither the code nor the console answers without a connection. */
async function enterBy(...given: Parameters<typeof import('next-auth/react').signIn>) {
  try {
    const { signIn } = await nextAuth.load()
    await signIn(...given)
  } catch (error) {
    toast('Signing in could not start. Check the connection, then try again.', { duration: 6000 })
    throw error
  }
}

interface SignInFormProps extends Omit<SignInCardProps, 'enter' | 'enterAs'> {
  callbackUrl: string
}

/**
 * next-auth's own client fetches the CSRF token and its cookie, which a server component cannot set. It is loaded after the
 * page, and at a click at the latest.
 */
export function SignInForm({ callbackUrl, ...card }: SignInFormProps) {
  useEffect(() => {
    nextAuth.load().catch(() => {})
  }, [])
  return (
    <SignInCard
      {...card}
      enter={(way, prompt) => enterBy(way, { callbackUrl }, prompt ? { prompt } : undefined)}
      // The action of a form that fails would take the whole page with it.
      enterAs={(form) => enterBy('demo', { person: String(form.get('person') ?? ''), callbackUrl }).catch(() => {})}
    />
  )
}
