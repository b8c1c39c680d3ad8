'use client'

import { useState } from 'react'
import { Field } from '../ui/field'
import { Input, Textarea } from '../ui/input'
import type { Place } from '../wiring/types'
import type { TestFacts } from './test-forms'
import { TestPanel } from './test-panel'
import type { TestActions } from './tests-card'
import { useTest } from './use-test'

interface EndpointTestProps {
  place: Place
  facts: TestFacts
  obstacle?: string
  action: TestActions['endpoint']
}

/** InvokeEndpoint, past function and gateway. */
export function EndpointTest({ place, facts, obstacle, action }: EndpointTestProps) {
  const { test, ...state } = useTest(action)
  const [contentType, setContentType] = useState('text/csv')
  const [accept, setAccept] = useState('')
  const [body, setBody] = useState(facts.sampleRow)
  const { endpointName } = facts
  return (
    <TestPanel
      {...state}
      action="Test endpoint"
      obstacle={obstacle}
      about={
        <>
          Calls <code>InvokeEndpoint</code> with the console’s own credentials, past function and gateway. It costs one
          invocation of the model.
        </>
      }
      onRun={() => test({ ...place, endpointName, contentType, accept, body })}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label="Content type">
          <Input mono list="media-types" value={contentType} onChange={(event) => setContentType(event.target.value)} />
        </Field>
        <Field label="Accept">
          <Input
            mono
            list="media-types"
            placeholder="the model’s choice"
            value={accept}
            onChange={(event) => setAccept(event.target.value)}
          />
        </Field>
      </div>
      <datalist id="media-types">
        {['text/csv', 'application/json', 'application/jsonlines', 'text/libsvm', 'application/x-npy'].map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <Field label="Payload">
        <Textarea
          mono
          rows={5}
          placeholder="5.1,3.5,1.4,0.2"
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
      </Field>
    </TestPanel>
  )
}
