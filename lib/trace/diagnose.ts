/** The first broken hop of a trace, named, with its cause and the click that fixes it. Pure. */
import { resourceTypes } from '../wiring/state/resource-types'
import { decodedAs, decodedOf } from './decode'
import type { WiringFacts } from './facts'
import { type KnownFailure, putBack, type Seen, textOf, wordsOf } from './failures/known'
import { knownFailures } from './known-failures'
import { type Decoded, type Diagnosis, type HopId, type HopOutcome, hopIds, hopWords } from './types'

export function diagnose(outcomes: Partial<Record<HopId, HopOutcome>>, facts: WiringFacts): Diagnosis | undefined {
  const first = hopIds.map((hop) => outcomes[hop]).find((outcome) => outcome?.state === 'broken')
  if (first?.state !== 'broken') return undefined
  const seen: Seen = { hop: first.hop, result: first.result, facts, outcomes }
  for (const known of knownFailures) {
    const proof = proofOf(known, seen)
    if (proof !== undefined) return diagnosis(seen, meaningOf(known, seen), proof, known.fix?.(facts))
  }
  return driftOf(seen) ?? diagnosis(seen, unknown(seen), `${wordsOf(first.result)}`)
}

function proofOf(known: KnownFailure, seen: Seen): string | undefined {
  const { hops, proof } = known
  if (!hops.includes(seen.hop)) return undefined
  if (proof) return proof(seen)
  return decodedAs(known, textOf(seen.result)) ? wordsOf(seen.result) : undefined
}

/** What it means for this very message; its own words can be in the failure's reason. */
const meaningOf = (known: KnownFailure, { result, facts }: Seen): Decoded =>
  decodedAs(known, textOf(result)) ?? decodedAs(known, facts.endpoint?.failureReason ?? '') ?? decodedOf(known)

function diagnosis(seen: Seen, known: Decoded, proof: string, fix?: Diagnosis['fix']): Diagnosis {
  const { hop, result, facts, outcomes } = seen
  return {
    ...known,
    hop,
    message: wordsOf(result),
    proof,
    fix,
    changes: fix ? facts.differing : [],
    callersUnaffected: hop !== 'url' && hop !== 'browser' && outcomes.url?.state === 'answered',
  }
}

/** No known failure, and yet something there is not as it was deployed. */
function driftOf(seen: Seen): Diagnosis | undefined {
  const differing = seen.facts.differing.filter(({ type }) =>
    resourceTypes[type].tracedAt?.some((hop) => hop === seen.hop),
  )
  if (differing.length === 0) return undefined
  const found = differing.map(({ name, missing, why }) => `${name}: ${missing ? 'missing' : why}`).join('; ')
  const known: Decoded = {
    id: 'not-as-deployed',
    title: 'It is not as it was deployed',
    means: 'Somebody changed this part of the public API, or removed some of it.',
    remedy: 'Repair the public API on its overview page.',
    call: 'the deployment record',
    docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html',
  }
  return diagnosis(seen, known, found, putBack('Repair')(seen.facts))
}

const unknown = ({ hop, result }: Seen): Decoded => ({
  id: 'unknown',
  title: `${hopWords[hop]} answers ${result.status || 'with an error'}`,
  means: result.problem ?? 'Its own words are all that is known.',
  remedy: 'Read its answer and its log lines.',
  call: result.request.call.split('\n')[0] ?? '',
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html',
})
