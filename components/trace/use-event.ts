'use client'

import { useMemo, useState } from 'react'
import { inputOf } from '@/lib/model/contract/contract'
import { bodyBytes, queryText, readProxyEvent, requestOf } from '@/lib/trace/proxy-event'
import { type EventFacts, testEventsOf } from '@/lib/trace/test-events'
import type { Call } from '../playground/call/call'
import { useKeptEvents } from './use-kept-events'

/** The chosen event, made of the payload until somebody edits it. */
export function useEvent(facts: EventFacts, sample: string, place: string) {
  const [payload, setPayload] = useState(sample)
  const [file, setFile] = useState<{ name: string; type: string; base64: string }>()
  const [chosen, setChosen] = useState<string>()
  const [edited, setEdited] = useState<string>()
  const { kind } = inputOf(facts.contract)
  const takesFile = kind === 'image' || kind === 'audio'
  const made = useMemo(
    () => testEventsOf(facts, takesFile ? (file?.base64 ?? '') : payload, file?.type),
    [facts, takesFile, file, payload],
  )
  const kept = useKeptEvents(place)
  const events = [...made, ...kept.events]
  const event = events.find(({ id }) => id === chosen) ?? events[0]
  const text = edited ?? JSON.stringify(event?.event ?? {}, null, 2)
  const read = readProxyEvent(text)
  const missing = edited === undefined && event?.payload === true && (takesFile ? !file : payload.trim() === '')
  return {
    kind,
    takesFile,
    payload,
    file,
    setFile,
    events,
    event,
    text,
    edited: edited !== undefined,
    problem: 'problem' in read ? read.problem : undefined,
    /** Why it cannot be sent. */
    obstacle: missing ? missingWords(takesFile) : 'problem' in read ? 'Correct the event first.' : undefined,
    setPayload: (value: string) => {
      setPayload(value)
      setEdited(undefined)
    },
    choose: (id: string) => {
      setChosen(id)
      setEdited(undefined)
    },
    edit: setEdited,
    reset: () => setEdited(undefined),
    /** The label of the chosen event, if somebody kept it. */
    keptName: kept.events.find(({ id }) => id === event?.id)?.label,
    keep: (name: string) => {
      if (!('event' in read)) return
      kept.keep(name, read.event)
      setChosen(`kept ${name}`)
      setEdited(undefined)
    },
    forget: kept.forget,
    /** The request in a form that this browser can send. */
    callTo: (url: string): Call | undefined => ('event' in read ? callOfEvent(read.event, url) : undefined),
  }
}

const missingWords = (takesFile: boolean) =>
  takesFile ? 'Choose a file to send.' : 'Type a payload, or choose an event that carries none.'

/** A preflight a browser sends by itself, and the probe’s header it would not be allowed to send. */
function callOfEvent(event: Parameters<typeof requestOf>[0], url: string): Call | undefined {
  const request = requestOf(event)
  const { method, headers } = request
  if ((method !== 'GET' && method !== 'POST') || headers['x-portico-probe']) return undefined
  const query = queryText(request)
  return {
    method,
    url: query ? `${url}?${query}` : url,
    body: method === 'POST' ? new Blob([bodyBytes(request)]) : undefined,
    contentType: headers['content-type'],
    accept: headers.accept === '*/*' ? undefined : headers.accept,
  }
}
