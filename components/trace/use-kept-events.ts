'use client'

import { useMemo } from 'react'
import { z } from 'zod'
import { proxyEventSchema } from '@/lib/trace/proxy-event'
import type { TestEvent } from '@/lib/trace/test-events'
import { useStored } from '../ui/hooks/use-stored'

const keptSchema = z.array(z.object({ name: z.string().min(1).max(40), event: proxyEventSchema })).max(20)
type Kept = z.infer<typeof keptSchema>

/** A browser's own storage of a site has 5 MB in all. */
const longestEvent = 100_000

/** Events that a person keeps for an endpoint, in this browser. */
export function useKeptEvents(place: string) {
  const [text, store] = useStored(`portico:events:${place}`)
  const kept = useMemo(() => parsed(text ?? '[]'), [text])
  const write = (next: Kept) => store(JSON.stringify(next))
  return {
    events: kept.map(
      ({ name, event }): TestEvent => ({
        id: `kept ${name}`,
        label: name,
        about: 'Kept in this browser, sent as it is.',
        payload: false,
        event,
      }),
    ),
    /** One of the same name is replaced. */
    keep: (name: string, event: Kept[number]['event']) =>
      write([...kept.filter((one) => one.name !== name), { name, event }].slice(-20)),
    forget: (name: string) => write(kept.filter((one) => one.name !== name)),
  }
}

/** Why an event cannot be kept under a name. */
export function keepProblem(name: string, text: string): string | undefined {
  if (name.trim() === '') return 'Name the event.'
  if (name.length > 40) return 'At most 40 characters.'
  return text.length > longestEvent ? 'This event is too large to keep in the browser.' : undefined
}

function parsed(text: string): Kept {
  try {
    return keptSchema.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}
