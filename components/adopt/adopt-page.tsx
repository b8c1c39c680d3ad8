'use client'

import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Result } from '@/lib/result'
import type { Walk } from '@/lib/wiring/adopt/types'
import type { Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { Field } from '../ui/form/field'
import { Input } from '../ui/form/input'
import { useAction } from '../ui/hooks/use-action'
import { PageHeader } from '../ui/page-header'
import { FailureNote } from '../ui/state/failure-note'
import type { Place } from '../wiring/types'
import { AdoptForm, type AdoptionInput } from './adopt-form'
import { GradeList } from './grade-list'
import { HopList } from './hop-list'

export interface AdoptPageProps {
  place: Place
  /** Why this person cannot adopt. */
  denied?: string
  walk: (input: Place & { url: string }) => Promise<Result<Walk>>
  plan: (input: Place & AdoptionInput) => Promise<Result<Plan>>
  start: (input: Place & AdoptionInput) => Promise<Result<{ jobId: string }>>
}

/** Paste a URL that somebody wired by hand: what is behind it, how well it is made, and what adoption would change. */
export function AdoptPage({ place, denied, walk, plan, start }: AdoptPageProps) {
  const [url, setUrl] = useState('')
  const [found, setFound] = useState<{ url: string; walk: Walk }>()
  const walking = useAction(walk)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const address = url.trim()
    if (!address || walking.busy) return
    setFound(undefined)
    const result = await walking.run({ ...place, url: address })
    if (result.ok) setFound({ url: address, walk: result.value })
  }
  return (
    <div className="grid max-w-[960px] grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title="Adopt a URL"
        parent={{ href: `/${place.account}/${place.region}/apis`, label: 'APIs' }}
        summary={
          <p className="max-w-[640px] text-fg-2">
            Portico can manage a public API that was built by hand. Its callers see no change: only its own path is
            changed, and you can give it back.
          </p>
        }
      />
      <form onSubmit={submit} aria-label="Walk a URL" className="flex flex-wrap items-end gap-2">
        <Field label="Invoke URL" className="min-w-60 flex-1">
          <Input
            mono
            spellCheck={false}
            autoComplete="off"
            placeholder={`https://a1b2c3d4e5.execute-api.${place.region}.…/prod/predict`}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <Button
          type="submit"
          variant={found ? 'default' : 'primary'}
          icon={<Search aria-hidden />}
          busy={walking.busy}
          disabledReason={url.trim() ? undefined : 'Paste a URL first.'}
        >
          Look behind it
        </Button>
      </form>
      <FailureNote failure={walking.failure} />
      {found && (
        <>
          <HopList walk={found.walk} />
          <GradeList grades={found.walk.grades} />
          <AdoptForm
            key={found.url}
            place={place}
            url={found.url}
            walk={found.walk}
            denied={denied}
            plan={plan}
            start={start}
          />
        </>
      )}
    </div>
  )
}
