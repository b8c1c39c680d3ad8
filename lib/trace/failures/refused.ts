/** The table of refusals, as failures that a trace meets: at which hop, and by what it is proved. Pure. */
import { readKind } from '../../model/refusals/read'
import type { RefusalKind } from '../../model/refusals/refusal'
import { refusalKinds } from '../../model/refusals/table'
import { changed, type KnownFailure, putBack, type Seen, textOf, wordsOf } from './known'

type Met = Pick<KnownFailure, 'hops' | 'proof' | 'fix'> & { call?: string }

const isModelError = ({ hop, result }: Seen): boolean => hop === 'endpoint' && result.error?.name === 'ModelError'

/** The container's status and words, as InvokeEndpoint passes them on. */
const refusedWith = (seen: Seen): string =>
  `InvokeEndpoint passes on the container’s own answer, ${seen.result.status}: ${wordsOf(seen.result)}`

const container =
  (kind: RefusalKind, status: (status: number) => boolean = () => false): Met['proof'] =>
  (seen) =>
    isModelError(seen) && (status(seen.result.status) || readKind(kind, textOf(seen.result)))
      ? refusedWith(seen)
      : undefined

const said =
  (kind: RefusalKind): Met['proof'] =>
  ({ result }) =>
    readKind(kind, textOf(result)) ? wordsOf(result) : undefined

/** Why the endpoint failed, as DescribeEndpoint says it. */
const failedStart =
  (kind: RefusalKind): Met['proof'] =>
  (seen) => {
    const { endpoint } = seen.facts
    const reason = endpoint?.failureReason
    if (endpoint?.status === 'Failed' && reason && readKind(kind, reason))
      return `DescribeEndpoint says ${endpoint.status}: ${reason}`
    return isModelError(seen) && readKind(kind, textOf(seen.result)) ? refusedWith(seen) : undefined
  }

const inUse = ['InService', 'Updating', 'SystemUpdating', 'RollingBack']

/** What is proved by more than its words, or met elsewhere than at the endpoint. */
const own: Record<string, (kind: RefusalKind) => Partial<Met>> = {
  'endpoint-gone': () => ({
    hops: ['endpoint', 'function'],
    call: 'sagemaker:DescribeEndpoint',
    proof: ({ facts }) =>
      facts.endpoint
        ? undefined
        : `DescribeEndpoint finds no endpoint ${facts.endpointName} in this account and region.`,
  }),
  'endpoint-not-in-service': () => ({
    hops: ['endpoint', 'function'],
    call: 'sagemaker:DescribeEndpoint',
    proof: ({ facts: { endpoint } }) =>
      endpoint && !inUse.includes(endpoint.status)
        ? `DescribeEndpoint says ${endpoint.status}${endpoint.failureReason ? `: ${endpoint.failureReason}` : ''}.`
        : undefined,
  }),
  asynchronous: () => ({
    hops: ['endpoint', 'function'],
    call: 'sagemaker:DescribeEndpoint',
    proof: ({ facts: { endpoint } }) =>
      endpoint?.asynchronous ? 'DescribeEndpoint gives an AsyncInferenceConfig.' : undefined,
  }),
  'too-large': () => ({ hops: ['endpoint', 'function', 'method', 'url'] }),
  'model-not-ready': () => ({ hops: ['endpoint', 'function'] }),
  'model-throttled': () => ({
    hops: ['endpoint', 'function'],
    proof: (seen) =>
      seen.hop === 'endpoint' && /Throttl/.test(seen.result.error?.name ?? '') ? wordsOf(seen.result) : undefined,
  }),
  'sagemaker-unavailable': () => ({ hops: ['endpoint', 'function'] }),
  'binary-types': (kind) => ({
    hops: ['endpoint', 'method', 'url'],
    proof: (seen) => (seen.hop === 'endpoint' ? container(kind) : said(kind))?.(seen),
    fix: (facts) => (changed(facts, /^binaryMediaTypes$/) ? putBack('Put the media types back')(facts) : undefined),
  }),
  'content-type': (kind) => ({ proof: container(kind, (status) => status === 415) }),
  accept: (kind) => ({ proof: container(kind, (status) => status === 406) }),
  'model-failed': (kind) => ({ proof: container(kind, (status) => status >= 500) }),
  'model-refused': (kind) => ({ proof: container(kind, (status) => status < 500) }),
  // A client's own words, which no hop of a trace says.
  'client-read-timeout': () => ({ hops: [] }),
  'connection-closed': () => ({ hops: [] }),
  'connect-timeout': () => ({ hops: ['function'] }),
  signature: () => ({ hops: ['url'] }),
  'credential-scope': () => ({ hops: ['url'] }),
  'authorization-header': () => ({ hops: ['url'] }),
  'url-too-long': () => ({ hops: ['url'] }),
}

const usual: Record<RefusalKind['at'], (kind: RefusalKind) => Met> = {
  model: (kind) => ({ hops: ['endpoint'], proof: container(kind) }),
  sagemaker: (kind) => ({ hops: ['endpoint'], proof: said(kind) }),
  start: (kind) => ({ hops: ['endpoint'], proof: failedStart(kind) }),
  gateway: (kind) => ({ hops: ['method', 'url'], proof: said(kind) }),
}

const calls: Record<RefusalKind['at'], string> = {
  model: 'sagemaker:InvokeEndpoint',
  sagemaker: 'sagemaker:InvokeEndpoint',
  start: 'sagemaker:DescribeEndpoint',
  gateway: 'apigateway:TestInvokeMethod',
}

function failureOf(kind: RefusalKind): KnownFailure {
  const call = calls[kind.at]
  const read: KnownFailure['read'] = (text) => {
    const found = readKind(kind, text)
    if (!found) return undefined
    const { id, title, means, remedy, source: docs } = found
    return { id, title, means, remedy, call: met.call ?? call, docs }
  }
  const met: Partial<Met> = own[kind.id]?.(kind) ?? {}
  // Without any words an advice is written for all messages of its kind.
  const written = (advice: RefusalKind['means']) => (typeof advice === 'string' ? advice : advice({}))
  return {
    id: kind.id,
    title: kind.title,
    means: written(kind.means),
    remedy: written(kind.remedy),
    docs: kind.source,
    call,
    general: kind.general,
    ...usual[kind.at](kind),
    ...met,
    read,
  }
}

export const refusedFailures: KnownFailure[] = refusalKinds.map(failureOf)
