'use client'

import { type ReactNode, useMemo, useState } from 'react'
import type { Result } from '@/lib/result'
import type { Access } from '@/lib/wiring/access'
import { Note } from '../../ui/note'
import type { Place } from '../../wiring/types'
import { ask } from '../ask'
import { AskUrlProvider, askBearing, askSigned, type ToSign } from './ask-url'
import { TokenField } from './token-field'

export type SignAction = (
  input: Place & { endpointName: string } & ToSign,
) => Promise<Result<{ url: string; headers: Record<string, string> }>>

interface CallerProps {
  access: Access
  place: Place
  endpointName: string
  sign: SignAction
  /** Why this person may not have requests signed. */
  obstacle?: string
  children: ReactNode
}

/** Makes this page a caller that the URL lets in, and says how. */
export function Caller({ access, place: { account, region }, endpointName, sign, obstacle, children }: CallerProps) {
  const [token, setToken] = useState('')
  const { kind } = access
  const askUrl = useMemo(() => {
    if (kind === 'iam') return askSigned((request) => sign({ account, region, endpointName, ...request }))
    return kind === 'cognito' ? askBearing(token.trim()) : ask
  }, [kind, token, sign, account, region, endpointName])
  return (
    <AskUrlProvider value={askUrl}>
      {kind === 'iam' && <SignedNote obstacle={obstacle} />}
      {kind === 'cognito' && (
        <TokenField scoped={(access.scopes ?? []).length > 0} region={region} value={token} onChange={setToken} />
      )}
      {children}
    </AskUrlProvider>
  )
}

function SignedNote({ obstacle }: { obstacle?: string }) {
  if (obstacle)
    return (
      <Note tone="warn" title="This URL answers signed requests only." className="mb-4">
        The console signs none for you. {obstacle}
      </Note>
    )
  return (
    <Note tone="info" title="Signed for each request." className="mb-4">
      The console&rsquo;s server signs each request with its own AWS credentials, a batch piece by piece; this browser
      sends it. A signature holds for that one request and five minutes; the secret key stays on the server.
    </Note>
  )
}
