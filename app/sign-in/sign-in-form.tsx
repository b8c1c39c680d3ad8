'use client'

import { signIn } from 'next-auth/react'
import { SignInCard, type SignInCardProps } from '@/components/sign-in/sign-in-card'

interface SignInFormProps extends Pick<SignInCardProps, 'people' | 'error'> {
  callbackUrl: string
}

/** next-auth's own client fetches the CSRF token and its cookie, which a server component cannot set. */
export function SignInForm({ people, callbackUrl, error }: SignInFormProps) {
  const enter = async (form: FormData) => {
    await signIn('demo', { person: String(form.get('person') ?? ''), callbackUrl })
  }
  return <SignInCard people={people} action={enter} error={error} />
}
