'use client'

import { useState } from 'react'
import type { TestedSample } from '@/lib/model/profile/found-evidence'
import type { Result } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'
import { onlyRoute } from '@/lib/spec/spec'
import { useAction } from '../../ui/hooks/use-action'

export type TestSample = (spec: WiringSpec) => Promise<Result<TestedSample>>

/** Sends the sample of the options; its response stands as long as what was sent is what would be. */
export function useSampleTest(action: TestSample, spec: WiringSpec) {
  const { run: call, busy, failure } = useAction(action)
  const [tested, setTested] = useState<{ wanted: string; response: TestedSample }>()
  const { contract, sampleRow, target } = onlyRoute(spec)
  const wanted = JSON.stringify([contract.input, contract.examples, sampleRow, target])
  const run = async () => {
    const result = await call(spec)
    if (result.ok) setTested({ wanted, response: result.value })
  }
  return { busy, failure, response: tested?.wanted === wanted ? tested.response : undefined, run }
}
