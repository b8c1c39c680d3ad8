/** Proves a profile by calls of the model: each reading is tried, and what a refusal says comes next. Pure but for the calls. */
import { keptPlural } from '../../plural'
import type { Feature } from '../contract/contract'
import { asList, asObject, parseJson } from '../requests/json-text'
import { type SampleBody, sampleBodyOf } from '../requests/sample-body'
import type { Finding } from './finding'
import { mostProbes, type ProbedBy, probeLimits, type TestedSample } from './found-evidence'
import { contractOfProfile, type ModelProfile } from './profile'
import { type ProfileKind, type Reading, rows, tensors } from './readings'
import { refusalFacts } from './refusal-facts'
import { taskOf } from './task-of'

interface ResponseFacts {
  ok: boolean
  status: number
  contentType: string
  body: string
  latencyMs: number
}

/** A call that the model answered with a prediction. */
export interface ProvingCall {
  sample: SampleBody
  response: TestedSample
}

export interface Proof {
  /** Calls that were made. */
  calls: number
  /** What was learned, in a sentence. */
  learned: string
  /** The model itself refused the last call (4XX), so that the same calls would be refused again. */
  wasRefused?: boolean
  /** Absent if no call was answered with a prediction. */
  finding?: Finding
  /** Absent too if its body is too long to be kept. */
  provingCall?: ProvingCall
}

interface Attempt {
  reading: Reading
  sample: SampleBody
  /** For rows of a width that a refusal reported, or that is tried first. */
  width?: number
}

const ones = (width: number): number[] => new Array<number>(width).fill(1)

const rowOfWidth = (width: number): Attempt => ({
  reading: rows(),
  width,
  sample: { body: ones(width).join(','), contentType: 'text/csv' },
})

/** Why there is no response: the budget of calls is used up or cannot be counted, or the call took all of its time. */
export type NoResponse = 'used-up' | 'uncounted' | 'too-slow'

/** What the model said to samples that it refused, by sample. */
export type Refused = Map<string, ResponseFacts>

/**
 * Tries one reading after another until the model answers one.
 * @param by decides the words if there is no response: the console by itself may make fewer calls
 * @param refused what an earlier try was refused: read again and not sent again; what is refused now is added
 */
export async function prove(
  profile: ModelProfile,
  call: (sample: SampleBody) => Promise<ResponseFacts | NoResponse>,
  by: ProbedBy = 'click',
  refused: Refused = new Map(),
): Promise<Proof> {
  const pending = profile.readings.flatMap((reading) => attemptOf(profile, reading) ?? [])
  const tried = new Set<string>()
  let calls = 0
  let refusals = 0
  let last: ResponseFacts | undefined
  while (pending.length > 0 && calls < mostProbes) {
    const next = pending.shift()
    if (!next || tried.has(keyOf(next))) continue
    tried.add(keyOf(next))
    const known = refused.get(keyOf(next))
    const response = known ?? (await call(next.sample))
    if (response === 'too-slow') return { calls: calls + 1, learned: tooSlow(by) }
    if (response === 'uncounted') return { calls, learned: uncounted }
    if (response === 'used-up')
      return refusals > 0
        ? {
            calls,
            learned: `The model refused ${keptPlural(refusals, 'call')}. ${usedUp(by)}`,
            wasRefused: isRefusal(last),
          }
        : { calls, learned: usedUp(by) }
    if (!known) calls += 1
    if (response.ok) return proved(profile, next, response, calls, last !== undefined)
    last = response
    refusals += 1
    // What fails by itself can be there in a moment.
    if (isRefusal(response)) refused.set(keyOf(next), { ...response, body: response.body.slice(0, mostWords) })
    const { width, reading, otherType } = refusalFacts(response.status, response.body)
    if (width !== undefined) pending.unshift(...widened(profile, next, width), rowOfWidth(width))
    else if (reading) pending.unshift(...(attemptOf(profile, reading) ?? []))
    else if (otherType && next.reading.kind === 'rows')
      pending.push(...(attemptOf(profile, tensors({ instances: [ones(next.width ?? 1)] })) ?? []))
  }
  return { calls, learned: refusedWords(refusals, last), wasRefused: isRefusal(last) }
}

/** Characters of a refusal that are kept. */
const mostWords = 4_000

