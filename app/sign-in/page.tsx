import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { demoPeople } from '@/lib/auth/demo-people'
import { currentPerson } from '@/lib/auth/session'
import { config } from '@/lib/config'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

/** Only paths of this console: an address of somebody else's would make the sign-in page their accomplice. */
const safePath = (value: string | string[] | undefined): string => {
  const { origin } = config().auth
  if (typeof value !== 'string' || !URL.canParse(value, origin)) return '/'
  const url = new URL(value, origin)
  return url.origin === origin ? url.pathname + url.search : '/'
}

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams
  const path = safePath(callbackUrl)
  if (await currentPerson()) redirect(path)
  const people = config().auth.demoSignIn ? demoPeople.map(({ id, name, role }) => ({ id, name, role })) : []
  return (
    <SignInForm people={people} callbackUrl={path} error={error ? 'Nobody was signed in. Try again.' : undefined} />
  )
}
