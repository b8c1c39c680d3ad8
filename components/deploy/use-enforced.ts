'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { UseFormSetValue } from 'react-hook-form'
import { startsEnforced } from '@/lib/spec/route-parts/enforcing'
import { onlyRoute, withRoute } from '@/lib/spec/spec'
import type { StartingPoint } from './starting-point'
import type { DeployValues } from './values/form-values'
import { enforcedAgain, liveRequest } from './values/live-request'

/**
 * Enforces the columns of a first deploy once somebody says what they are, and not while they were only counted, unless a
 * person has decided. What is live keeps what it enforces, and enforces no columns that were only counted now.
 * @returns what the settings are compared with then
 */
export function useEnforced(
  from: StartingPoint,
  { features, request }: DeployValues,
  setValue: UseFormSetValue<DeployValues>,
): StartingPoint {
  const { base, defaults, deployed } = from
  const { target } = onlyRoute(base)
  const starts = startsEnforced({ contract: { features: features.map(({ feature }) => feature) }, target })
  const before = useRef(starts)
  const [live] = useState({ features, request })
  const enforcedBefore = useRef(request.enforce)
  useEffect(() => {
    if (before.current === starts) {
      // Turned on while they are only counted, a person decides from then on.
      if (starts || request.enforce) enforcedBefore.current = starts ? request.enforce : undefined
      return
    }
    const isDefault = (request.enforce ?? false) === before.current
    before.current = starts
    if (deployed) {
      const again = () => enforcedAgain(request, live.features, enforcedBefore.current)
      setValue('request', starts ? again() : liveRequest({ features, request }, live))
    } else if (isDefault) setValue('request', { ...request, enforce: starts || undefined })
  }, [starts, deployed, features, request, live, setValue])
  return useMemo(() => {
    if (deployed) return from
    const route = onlyRoute(defaults)
    const request = { ...route.request, enforce: starts || undefined }
    return { ...from, defaults: withRoute(defaults, { ...route, request }) }
  }, [from, defaults, deployed, starts])
}
