'use client'

import { useState } from 'react'
import { Field } from '../ui/field'
import { Textarea } from '../ui/input'
import type { Place } from '../wiring/types'
import { proxyEvent, type TestFacts } from './test-forms'
import { TestPanel } from './test-panel'
import type { TestActions } from './tests-card'
import { useTest } from './use-test'

interface FunctionTestProps {
  place: Place
  facts: TestFacts
  obstacle?: string
  action: TestActions['fn']
}

/** Invoke of the alias that the gateway calls, with an event that may be edited. */
export function FunctionTest({ place, facts, obstacle, action }: FunctionTestProps) {
  const { test, ...state } = useTest(action)
  const [event, setEvent] = useState(() => proxyEvent(facts))
  const error = jsonError(event)
  return (
    <TestPanel
      {...state}
      action="Test function"
      obstacle={obstacle ?? (error && 'Correct the event first.')}
      about={
        <>
          Calls <code>Invoke</code> on the alias <code>live</code> with the event that API Gateway would send. The log
          is this call’s own tail.
        </>
      }
      onRun={() => test({ ...place, endpointName: facts.endpointName, event })}
    >
      <Field label="Proxy event" error={error}>
        <Textarea mono rows={14} value={event} onChange={(change) => setEvent(change.target.value)} />
      </Field>
    </TestPanel>
  )
}

function jsonError(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined
    return 'A JSON object, like the one that API Gateway sends'
  } catch (error) {
    return `Not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}`
  }
}
