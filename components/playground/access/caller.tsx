'use client'

import { type ReactNode, useMemo, useState } from 'react'
import type { Result } from '@/lib/result'
import { type Access, needsOf } from '@/lib/spec/api-parts/access'
import type { Place } from '../../wiring/types'
import { AuthorizeProvider, withApiKey } from '../call/authorize'
import type { CountAction, OwnUrl } from '../call/own-calls'
import { useOwnCalls } from '../call/use-own-calls'
import { type ToSign, withSignature, withToken } from './authorize-as'
import { SignedNote } from './signed-note'
import { TokenField } from './token-field'

type SignAction = (
  input: Place & { endpointName: string } & ToSign,
) => Promise<Result<{ url: string; headers: Record<string, string> }>>

export interface CallerProps {
  /** What the URL requires of its callers. */
  access: Access
  place: Place
  endpointName: string
  sign: SignAction
  /** Why this person cannot have requests signed. */
  signObstacle?: string
  /** The value of the playground's own key, where the URL requires one. */
  apiKey?: string
  /** The public API, if this page's calls to it are to be counted as the console's own. */
  own?: OwnUrl
  count: CountAction
  children: ReactNode
}

/** Makes this page a caller that the URL allows, and says how. */
export function Caller({ access, place, endpointName, sign, signObstacle, apiKey, own, count, children }: CallerProps) {
  const { account, region } = place
  const [token, setToken] = useState('')
  const { kind } = access
  const { header } = needsOf(access)
  const letIn = useMemo(() => {
    if (kind === 'iam') return withSignature((request) => sign({ account, region, endpointName, ...request }))
    return kind === 'cognito' ? withToken(token) : withApiKey(apiKey, header)
  }, [kind, header, token, apiKey, sign, account, region, endpointName])
  const authorize = useOwnCalls(letIn, place, own, count)
  return (
    <AuthorizeProvider value={authorize}>
      {kind === 'iam' && <SignedNote obstacle={signObstacle} />}
      {kind === 'cognito' && (
        <TokenField scoped={(access.scopes ?? []).length > 0} region={region} value={token} onChange={setToken} />
      )}
      {children}
    </AuthorizeProvider>
  )
}
