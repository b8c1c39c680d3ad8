'use client'

import { useEffect, useState } from 'react'
import type { Failure, Result } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'
import type { Plan } from '@/lib/wiring/state/plan'
import { useStable } from '../ui/hooks/use-stable'
import { settle } from '../ui/settle'

const restMs = 350

export interface PlanState {
  plan?: Plan
  failure?: Failure
  /** Options changed since the plan was made, or it is being made. */
  stale: boolean
}

/** The plan of the options as they stand, once typing rests. Actions queue up, so only the latest is ever requested. */
export function usePlan(
  spec: WiringSpec | undefined,
  latest: (spec: WiringSpec) => Promise<Result<Plan>>,
  round: string,
) {
  const readPlan = useStable(latest)
  const wanted = spec && `${round} ${JSON.stringify(spec)}`
  const [made, setMade] = useState<{ wanted: string; plan?: Plan; failure?: Failure }>()
  useEffect(() => {
    if (!wanted) return
    let left = false
    const timer = setTimeout(async () => {
      const wantedSpec: WiringSpec = JSON.parse(wanted.slice(wanted.indexOf('{')))
      const result = await settle(readPlan(wantedSpec))
      if (left) return
      setMade((before) =>
        result.ok ? { wanted, plan: result.value } : { wanted, plan: before?.plan, failure: result.error },
      )
    }, restMs)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [wanted, readPlan])
  const state: PlanState = { plan: made?.plan, failure: made?.failure, stale: made?.wanted !== wanted }
  return state
}
