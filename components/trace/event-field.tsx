'use client'

import { Bookmark, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { formatNumber } from '@/lib/locale'
import { Button } from '../ui/button'
import { Field } from '../ui/form/field'
import { Input, Textarea } from '../ui/form/input'
import type { useEvent } from './use-event'
import { keepProblem } from './use-kept-events'

type Sent = ReturnType<typeof useEvent>

/** A file's base64 is long and nothing to read. */
const longestShown = 100_000

/** The event as JSON, checked while it is edited; an edited one can be kept under a name. */
export function EventField({ sent }: { sent: Sent }) {
  if (sent.text.length > longestShown) {
    return (
      <p className="text-12 text-fg-2">
        The event has {formatNumber(sent.text.length)} characters: too many to edit here.
      </p>
    )
  }
  const { keptName } = sent
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2">
      <Field label="Proxy event" aside="what API Gateway sends; edit it as JSON" error={sent.problem}>
        <Textarea mono rows={10} value={sent.text} onChange={(event) => sent.edit(event.target.value)} />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        {sent.edited && (
          <Button size="sm" icon={<RotateCcw aria-hidden />} onClick={sent.reset}>
            Reset event
          </Button>
        )}
        {sent.edited && !sent.problem && <KeepEvent sent={sent} />}
        {!sent.edited && keptName && (
          <Button size="sm" icon={<Trash2 aria-hidden />} onClick={() => sent.forget(keptName)}>
            Forget this event
          </Button>
        )}
      </div>
    </div>
  )
}

function KeepEvent({ sent }: { sent: Sent }) {
  const [name, setName] = useState(sent.keptName ?? '')
  return (
    <>
      <Input
        aria-label="Name of the event"
        placeholder="Name, to keep it"
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="h-(--ctl-s) w-44"
      />
      <Button
        size="sm"
        icon={<Bookmark aria-hidden />}
        disabledReason={keepProblem(name, sent.text)}
        onClick={() => sent.keep(name.trim())}
      >
        Keep event
      </Button>
    </>
  )
}
