'use client'

import { useState } from 'react'
import type { Result } from '@/lib/result'
import type { HopResult } from '@/lib/trace/types'
import { Card, CardHeader } from '../ui/card'
import { Segmented } from '../ui/segmented'
import type { Place } from '../wiring/types'
import { EndpointTest } from './endpoint-test'
import { FunctionTest } from './function-test'
import { MethodTest } from './method-test'
import type { TestFacts } from './test-forms'

type Run<I> = (input: Place & { endpointName: string } & I) => Promise<Result<HopResult>>

export interface TestActions {
  endpoint: Run<{ contentType: string; accept: string; body: string }>
  fn: Run<{ event: string }>
  method: Run<{ httpMethod: 'GET' | 'POST'; query: string; body: string }>
}

type Hop = 'endpoint' | 'function' | 'method'

export interface TestsCardProps {
  place: Place
  facts: TestFacts
  actions: TestActions
  /** Why a test cannot be run, by test. */
  obstacles: Partial<Record<Hop, string>>
}

/** The three hops, each asked by itself: where the answer stops being right is where the fault is. */
export function TestsCard({ place, facts, actions, obstacles }: TestsCardProps) {
  const [hop, setHop] = useState<Hop>('endpoint')
  // A deploy changes what an event and a request look like, while this card stays: these two start anew then.
  const wired = [facts.stage, facts.resourcePath, facts.queryParameter, facts.sampleRow].join(' ')
  const panels: Record<Hop, React.ReactNode> = {
    endpoint: <EndpointTest place={place} facts={facts} obstacle={obstacles.endpoint} action={actions.endpoint} />,
    function: (
      <FunctionTest key={wired} place={place} facts={facts} obstacle={obstacles.function} action={actions.fn} />
    ),
    method: <MethodTest key={wired} place={place} facts={facts} obstacle={obstacles.method} action={actions.method} />,
  }
  return (
    <Card aria-labelledby="tests">
      <CardHeader id="tests" title="Tests" meta={<span className="max-md:hidden">each hop by itself</span>}>
        <Segmented
          label="Hop to test"
          value={hop}
          onValueChange={setHop}
          items={[
            { value: 'endpoint', label: 'Endpoint' },
            { value: 'function', label: 'Function' },
            { value: 'method', label: 'Method' },
          ]}
        />
      </CardHeader>
      {/* All three stay mounted: what was typed and what came back is there on the way back. */}
      {(Object.keys(panels) as Hop[]).map((one) => (
        <div key={one} hidden={one !== hop}>
          {panels[one]}
        </div>
      ))}
    </Card>
  )
}
