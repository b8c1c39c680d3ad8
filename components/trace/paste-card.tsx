'use client'

import { useState } from 'react'
import { decodeMessage } from '@/lib/trace/decode'
import { Card, CardHeader } from '../ui/card'
import { Field } from '../ui/form/field'
import { Textarea } from '../ui/form/input'
import { Meaning } from './cause-card'

/** Any message of AWS, a container or a browser, decoded as it is pasted; it leaves this page nowhere. */
export function PasteCard() {
  const [text, setText] = useState('')
  const found = decodeMessage(text)
  const pasted = text.trim().length >= 3
  return (
    <Card aria-label="Paste an error">
      <CardHeader title="Paste an error" meta="decoded in this browser, sent nowhere" />
      <div className="grid gap-4 p-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <Field label="Error message" hint="From AWS, a container’s log, curl or the browser’s console.">
          <Textarea
            mono
            rows={5}
            placeholder='{"message": "Missing Authentication Token"}'
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <div aria-live="polite" className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
          {found.map((one) => (
            <article key={one.id} className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
              <h3 className="font-semibold text-14">{one.title}</h3>
              <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1.5 max-md:grid-cols-[minmax(0,1fr)] max-md:gap-y-0.5">
                <Meaning {...one} />
              </dl>
            </article>
          ))}
          {found.length === 0 && (
            <p className="text-fg-3">
              {pasted
                ? 'This matches no known failure. Run a trace: it checks the public API itself.'
                : 'What it means and what to do appears here.'}
            </p>
          )}
        </div>
      </div>
    </Card>
  )
}
