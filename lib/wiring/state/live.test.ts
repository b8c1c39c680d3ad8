import { expect, it } from 'vitest'
import { liveOf, liveWords } from './live'
import type { JobOutcome } from './plan'

const met = (status: number, body = '') => ({ status, body, contentType: 'application/json', latencyMs: 5 })
const refused = met(
  400,
  '{"code":"model_refused","message":"X has 3 features, but SVC is expecting 4 features as input."}',
)

it.each<[Partial<JobOutcome>, string]>([
  [{ sample: met(200, '0.9') }, 'Live (the model answered)'],
  [{ reached: met(200, '0.9') }, 'Live (the model answered)'],
  [{ sample: refused }, 'Live, the model refuses the sample'],
  [{ sample: refused, behind: 'The allow-list keeps it out' }, 'Live, the model refuses the sample'],
  [{ reached: refused }, 'Live, the model refuses a made-up row'],
  [{ sample: met(502, '{"code":"model_failed"}') }, 'Live, the model refuses the sample'],
  [{ sample: met(200, '0.9'), behind: 'The user pool guards the URL' }, 'Live, proved behind the gateway'],
  [{ sample: met(504, '{"code":"model_too_slow"}') }, 'Live, no answer in 29 s'],
  [{ sample: met(504, '{"message": "Endpoint request timed out"}') }, 'Live, no answer in 29 s'],
  [{ sample: met(503, '{"code":"model_not_ready"}') }, 'Live, no answer in 29 s'],
  [{ sample: met(202, '{"job":"1"}') }, 'Live, job accepted'],
  [{}, 'Live, not tested'],
])('%j: %s', (outcome, words) => expect(`Live${liveWords(liveOf({ writes: 1, ...outcome }))}`).toBe(words))

it('says who answered behind an HTTP proxy', () => {
  const words = (outcome: Partial<JobOutcome>) => liveWords(liveOf({ writes: 1, ...outcome }), 'the address')
  expect([words({ reached: met(200) }), words({ sample: met(404) })]).toEqual([
    ' (the address answered)',
    ', the address refuses the sample',
  ])
})

it('names the one change that fixes a refusal', () => {
  expect(liveOf({ writes: 0, sample: refused }).refusal?.remedy).toMatch(/the 4 that the model was trained with/)
  expect(liveOf({ writes: 0, sample: met(502, '{"code":"model_failed"}') }).refusal).toBeUndefined()
})

it('reads what an older build wrote, which knew of no way behind the gateway', () =>
  expect(liveOf({ writes: 0, sample: met(200) })).toEqual({ kind: 'answered', madeUp: false }))
