'use client'

import { type ReactNode, useMemo, useState } from 'react'
import { buildUrl } from '@/lib/features/build-url'
import type { FeatureContract } from '@/lib/features/contract'
import { callerSnippets } from '@/lib/snippets/caller-snippets'
import type { CallerNeeds } from '@/lib/wiring/access'
import { withToken } from '../playground/access/authorize-as'
import { TokenField } from '../playground/access/token-field'
import { AuthorizeProvider, withApiKey } from '../playground/authorize'
import { FeatureInputCard, RowInputCard } from '../playground/input-card'
import { KindInput, kindOf } from '../playground/inputs/kind-input'
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
  const { invokeUrl, queryParameter, contract, sampleRow, needs } = page
  const { shown, busy, partial, waiting, send, stop, resume } = usePrediction()
  const kind = kindOf(contract)
  const [row, setRow] = useState(rowInUrl ?? sampleRow ?? '')
  const url = buildUrl(invokeUrl, queryParameter, [row])
  const form = useFormRow(contract.features, sampleRow, rowInUrl)
  const common = {
    title: 'Input',
    expert: false,
    busy,
    invokeUrl,
    queryParameter,
    examples: contract.examples,
    sampleRow,
    onSend: send,
    onRow: setRow,
  }
  return (
    <ShareFrame>
      <h1 className="break-words font-semibold text-32 tracking-tight max-md:text-28">{page.title}</h1>
      <p className="mt-2 mb-6 max-w-[560px] text-16 text-fg-2">
        {needs.kind === 'iam' ? signedIntro : introOf(contract)}
      </p>
      <UrlBlock
        method={kind ? 'POST' : 'GET'}
        url={url.ok && row && !kind ? url.value : invokeUrl}
        copyLabel="Copy URL"
        className="bg-surface"
      />
      {children}
      {needs.kind !== 'iam' && (
        <div className="my-4 grid gap-4 md:grid-cols-2">
          {kind ? (
            <KindInput
              title="Input"
              expert={false}
              contract={contract}
              invokeUrl={invokeUrl}
              textInUrl={rowInUrl}
              busy={busy}
              partial={partial}
              onSend={send}
              onStop={stop}
            />
          ) : contract.features.length > 0 ? (
            <FeatureInputCard {...common} features={contract.features} form={form} />
          ) : (
            <RowInputCard {...common} rowInUrl={rowInUrl} />
          )}
          <ResultBay
            shown={shown}
            busy={busy}
            wait={waiting && <WaitingNote waiting={waiting} onStop={stop} onResume={resume} />}
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
