import { expect, it } from 'vitest'
import { profileOf } from './profile'
import { profileEvidence, profileFor, storedProfile, storedProfileSchema } from './stored-profile'

const image = '763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.33.0-lmi15.0.0-cu128'
const chat = profileOf({ image, environment: { HF_MODEL_ID: 'acme/small-instruct' } })
const stored = storedProfile(chat, image)

it('keeps kind, content types, task, container and how sure, and no account', () => {
  expect(storedProfileSchema.parse(stored)).toEqual(stored)
  expect(stored).toEqual({
    kind: 'chat',
    contentTypes: ['application/json'],
    task: 'generation',
    container: 'djl-inference:0.33.0-lmi15.0.0-cu128',
    sure: 'likely',
  })
})

it('keeps no parameter of a content type, as any text can be in it', () => {
  const contentTypes = { value: ['text/csv; who=Ana', 'text/csv'], source: 'x', sure: 'stated' as const }
  expect(storedProfile({ ...chat, contentTypes }).contentTypes).toEqual(['application/json', 'text/csv'])
})

it.each([
  [{ proved: true, day: '12 May 2026', image }, 'Chat messages · proved by the deploy of 12 May 2026', undefined],
  [{ proved: false, day: '12 May 2026' }, 'Chat messages · likely, not proved by the deploy of 12 May 2026', undefined],
  [{ proved: true }, 'Chat messages · proved by the deploy', undefined],
  [
    { proved: true, image: image.replace('0.33.0', '0.34.0') },
    'Chat messages · proved by the deploy',
    /container is now LMI 0\.34\.0, and the deploy was of LMI 0\.33\.0: deploy again/,
  ],
  [
    { proved: true, image: `${image}-v2` },
    'Chat messages · proved by the deploy',
    /is now djl-inference:0\.33\.0-lmi15\.0\.0-cu128-v2, and the deploy was of djl-inference:0\.33\.0-lmi15\.0\.0-cu128:/,
  ],
])('%o: %s', (deploy, line, stale) => {
  const evidence = profileEvidence(stored, deploy)
  expect(evidence.line).toBe(line)
  if (stale) expect(evidence.stale).toMatch(stale)
  else expect(evidence).not.toHaveProperty('stale')
})

it('is dropped with the kind that a person described instead', () => {
  const json = storedProfile(profileOf({ image: image.replace('djl-inference', 'sagemaker-tritonserver') }))
  expect(json.kind).toBe('tensors')
  expect(profileFor(json, { features: [], input: { kind: 'json' } })).toEqual(json)
  expect(profileFor(stored, { features: [] })).toBeUndefined()
  expect(profileFor(undefined, { features: [] })).toBeUndefined()
})
