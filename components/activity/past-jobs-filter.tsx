'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import { kinds, outcomes, type PastQuery } from '@/lib/jobs/past'
import { Select } from '../ui/form/select'
import { kindWords, outcomeWords } from './past-words'

/** An option's value cannot be empty. */
const any = 'any'

interface PastJobsFilterProps {
  people: string[]
  wanted: PastQuery
}

/** Filters by the address, so that a filtered list can be sent to somebody. */
export function PastJobsFilter({ people, wanted }: PastJobsFilterProps) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const [isReading, startReading] = useTransition()
  const choose = (name: 'person' | 'kind' | 'outcome') => (value: string) => {
    const next = new URLSearchParams(params)
    if (value === any) next.delete(name)
    else next.set(name, value)
    next.delete('before')
    startReading(() => router.replace(`${path}?${next}`, { scroll: false }))
  }
  // The person in the address stays a choice, even if that person started nothing.
  const everybody = wanted.person && !people.includes(wanted.person) ? [wanted.person, ...people] : people
  return (
    <div aria-busy={isReading} className="flex flex-wrap items-center gap-2 aria-busy:opacity-60">
      <Select
        aria-label="Person of the job"
        size="sm"
        className="w-48"
        value={wanted.person ?? any}
        onValueChange={choose('person')}
        options={[{ value: any, label: 'Everyone' }, ...everybody.map((value) => ({ value, label: value }))]}
      />
      <Select
        aria-label="Kind of the job"
        size="sm"
        className="w-36"
        value={wanted.kind ?? any}
        onValueChange={choose('kind')}
        options={[{ value: any, label: 'Both kinds' }, ...kinds.map((value) => ({ value, label: kindWords[value] }))]}
      />
      <Select
        aria-label="Outcome of the job"
        size="sm"
        className="w-36"
        value={wanted.outcome ?? any}
        onValueChange={choose('outcome')}
        options={[
          { value: any, label: 'Any outcome' },
          ...outcomes.map((value) => ({ value, label: outcomeWords[value] })),
        ]}
      />
    </div>
  )
}
