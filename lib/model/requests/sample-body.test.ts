import { PNG } from 'pngjs'
import { expect, it } from 'vitest'
import { inputSchema } from '../contract/contract-schema'
import { sampleBodyOf } from './sample-body'

const sample = (input: object, examples?: { name: string; value: string }[]) =>
  sampleBodyOf({ features: [], input: inputSchema.parse(input), examples })

it.each([
  [{ kind: 'text' }, undefined, '{"inputs":"The weather is beautiful today."}'],
  [{ kind: 'text', wrap: 'instances' }, 'Good morning', '{"instances":["Good morning"]}'],
  [{ kind: 'text', wrap: 'plain' }, 'Good morning', 'Good morning'],
  [
    { kind: 'text', parameters: [{ name: 'top_k', type: 'integer', default: '3' }] },
    'Good morning',
    '{"inputs":"Good morning","parameters":{"top_k":3}}',
  ],
  [{ kind: 'chat' }, 'Hi', '{"messages":[{"role":"user","content":"Hi"}],"max_tokens":16}'],
  [{ kind: 'json', example: '{"inputs": [1]}' }, undefined, '{"inputs": [1]}'],
  [{ kind: 'json' }, undefined, undefined],
  [{ kind: 'rows' }, undefined, undefined],
])('%j with %j is %s', (input, example, body) => {
  expect(sample(input, example === undefined ? undefined : [{ name: 'x', value: example }])?.body).toBe(body)
})

it('of a picture is a PNG that a reader accepts', () => {
  const { body, contentType } = sample({ kind: 'image', contentType: 'image/*' }) ?? {}
  const { width, height } = PNG.sync.read(Buffer.from(body ?? ''))
  expect([contentType, width, height]).toEqual(['image/png', 64, 64])
})

it('of a recording is half a second of sound at 16 kHz', () => {
  const { body, contentType } = sample({ kind: 'audio' }) ?? {}
  const bytes = Buffer.from(body ?? '')
  expect([contentType, bytes.toString('latin1', 0, 4), bytes.readUInt32LE(24), bytes.length]).toEqual([
    'audio/wav',
    'RIFF',
    16_000,
    16_044,
  ])
  expect(Math.max(...bytes.subarray(44))).toBeGreaterThan(0)
})
