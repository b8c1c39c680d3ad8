import { Play } from 'lucide-react'
import { inputOf } from '@/lib/model/contract/contract'
import { headlineOf } from '@/lib/model/predictions/headline'
import { parsePrediction } from '@/lib/model/predictions/parse'
import { plural } from '@/lib/plural'
import { keyHeaderOf, keyHeaderWords } from '@/lib/spec/api-parts/key-header'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import { liveOf } from '@/lib/wiring/state/live'
import { isUnwell, type Live, liveAdvice, liveWords } from '@/lib/wiring/state/live-words'
import type { JobOutcome } from '@/lib/wiring/state/plan'
import { readFailure } from '../playground/call/read-failure'
import { Button, ButtonLink } from '../ui/button'
import { Note } from '../ui/state/note'
import { CodeBlock } from '../ui/text/code-block'
import { UrlBlock } from '../ui/text/url-block'
import { JobDone } from '../wiring/progress/job-ended'
import { formatElapsed } from '../wiring/progress/use-elapsed'
import { reachedInWords } from './reached-in-words'
import { ShareNow, type ShareNowProps } from './share-now'
import { callOf } from './values/call-of'

export interface DeployDoneProps {
  outcome: JobOutcome
  durationMs: number
  overviewHref: string
  spec: WiringSpec
  onClose: () => void
  /** Makes a share link; absent for those who cannot. */
  share?: ShareNowProps['share']
}

/** The public API, and the model's answer to the sample row through it. */
export function DeployDone(props: DeployDoneProps) {
  const { outcome, durationMs, overviewHref, spec, onClose, share } = props
  const { invokeUrl, writes } = outcome
  const call = invokeUrl && callOf(invokeUrl, onlyRoute(spec))
  return (
    <JobDone tone="ok" title={titleOf(outcome, spec, durationMs)}>
      <p className="-mt-3 text-fg-2">
        {writes === 0
          ? 'Everything was up to date: nothing was written, and the public API was called.'
          : `${plural(writes, 'write')} to AWS, then the public API was called.`}
      </p>
      {call && <UrlBlock {...call} copyLabel="Copy URL" />}
      {spec.access.kind === 'key' && (
        <p className="text-fg-2">
          It answers callers who send an API key as <code>{keyHeaderWords[keyHeaderOf(spec.access)]}</code>. Make a key
          for each caller on the endpoint's page; the playground has one of its own.
        </p>
      )}
      <Sample {...props} />
      <NextStep live={liveIn(outcome, spec)} behind={outcome.behind} overviewHref={overviewHref} />
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`${overviewHref}/playground`} variant="primary" icon={<Play aria-hidden />}>
          Open playground
        </ButtonLink>
        <Button onClick={onClose}>View endpoint</Button>
      </div>
      <NextSteps overviewHref={overviewHref} access={spec.access.kind} share={share} />
    </JobDone>
  )
}

/** What people do next with a public API: each leads to where it is done. */
function NextSteps({
  overviewHref,
  access,
  share,
}: Pick<DeployDoneProps, 'overviewHref' | 'share'> & { access: WiringSpec['access']['kind'] }) {
  const linksHref = `${overviewHref}#share-links`
  const steps = [
    ...(share ? [] : [['Share it', linksHref, 'a page for people without an account'] as const]),
    access === 'key'
      ? ['Hand out keys', `${overviewHref}#keys`, 'one for each caller']
      : [
          'Protect it',
          `${overviewHref}/deploy`,
          access === 'open' ? 'anyone who has the URL can call it' : 'who can call it',
        ],
    ['Copy code', `${overviewHref}#invoke-url`, 'curl, Python and more'],
    ['Export it', `${overviewHref}#invoke-url`, 'as OpenAPI, for tools and clients'],
  ] as const
  return (
    <ul aria-label="Next steps" className="grid gap-x-4 gap-y-2 border-line border-t pt-3 md:grid-cols-2">
      {share && (
        <li className="md:col-span-2">
          <ShareNow share={share} linksHref={linksHref} />
        </li>
      )}
      {steps.map(([name, href, line]) => (
        <li key={name}>
          <a href={href} className="link font-medium">
            {name}
          </a>
          <p className="text-12 text-fg-3">{line}</p>
        </li>
      ))}
    </ul>
  )
}

/** Rows are what most people call a sample row; a picture or a conversation is none. */
const sampleName = (spec: WiringSpec): string =>
  inputOf(onlyRoute(spec).contract).kind === 'rows' ? 'sample row' : 'sample'

const liveIn = (outcome: JobOutcome, spec: WiringSpec): Live =>
  liveOf(outcome, onlyRoute(spec).integration?.kind === 'http')

function titleOf(outcome: JobOutcome, spec: WiringSpec, durationMs: number): string {
  const live = outcome.writes === 0 ? 'Live, up to date' : `Live in ${formatElapsed(durationMs)}`
  return `${live}${liveWords(liveIn(outcome, spec))}`
}

interface NextStepProps {
  live: Live
  behind?: string
  overviewHref: string
}

/** What a state needs that is not “the model answered”: the reason, and the one change that helps. */
function NextStep({ live, behind, overviewHref }: NextStepProps) {
  if (live.kind === 'behind')
    return (
      <p className="text-fg-2">
        {behind}. The gateway’s own test called {live.address ? 'the address' : 'the model'} past this check.
      </p>
    )
  const advice = liveAdvice(live)
  if (!advice) return null
  return (
    <Note tone={isUnwell(live) ? 'warn' : 'info'} title={advice.title}>
      {advice.text}{' '}
      {isUnwell(live) && (
        <a href={`${overviewHref}/trace`} className="link">
          Trace it
        </a>
      )}
    </Note>
  )
}

function Sample({ outcome: { sample, reached }, spec, overviewHref }: DeployDoneProps) {
  const { contract, integration } = onlyRoute(spec)
  if (!sample) return reached && <p className="text-fg-2">{reachedInWords(reached, integration)}</p>
  const { status, body, contentType, latencyMs } = sample
  // What is to be done then stands below.
  if (status === 202) return null
  const prediction = parsePrediction({ text: body, contentType, recordCount: 1 }, contract.output)
  const unit = prediction.kind === 'value' && prediction.unit ? ` ${prediction.unit}` : ''
  const requestId = status < 400 ? undefined : readFailure(body).requestId
  const said = prediction.kind === 'raw' ? undefined : `${headlineOf(prediction)}${unit}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p>
        The {sampleName(spec)} answered{' '}
        {said !== undefined && status < 400 && (
          <>
            <b className="font-semibold">{said}</b>{' '}
          </>
        )}
        with {status} in <span className="mono">{latencyMs} ms</span>.
      </p>
      <CodeBlock
        boxed
        wrap
        label="Response of the model"
        copied="Response copied"
        code={body.trimEnd() || '(empty body)'}
        tone={status < 400 ? undefined : 'bad'}
      />
      {requestId && (
        <a href={`${overviewHref}/logs?request=${encodeURIComponent(requestId)}`} className="link w-fit">
          Log lines of this request
        </a>
      )}
    </div>
  )
}
