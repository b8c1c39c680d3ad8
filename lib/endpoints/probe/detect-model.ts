/** A model's profile as the console finds it out: what AWS shows, what it keeps of its data, then a few calls. */
import { attempt } from '../../attempt'
import type { AwsClients } from '../../aws/client/create-clients'
import { type Candidate, candidatesOf } from '../../model/profile/candidates'
import type { Finding } from '../../model/profile/finding'
import type { ProbedBy } from '../../model/profile/found-evidence'
import { findingsOf, hasExample, type ModelProfile, merged, profileLine } from '../../model/profile/profile'
import { type Proof, type ProvingCall, prove, type Refused } from '../../model/profile/prove'
import { processWide } from '../../process-wide'
import type { Failure } from '../../result'
import type { Target } from '../../spec/route-parts/target'
import { readFacts, withData } from '../evidence/read-facts'
import { shareProof } from '../share-proof'
import type { EndpointDetail } from '../types'
import { type Calls, callObstacle } from './call-costs'
import { callModel, counted } from './call-model'
import { hourMs } from './probes-here'

export interface DetectedModel {
  profile: ModelProfile
  /** `Chat messages · likely, detected from the LMI 0.33 container`. */
  line: string
  /** Each kind that it can take, with what speaks for and against it. */
  candidates: Candidate[]
  /** What calls of the model came to, or why none were made. */
  learned?: string
  calls: number
  /** Calls of this hour were made and refused, so that only a person's click makes more. */
  wasRefused?: boolean
  /** It is open what to send: the kind of input, or what a sample looks like. */
  isOpen: boolean
  /** The inference component has no copy that could answer. */
  noCopy?: boolean
  /** The call that proved it, in this process. */
  provingCall?: ProvingCall
  /** Why a call of the model failed before the model had it. */
  failure?: Failure
  /** What AWS refused to show. */
  refused: Failure[]
}

const most = 1_000
/** What calls proved, by everything that a new model would change. */
const proofs = processWide('model-proofs', () => new Map<string, Pick<Proof, 'provingCall'> & { finding: Finding }>())

interface Refusal {
  at: number
  /** What each refused sample was answered: nobody sends it again, also while others' calls are under way. */
  refused: Refused
  /** What calls came to that were all refused: more by the console itself would hear the same. */
  learned?: string
}

/** What was refused, by the same, for the same hour as the budget of calls. */
const refusals = processWide('model-refusals', () => new Map<string, Refusal>())
/** Longer responses and samples are not kept, in characters: the next form shows what was proved without them. */
const mostKept = 2_000

/** Throws AWS's errors of the endpoint's calls; what it refuses to show is in `refused`. */
export async function detectModel(
  clients: AwsClients,
  endpoint: EndpointDetail,
  target: Target | undefined,
  calls: Calls,
): Promise<DetectedModel> {
  const key = [endpoint.arn, endpoint.configName, endpoint.modifiedAt, JSON.stringify(target)].join(' ')
  const shown = await readFacts(clients, endpoint, target)
  const cheap = merged(findingsOf(shown.facts))
  const { facts, refused, noCopy } = isOpen(cheap) ? await withData(clients, endpoint.name, shown) : shown
  const proved = proofs.get(key)
  const findings = [...findingsOf(facts), ...(proved ? [proved.finding] : [])]
  const found = { ...modelOf(findings), calls: 0, noCopy, provingCall: proved?.provingCall, refused }
  const { profile } = found
  const refusal = recentRefusal(key)
  if (found.isOpen && refusal?.learned !== undefined && calls !== 'asked')
    return { ...found, learned: refusal.learned, wasRefused: true }
  if (calls === 'never' || (calls === 'if-open' && !found.isOpen)) return found
  const obstacle = callObstacle(endpoint, calls, noCopy)
  if (obstacle) return { ...found, learned: obstacle }
  const by = calls === 'asked' ? 'click' : 'itself'
  // The console's own calls end sooner than a person's.
  const isEnough = (theirs: Proof) => by === 'itself' || theirs.finding !== undefined
  const { refused: samples } = refusal ?? newRefusal(key)
  const proof = await attempt(() =>
    shareProof(key, () => callFor(clients, endpoint, target, profile, by, samples), isEnough),
  )
  if (!proof.ok) return { ...found, failure: proof.error, refused: [...refused, proof.error] }
  const { finding, learned, provingCall, wasRefused } = proof.value
  if (!finding) {
    if (wasRefused) keep(refusals, key, { at: Date.now(), refused: samples, learned })
    return { ...found, learned, calls: proof.value.calls, wasRefused }
  }
  refusals.delete(key)
  keep(proofs, key, { finding, provingCall: isShort(provingCall) ? provingCall : undefined })
  return { ...found, ...modelOf([...findings, finding]), learned, calls: proof.value.calls, provingCall }
}

function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  if (kept.size >= most) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, value)
}

function recentRefusal(key: string): Refusal | undefined {
  const refusal = refusals.get(key)
  return refusal && Date.now() - refusal.at < hourMs ? refusal : undefined
}

function newRefusal(key: string): Refusal {
  const refusal = { at: Date.now(), refused: new Map() }
  keep(refusals, key, refusal)
  return refusal
}

const isShort = (call: ProvingCall | undefined): boolean =>
  call !== undefined && call.sample.body.length <= mostKept && call.response.body.length <= mostKept

function modelOf(findings: Finding[]) {
  const profile = merged(findings)
  return {
    profile,
    line: profileLine(profile),
    candidates: candidatesOf(profile, findings),
    isOpen: isOpen(profile),
  }
}

const callFor = (
  clients: AwsClients,
  { name, arn }: EndpointDetail,
  target: Target | undefined,
  profile: ModelProfile,
  by: ProbedBy,
  refused: Refused,
): Promise<Proof> =>
  counted(clients, arn, (own) =>
    prove(
      profile,
      (sample) =>
        callModel(clients, { endpointName: name, endpointArn: arn, target, accept: profile.accept, by }, sample, own),
      by,
      refused,
    ),
  )

/** Says whether it is open what to send: the kind of input, for rows their width, for tensors their names and shapes. */
const isOpen = ({ sure, readings: [reading], sampleRow }: ModelProfile): boolean =>
  sure === 'unsure' ||
  (reading?.kind === 'rows' && sampleRow === undefined) ||
  (reading?.kind === 'tensors' && !hasExample(reading))
