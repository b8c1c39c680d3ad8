import { CircleX } from 'lucide-react'
import type { Person } from '@/lib/auth/roles'
import { Logo } from '../ui/logo'
import { Note } from '../ui/note'
import { Colonnade } from './colonnade'
import { NoProvider } from './no-provider'
import { PersonButton } from './person-button'

export interface SignInCardProps {
  /** The demo's people; empty where no provider is configured. */
  people: Pick<Person, 'id' | 'name' | 'role'>[]
  /** Gets the field `person`. A server action, or the address that the form posts to. */
  action: string | ((form: FormData) => void | Promise<void>)
  /** Further fields that go along: csrfToken, callbackUrl. */
  hidden?: Record<string, string>
  /** Why the last attempt failed. */
  error?: string
}

export function SignInCard({ people, action, hidden = {}, error }: SignInCardProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-[420px]">
        <Colonnade />
        <div className="rounded-b-card border border-line border-t-0 bg-surface p-6 max-md:p-5">
          <div className="flex items-center gap-2.5">
            <Logo size={26} className="text-accent-fg" />
            <h1 className="font-semibold text-20 tracking-tight">Sign in to Portico</h1>
          </div>
          <p className="mt-1.5 text-fg-2">
            Puts a public URL in front of a SageMaker endpoint, planned, deployed and tried out in the browser.
          </p>
          {error && (
            <Note tone="bad" role="alert" icon={<CircleX aria-hidden />} className="mt-4">
              {error}
            </Note>
          )}
          {people.length > 0 ? <DemoPeople people={people} action={action} hidden={hidden} /> : <NoProvider />}
        </div>
      </div>
    </main>
  )
}

function DemoPeople({ people, action, hidden = {} }: Omit<SignInCardProps, 'error'>) {
  return (
    <>
      <form
        action={action}
        method={typeof action === 'string' ? 'post' : undefined}
        className="mt-5 grid gap-2"
        aria-label="Demo people"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {people.map((person) => (
          <PersonButton key={person.id} person={person} />
        ))}
      </form>
      <p className="mt-4 text-12 text-fg-3">
        These people exist in the demo only. They work against a sandbox on this machine; no AWS account is touched.
      </p>
    </>
  )
}
