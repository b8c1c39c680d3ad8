'use client'

import { useEffect } from 'react'
import { SignInCard, type SignInCardProps } from '@/components/sign-in/sign-in-card'

const nextAuth = () => import('next-auth/react')

interface SignInFormProps extends Omit<SignInCardProps, 'enter' | 'enterAs'> {
  callbackUrl: string
}

/**
 * next-auth's own client fetches the CSRF token and its cookie, which a server component cannot set. It is loaded after the
 * page, and at a click at the latest.
 */
export function SignInForm({ callbackUrl, ...card }: SignInFormProps) {
  useEffect(() => {
    nextAuth().catch(() => {})
  }, [])
  return (
    <SignInCard
      {...card}
      enter={async (way, prompt) => {
        const { signIn } = await nextAuth()
        await signIn(way, { callbackUrl }, prompt ? { prompt } : undefined)
      }}
      enterAs={async (form) => {
        const { signIn } = await nextAuth()
        await signIn('demo', { person: String(form.get('person') ?? ''), callbackUrl })
      }}
    />
  )
}
