import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { demoPeople } from '@/lib/auth/demo-people'
import { safePath } from '@/lib/auth/safe-path'
import { currentPerson } from '@/lib/auth/session'
import { signInProblem } from '@/lib/auth/sign-in-problem'
import { config } from '@/lib/config'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams
  const { origin, oidc, github, demoSignIn, roles } = config().auth
  const path = safePath(callbackUrl, origin)
  if (await currentPerson()) redirect(path)
  const ways = [
    ...(oidc
      ? [{ id: 'oidc' as const, name: oidc.name, anotherPrompt: `login ${oidc.params.prompt ?? ''}`.trim() }]
      : []),
    ...(github ? [{ id: 'github' as const, name: 'GitHub', anotherPrompt: 'select_account' }] : []),
  ]
  const problem = signInProblem(error, {
    provider: ways.length === 1 && ways[0] ? ways[0].name : 'The provider',
    email: oidc?.claims.email ?? 'email',
    role: oidc?.claims.role,
    domains: roles.domains,
  })
  return (
    <SignInForm
      ways={ways}
      people={demoSignIn ? demoPeople.map(({ id, name, role }) => ({ id, name, role })) : []}
      callbackUrl={path}
      problem={problem}
    />
  )
}
