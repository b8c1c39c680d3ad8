'use client'

import { useState } from 'react'
import { buildQuery } from '@/lib/features/build-url'
import { Field } from '../ui/field'
import { Input, Textarea } from '../ui/input'
import { Segmented } from '../ui/segmented'
import type { Place } from '../wiring/types'
import type { TestFacts } from './test-forms'
import { TestPanel } from './test-panel'
import type { TestActions } from './tests-card'
import { useTest } from './use-test'

interface MethodTestProps {
  place: Place
  facts: TestFacts
  obstacle?: string
  action: TestActions['method']
}

/** TestInvokeMethod: gateway and function, without the stage and its throttle. */
export function MethodTest({ place, facts, obstacle, action }: MethodTestProps) {
  const { test, ...state } = useTest(action)
  const [httpMethod, setHttpMethod] = useState<'GET' | 'POST'>(facts.request.methods === 'post' ? 'POST' : 'GET')
  const [query, setQuery] = useState(() => (facts.sampleRow ? buildQuery(facts.queryParameter, [facts.sampleRow]) : ''))
  const [body, setBody] = useState(facts.sampleRow)
  // A required parameter shuts bodies out, of a POST too.
  const isQuery = httpMethod === 'GET' || facts.request.required
  return (
    <TestPanel
      {...state}
      action="Test method"
      obstacle={obstacle}
      about={
        <>
          Calls <code>TestInvokeMethod</code> on <code>/{facts.resourcePath}</code>: the API as it is now, deployed or
          not, with the gateway’s execution log.
        </>
      }
      onRun={() =>
        test({
          ...place,
          endpointName: facts.endpointName,
          httpMethod,
          query: isQuery ? query : '',
          body: isQuery ? '' : body,
        })
      }
    >
      <Segmented
        label="HTTP method"
        value={httpMethod}
        onValueChange={setHttpMethod}
        items={(['GET', 'POST'] as const)
          .filter((value) => facts.request.methods === 'any' || facts.request.methods === value.toLowerCase())
          .map((value) => ({ value, label: value }))}
      />
      {isQuery ? (
        <Field label="Query string">
          <Input
            mono
            prefix="?"
            placeholder={`${facts.queryParameter}=5.1,3.5,1.4,0.2`}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </Field>
      ) : (
        <Field label="Request body" hint="The handler takes CSV, or JSON that holds the rows in data.">
          <Textarea mono rows={5} value={body} onChange={(event) => setBody(event.target.value)} />
        </Field>
      )}
    </TestPanel>
  )
}
