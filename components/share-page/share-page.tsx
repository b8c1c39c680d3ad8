'use client'

import { Ruler } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { buildRowRequest, methodFor } from '@/lib/model/requests/build-request'
import { boundedProblemOf, hasRanges } from '@/lib/model/requests/encode'
import { shownRow } from '@/lib/model/requests/shown-row'
import type { SharedPage } from '@/lib/share/types'
import { callerSnippets } from '@/lib/snippets/caller-snippets'
import { withToken } from '../playground/access/authorize-as'
import { TokenField } from '../playground/access/token-field'
import { AuthorizeProvider, withApiKey } from '../playground/call/authorize'
import { usePrediction } from '../playground/call/use-prediction'
import { kindOf } from '../playground/inputs/kind-input'
import { ModelInput } from '../playground/model-input'
import { useFormRow } from '../playground/use-form-row'
import { WaitingNote } from '../playground/waiting-note'
import { DeveloperPart } from './developer-part'
import { introOf, plainFeatures, refusedIn } from './intro-of'
import { KeyField } from './key-field'
import { ResultBay } from './result-bay'
import { ShareFacts } from './share-facts'
import { EmbedFrame, ShareFrame } from './share-frame'
import { SignedOnly } from './signed-only'

export interface SharePageProps {
  page: SharedPage
  rowInUrl?: string
  /** In a frame of another site: the way to the whole page. */
  fullPath?: string
}

/** One public API, for people who have no account: what it takes and what it answers, to try. */
export function SharePage({ page, rowInUrl, fullPath }: SharePageProps) {
  const { kind, scoped, header } = page.needs
  const [secret, setSecret] = useState('')
  const key = page.apiKey?.value ?? secret
  const authorize = useMemo(
    () => (kind === 'cognito' ? withToken(secret) : withApiKey(key, header)),
    [kind, header, key, secret],
  )
  return (
    <AuthorizeProvider value={authorize}>
      <SharedForm page={page} rowInUrl={rowInUrl} fullPath={fullPath} hasKey={key !== ''}>
        {kind === 'key' && !page.apiKey && <KeyField value={secret} onChange={setSecret} />}
        {kind === 'cognito' && (
          <TokenField
            scoped={scoped ?? false}
            region={page.region ?? ''}
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

function SharedForm({
  page,
  rowInUrl,
  fullPath,
  hasKey,
  children,
}: SharePageProps & { hasKey: boolean; children: ReactNode }) {
  const { invokeUrl, queryParameter, request, sampleRow, needs, bounded, apiKey } = page
  const contract = useMemo(
    () => ({ ...page.contract, features: plainFeatures(page.contract.features) }),
    [page.contract],
  )
  const prediction = usePrediction()
  const { waiting } = prediction
  const kind = kindOf(contract)
  const [row, setRow] = useState(rowInUrl ?? sampleRow ?? '')
  const call = row && !kind ? buildRowRequest(page, [row]) : { method: methodFor(contract, request), url: invokeUrl }
  const form = useFormRow(contract.features, sampleRow, rowInUrl, bounded ? boundedProblemOf : undefined)
  const signed = needs.kind === 'iam'
  const intro = signed ? signedIntro : introOf(page.contract)
  const embedded = fullPath !== undefined
  const content = (
    <>
      <h1
        className={
          embedded
            ? 'break-words font-semibold text-20 tracking-tight'
            : 'break-words font-semibold text-32 tracking-tight max-md:text-28'
        }
      >
        {page.title}
      </h1>
      {page.description && <p className="mt-2 max-w-[640px] whitespace-pre-line text-16">{page.description}</p>}
      <p className={page.description ? 'mt-2 max-w-[640px] text-fg-2' : 'mt-2 max-w-[640px] text-16 text-fg-2'}>
        {intro}
      </p>
      <p className="noscript:block mt-4 hidden max-w-[640px] rounded-ctl border border-line-ctl bg-sunken px-4 py-3">
        This page needs JavaScript to call the model. Turn it on in your browser, and load the page again.
      </p>
      {children}
      {!signed && (
        <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2">
          <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
            <ModelInput
              contract={contract}
              invokeUrl={invokeUrl}
              queryParameter={queryParameter}
              request={request}
              title="Your input"
              expert={false}
              sampleRow={sampleRow}
              rowInUrl={rowInUrl}
              form={form}
              prediction={prediction}
              onRow={setRow}
            />
            {bounded && !kind && hasRanges(contract.features) && (
              <p className="flex items-start gap-1.5 px-1 text-12 text-fg-2">
                <Ruler aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                Values have to stay within the ranges and choices shown: the model knows nothing beyond them.
              </p>
            )}
          </div>
          <ResultBay
            shown={prediction.shown}
            busy={prediction.busy}
            hasKey={hasKey}
            wait={
              waiting && <WaitingNote plain waiting={waiting} onStop={prediction.stop} onResume={prediction.resume} />
            }
            output={contract.output}
            features={contract.features.map(({ name }) => name)}
          />
        </div>
      )}
    </>
  )
  if (embedded) return <EmbedFrame fullPath={fullPath}>{content}</EmbedFrame>
  return (
    <ShareFrame>
      {content}
      <ShareFacts expiresAt={page.expiresAt} dailyCap={apiKey?.dailyCap} />
      <DeveloperPart
        method={call.method}
        url={call.url}
        snippets={callerSnippets({ ...page, region: page.region ?? '' }, row || shownRow(contract.features))}
        described={describedOf(page)}
        rateLimit={page.rateLimit}
        refused={refusedIn(page)}
        ownKey={apiKey !== undefined}
        open={signed}
      />
    </ShareFrame>
  )
}

/** What downloads are made of: the key of the page is not in it. */
const describedOf = ({ apiKey: _, ...page }: SharedPage) => ({ ...page, region: page.region ?? '' })

const signedIntro = 'A model behind a public API, for callers with AWS credentials.'
