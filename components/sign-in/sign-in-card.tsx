import { CircleX } from 'lucide-react'
import type { Person } from '@/lib/roles'
import { Logo } from '../ui/logo'
import { Note } from '../ui/state/note'
import { Colonnade } from './colonnade'
import { NoProvider } from './no-provider'
import { PersonButton } from './person-button'
import { type SignInWay, WayButton } from './way-button'

export interface SignInCardProps {
  /** The providers that are configured. */
  ways: SignInWay[]
  /** The demo's people; empty elsewhere. */
  people: Pick<Person, 'id' | 'name' | 'role'>[]
  enter: (way: SignInWay['id'], prompt?: string) => Promise<void>
  /** Gets the field `person`. */
  enterAs: (form: FormData) => Promise<void>
  /** Why the last attempt failed, and what to do. */
  problem?: { title: string; text: string; another?: boolean }
}

export function SignInCard({ ways, people, enter, enterAs, problem }: SignInCardProps) {
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
            Puts a public API in front of a SageMaker endpoint, planned, deployed and tried out in the browser.
          </p>
          {problem && (
            <Note tone="bad" role="alert" icon={<CircleX aria-hidden />} title={problem.title} className="mt-4">
              {problem.text}
            </Note>
          )}
          {ways.length > 0 && (
            <div className="mt-5 grid gap-2">
              {ways.map((way, index) => (
                <WayButton
                  key={way.id}
                  way={way}
                  main={index === 0}
                  another={problem?.another ?? false}
                  enter={enter}
                />
              ))}
            </div>
          )}
          {people.length > 0 && <DemoPeople people={people} enterAs={enterAs} />}
          {ways.length + people.length === 0 && <NoProvider />}
        </div>
      </div>
    </main>
  )
}

function DemoPeople({ people, enterAs }: Pick<SignInCardProps, 'people' | 'enterAs'>) {
  return (
    <>
      <Note tone="warn" title="Demo: anyone who opens this page can sign in as any of these people." className="mt-5">
        AWS is a sandbox on this machine; no AWS account is touched.
      </Note>
      <form action={enterAs} className="mt-3 grid gap-2" aria-label="Demo people">
        {people.map((person) => (
          <PersonButton key={person.id} person={person} />
        ))}
      </form>
    </>
  )
}
