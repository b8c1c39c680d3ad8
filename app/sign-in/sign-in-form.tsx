'use client'

import { signIn } from 'next-auth/react'
import { SignInCard, type SignInCardProps } from '@/components/sign-in/sign-in-card'

interface SignInFormProps extends Omit<SignInCardProps, 'enter' | 'enterAs'> {
  callbackUrl: string
}

/** next-auth's own client fetches the CSRF token and its cookie, which a server component cannot set. */
export function SignInForm({ callbackUrl, ...card }: SignInFormProps) {
  return (
    <SignInCard
      {...card}
      enter={async (way, prompt) => {
        await signIn(way, { callbackUrl }, prompt ? { prompt } : undefined)
      }}
      enterAs={async (form) => {
        await signIn('demo', { person: String(form.get('person') ?? ''), callbackUrl })
      }}
    />
  )
}
