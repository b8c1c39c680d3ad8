'use client'

import { createContext, use, useCallback } from 'react'
import type { CallerNeeds } from '@/lib/spec/api-parts/access'
import { headersWithKey } from '@/lib/spec/api-parts/key-header'
import type { Call } from './call'

/** Gives a call what its URL requires of callers. */
export type Authorize = (call: Call) => Call | Promise<Call>

const AuthorizeContext = createContext<Authorize>((call) => call)

/** Around whatever calls the public API: nothing is added outside of it. */
export const AuthorizeProvider = AuthorizeContext.Provider

/** What is requested later, at the same URL, is given the same. */
export function useAuthorize(): Authorize {
  const authorize = use(AuthorizeContext)
  return useCallback(async (call: Call) => ({ ...(await authorize(call)), again: authorize }), [authorize])
}

/**
 * @param value of an API key; an empty one is not sent
 * @param header of the URL's access, which no caller can leave out: undefined there means `x-api-key`
 */
export const withApiKey =
  (value: string | undefined, header: CallerNeeds['header']): Authorize =>
  (call) =>
    value ? { ...call, headers: { ...call.headers, ...headersWithKey(header, value) } } : call
