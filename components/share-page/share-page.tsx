'use client'

import { type ReactNode, useMemo, useState } from 'react'
import { buildRowRequest, methodFor, type RowShape } from '@/lib/features/build-request'
import type { FeatureContract } from '@/lib/features/contract'
import { callerSnippets } from '@/lib/snippets/caller-snippets'
import type { CallerNeeds } from '@/lib/wiring/access'
import { withToken } from '../playground/access/authorize-as'
import { TokenField } from '../playground/access/token-field'
import { AuthorizeProvider, withApiKey } from '../playground/authorize'
import { kindOf } from '../playground/inputs/kind-input'
import { ModelInput } from '../playground/model-input'
import { useFormRow } from '../playground/use-form-row'
import { usePrediction } from '../playground/use-prediction'
import { WaitingNote } from '../playground/waiting-note'
import { UrlBlock } from '../ui/url-block'
import { CallFromCode } from './call-from-code'
import { KeyField } from './key-field'
import { ResultBay } from './result-bay'
import { ShareFacts } from './share-facts'
import { ShareFrame } from './share-frame'
import { SignedOnly } from './signed-only'

export interface SharePageProps {
  page: {
    title: string
    /** ISO. */
    expiresAt: string
    invokeUrl: string
    queryParameter: string
    request: RowShape
    contract: FeatureContract
    sampleRow?: string
    rateLimit: number
    /** The URL answers 202 first. */
    answersLater: boolean
    needs: CallerNeeds
    region: string
  }
  rowInUrl?: string
}

/** One public URL, for people who have no account: what it takes, what it answers, how to call it. */
export function SharePage({ page, rowInUrl }: SharePageProps) {
  const { kind, scoped } = page.needs
  const [secret, setSecret] = useState('')
  const authorize = useMemo(() => (kind === 'cognito' ? withToken(secret) : withApiKey(secret)), [kind, secret])
  return (
    <AuthorizeProvider value={authorize}>
      <SharedForm page={page} rowInUrl={rowInUrl}>
        {kind === 'key' && <KeyField value={secret} onChange={setSecret} />}
        {kind === 'cognito' && (
          <TokenField
            scoped={scoped ?? false}
            region={page.region}
            value={secret}
            onChange={setSecret}
            className="mt-4"
          />
        )}
        {kind === 'iam' && <SignedOnly />}
      </SharedForm>
    </AuthorizeProvider>
  )
}

function SharedForm({ page, rowInUrl, children }: SharePageProps & { children: ReactNode }) {
  const { invokeUrl, queryParameter, request, contract, sampleRow, needs } = page
  const prediction = usePrediction()
  const { waiting } = prediction
  const kind = kindOf(contract)
  const [row, setRow] = useState(rowInUrl ?? sampleRow ?? '')
  const call = row && !kind ? buildRowRequest(page, [row]) : { method: methodFor(contract, request), url: invokeUrl }
  const form = useFormRow(contract.features, sampleRow, rowInUrl)
  return (
    <ShareFrame>
      <h1 className="break-words font-semibold text-32 tracking-tight max-md:text-28">{page.title}</h1>
      <p className="mt-2 mb-6 max-w-[560px] text-16 text-fg-2">
        {needs.kind === 'iam' ? signedIntro : introOf(contract)}
      </p>
      <UrlBlock method={call.method} url={call.url} copyLabel="Copy URL" className="bg-surface" />
      {children}
      {needs.kind !== 'iam' && (
        <div className="my-4 grid gap-4 md:grid-cols-2">
          <ModelInput
            contract={contract}
            invokeUrl={invokeUrl}
            queryParameter={queryParameter}
            request={request}
            title="Input"
            expert={false}
            sampleRow={sampleRow}
            rowInUrl={rowInUrl}
            form={form}
            prediction={prediction}
            onRow={setRow}
          />
          <ResultBay
            shown={prediction.shown}
            busy={prediction.busy}
            wait={waiting && <WaitingNote waiting={waiting} onStop={prediction.stop} onResume={prediction.resume} />}
            output={contract.output}
          />
        </div>
      )}
      <CallFromCode snippets={callerSnippets(page, row || 'your,row')} />
      <ShareFacts expiresAt={page.expiresAt} rateLimit={page.rateLimit} />
    </ShareFrame>
  )
}

const signedIntro = 'A model behind a public URL, for callers with AWS credentials.'

/** What each kind of input asks of a visitor. */
const asks = {
  text: 'Write a text',
  image: 'Give a picture',
  audio: 'Give a recording',
  chat: 'Write to the model',
  json: 'Give JSON',
}

function introOf(contract: FeatureContract): string {
  const { features, output } = contract
  const kind = kindOf(contract)
  if (kind === 'chat') return `${asks.chat} and read its answer.`
  const what = output?.name ? `the model's ${output.name.toLowerCase()}` : "the model's prediction"
  if (kind) return `${asks[kind]} and get ${what}.`
  if (features.length === 0) return `Give a row of values and get ${what}.`
  if (features.length > 6) return `Give ${features.length} values and get ${what}.`
  return `Give ${features.map((feature) => feature.name.replaceAll('_', ' ')).join(', ')} and get ${what}.`
}
