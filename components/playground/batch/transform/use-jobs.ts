'use client'

import { useState } from 'react'
import type { Result } from '@/lib/result'
import type { TransformJob } from '@/lib/transform/types'
import { useStable } from '../../../ui/hooks/use-stable'
import { settle } from '../../../ui/settle'
import type { TransformFacts } from './facts'

/** The last answer stays while the next is awaited, and where the next is a failure. */
export interface FreshJobs {
  /** Undefined until they were read again. */
  result?: Result<TransformJob[]>
  jobs?: TransformJob[]
  read: () => Promise<void>
}

export function useFreshJobs({ of, actions: { list } }: TransformFacts): FreshJobs {
  const [result, setResult] = useState<Result<TransformJob[]>>()
  const [jobs, setJobs] = useState<TransformJob[]>()
  const { account, region, endpointName } = of
  const read = useStable(async () => {
    const outcome = await settle(list({ account, region, endpointName }))
    setResult(outcome)
    if (outcome.ok) setJobs(outcome.value)
  })
  return { result, jobs, read }
}
