import { expect, it } from 'vitest'
import { liveTag } from '../../spec/names'
import { textToTag } from '../../spec/tag-text'
import { liveOf } from './live'
import { liveFromTags, liveToTag } from './live-tag'
import { liveAdvice, liveLine, liveWords } from './live-words'
import type { JobOutcome } from './plan'

const met = (status: number, body = '') => ({ status, body, contentType: 'application/json', latencyMs: 5 })
const refused = met(
  400,
  '{"code":"model_refused","message":"X has 3 features, but SVC is expecting 4 features as input."}',
)

const outcomes: [Partial<JobOutcome>, string][] = [
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
]

it.each(outcomes)('%j: %s', (outcome, words) => expect(liveLine(liveOf(outcome))).toBe(words))

it.each(outcomes)('%j is the same in the tag of the API, which any process reads', (outcome, words) => {
  for (const proxied of [false, true]) {
    const live = liveOf(outcome, proxied)
    const tag = liveToTag(live)
    expect(tag).toBe(textToTag(tag))
    const read = liveFromTags({ [liveTag]: tag })
    expect(read).toMatchObject({ kind: live.kind, madeUp: live.madeUp })
    expect(liveLine(read)).toBe(proxied ? words.replace('the model', 'the address') : words)
    expect(liveAdvice(read ?? live)?.title).toBe(liveAdvice(live)?.title)
  }
})

it('keeps no word of the answer in the tag', () => {
  const body = '{"message":"could not convert string to float: \'cell-47119\'"}'
  const live = liveOf({ sample: met(400, body) })
  expect(live.refusal?.means).toBeDefined()
  expect(liveToTag(live)).toMatch(/^refuses:sample:[a-z-]+$/)
})

it.each([undefined, '', 'unknown:sample', 'portico'])('knows nothing from the tag %s', (tag) => {
  expect(liveFromTags(tag === undefined ? {} : { [liveTag]: tag })).toBeUndefined()
  expect(liveLine(undefined)).toBe('Live')
})

it('knows the state where another build wrote a kind of refusal that this one has not', () =>
  expect(liveFromTags({ [liveTag]: 'refuses:sample:of-tomorrow' })).toEqual({ kind: 'refuses', madeUp: false }))

it('says who answered behind an HTTP proxy', () => {
  const words = (outcome: Partial<JobOutcome>) => liveWords(liveOf(outcome, true))
  expect([words({ reached: met(200) }), words({ sample: met(404) })]).toEqual([
    ' (the address answered)',
    ', the address refuses the sample',
  ])
})

it('names the one change that fixes a refusal', () => {
  expect(liveOf({ sample: refused }).refusal?.remedy).toMatch(/the 4 that the model was trained with/)
  expect(liveOf({ sample: met(502, '{"code":"model_failed"}') }).refusal).toBeUndefined()
})

it('reads what an older build wrote, which knew of no way behind the gateway', () =>
  expect(liveOf({ sample: met(200) })).toEqual({ kind: 'answered', madeUp: false }))
