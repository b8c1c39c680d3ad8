'use client'

import { useEffect, useMemo, useRef } from 'react'
import type { UseFormSetValue } from 'react-hook-form'
import { startsEnforced } from '@/lib/spec/enforcing'
import { onlyRoute, withRoute } from '@/lib/spec/spec'
import type { StartingPoint } from './starting-point'
import type { DeployValues } from './values/form-values'

/**
 * Enforces the columns of a first deploy once somebody says what they are, and not while they were only counted, unless a
 * person has decided.
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
  useEffect(() => {
    if (before.current === starts) return
    const isDefault = (request.enforce ?? false) === before.current
    before.current = starts
    if (!deployed && isDefault) setValue('request', { ...request, enforce: starts || undefined })
  }, [starts, deployed, request, setValue])
  return useMemo(() => {
    if (deployed) return from
    const route = onlyRoute(defaults)
    const request = { ...route.request, enforce: starts || undefined }
    return { ...from, defaults: withRoute(defaults, { ...route, request }) }
  }, [from, defaults, deployed, starts])
}