const isRefusal = (last: ResponseFacts | undefined): boolean => last !== undefined && last.status < 500

/** The same tensor, as wide as the refusal says: MLflow and TensorFlow Serving take `{"inputs": [[…]]}` and no plain rows. */
function widened(profile: ModelProfile, { reading }: Attempt, width: number): Attempt[] {
  const example = reading.input.kind === 'json' ? asObject(parseJson(reading.input.example ?? '')) : undefined
  const key = ['inputs', 'instances'].find((name) => Array.isArray(asList(example?.[name])[0]))
  if (reading.kind !== 'tensors' || !key) return []
  return (attemptOf(profile, tensors({ [key]: [ones(width)] })) ?? []).map((one) => ({ ...one, width }))
}

const keyOf = ({ sample }: Attempt): string => `${sample.contentType} ${String(sample.body)}`

function attemptOf(profile: ModelProfile, reading: Reading): Attempt[] | undefined {
  if (reading.kind === 'rows') {
    const row = profile.sampleRow ?? reading.sample
    return [row ? { reading, sample: { body: row, contentType: 'text/csv' } } : rowOfWidth(1)]
  }
  const sample = sampleBodyOf(contractOfProfile({ ...profile, readings: [reading] }))
  return sample && [{ reading, sample }]
}

const tooSlow = (by: ProbedBy): string =>
  `The model did not answer within ${probeLimits[by].ms / 1_000} s, the most that ${by === 'click' ? 'calls of an hour' : 'the console’s own calls'} take. A cold one can take longer: a deploy waits for it.`
export const uncounted =
  'The endpoint was not called, because Portico counts its calls in its database, which does not answer now. Try again in a moment.'
const usedUp = (by: ProbedBy): string =>
  by === 'click'
    ? `The calls of this hour are used up: ${mostProbes} an hour at most, for all people together.`
    : `The calls that the console makes by itself are used up: it leaves ${mostProbes - probeLimits.itself.calls} of the ${mostProbes} of an hour for clicks.`

function refusedWords(calls: number, last: ResponseFacts | undefined): string {
  if (calls === 0) return 'Nothing that AWS shows says what to try.'
  const words = last?.body.trim().slice(0, 200)
  return `The model refused ${keptPlural(calls, 'call')} and did not say what it takes.${words ? ` Its last words: ${words}` : ''}`
}

const nouns: Record<ProfileKind, string> = {
  rows: 'a row',
  text: 'a text',
  chat: 'chat messages',
  image: 'a picture',
  audio: 'a recording',
  series: 'a time series',
  tensors: 'tensors',
  json: 'the JSON',
}

/** @param wasRefused a narrower row was refused, so that the width of this one counts */
function proved(
  profile: ModelProfile,
  { reading, width, sample }: Attempt,
  response: ResponseFacts,
  calls: number,
  wasRefused: boolean,
): Proof {
  const task = taskOf({ text: response.body, contentType: response.contentType, recordCount: 1 }) ?? reading.task
  const looks = task ? ` Its answer looks like ${task}.` : ''
  const known = width === undefined ? undefined : profile.features?.value
  const isRows = reading.kind === 'rows'
  const features = isRows && width && wasRefused && known?.length !== width ? numbered(width) : undefined
  return {
    calls,
    learned: features
      ? `The model takes ${keptPlural(features.length, 'feature')}; found with ${keptPlural(calls, 'call')}.${looks}`
      : isRows && width === 1
        ? `The model took a row of one value, so it does not say how many it needs.${looks}`
        : `The model took ${nouns[reading.kind]}; found with ${keptPlural(calls, 'call')}.${looks}`,
    finding: {
      source: keptPlural(calls, 'call'),
      sure: 'proved',
      readings: [reading],
      task,
      ...(features ? { features } : {}),
    },
    ...(response.body.length > mostKept ? {} : { provingCall: { sample, response: testedSample(response) } }),
  }
}

/** Longer bodies are not kept, in characters. */
const mostKept = 20_000

const testedSample = ({ status, contentType, body, latencyMs }: ResponseFacts): TestedSample => ({
  status,
  contentType,
  body,
  latencyMs,
})

const numbered = (width: number): Feature[] =>
  Array.from({ length: width }, (_, index) => ({ name: `feature_${index + 1}`, type: 'number', default: '1' }))
