import { expect, it } from 'vitest'
import { defaultResourcePath, defaultSpec } from './defaults'
import { wiringSpecSchema } from './spec'

it.each([
  ['iris-xgboost-2026-11', 'iris'],
  ['2026-11-Churn', 'churn'],
  ['2026', 'predict'],
  ['ping-pong', 'predict'],
  ['a', 'a'],
])('%s → /%s', (name, path) => expect(defaultResourcePath(name)).toBe(path))

it.each(['Real-time', 'Serverless', 'Async'] as const)('is a valid spec for a %s endpoint', (kind) => {
  const name = `a${'-b'.repeat(31)}`
  expect(wiringSpecSchema.safeParse(defaultSpec(name, kind)).error).toBeUndefined()
})
