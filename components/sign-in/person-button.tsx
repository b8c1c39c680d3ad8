'use client'

import { ArrowRight, Eye, type LucideIcon, Rocket, ShieldCheck } from 'lucide-react'
import { useFormStatus } from 'react-dom'
import type { Person, Role } from '@/lib/roles'
import { Spinner } from '../ui/state/spinner'

const roles: Record<Role, { icon: LucideIcon; may: string }> = {
  viewer: { icon: Eye, may: 'Sees endpoints and public APIs, and calls them from the playground. Changes nothing.' },
  deployer: { icon: Rocket, may: 'Also deploys, updates and removes public APIs, and shares them.' },
  admin: { icon: ShieldCheck, may: 'Does everything that this console offers.' },
}

export function PersonButton({ person }: { person: Pick<Person, 'id' | 'name' | 'role'> }) {
  const { pending, data } = useFormStatus()
  const { icon: Icon, may } = roles[person.role]
  const mine = pending && data?.get('person') === person.id
  return (
    <button
      type="submit"
      name="person"
      value={person.id}
      disabled={pending}
      aria-busy={mine || undefined}
      className="group flex w-full items-start gap-3 rounded-ctl border border-line-2 bg-surface p-3 text-left shadow-1 hover:border-line-ctl hover:bg-hover active:bg-press"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-fg" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{person.name}</span>
          <span className="text-12 text-fg-3">{person.role}</span>
        </span>
        <span className="block text-12 text-fg-2">{may}</span>
      </span>
      {mine ? (
        <Spinner className="mt-1 shrink-0" />
      ) : (
        <ArrowRight aria-hidden className="mt-1 size-3.5 shrink-0 text-fg-3 group-hover:text-fg" />
      )}
    </button>
  )
}
