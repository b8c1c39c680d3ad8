'use client'

import { useState } from 'react'
import type { TestedSample } from '@/lib/model/profile/found-evidence'
import type { Result } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'
import { onlyRoute } from '@/lib/spec/spec'
import { useAction } from '../../ui/hooks/use-action'

export type TestSample = (spec: WiringSpec) => Promise<Result<TestedSample>>

/**
 * Sends the sample of the options; its response stands as long as what was sent is what would be.
 * @param known what the model answered to the sample of a spec before
 */
export function useSampleTest(
  action: TestSample,
  spec: WiringSpec,
  known: { spec: WiringSpec; response?: TestedSample },
) {
  const { run: call, busy, failure } = useAction(action)
  const [tested, setTested] = useState<{ wanted: string; response: TestedSample }>()
  const wanted = sentBy(spec)
  const run = async () => {
    const result = await call(spec)
    if (result.ok) setTested({ wanted, response: result.value })
  }
  const own = tested?.wanted === wanted ? tested.response : undefined
  const response = own ?? (wanted === sentBy(known.spec) ? known.response : undefined)
  return { busy, failure, response, isOwn: own !== undefined, run }
}

/** What decides the sample and who gets it. */
function sentBy(spec: WiringSpec): string {
  const { contract, sampleRow, target } = onlyRoute(spec)
  return JSON.stringify([contract.input, contract.examples, sampleRow, target])
}
