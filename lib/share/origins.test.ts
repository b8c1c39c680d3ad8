import { expect, it } from 'vitest'
import { originSchema, originsIn } from './origins'

it.each([
  ['https://www.acme.dev', true],
  ['https://acme.dev:8443', true],
  ['http://localhost:3000', true],
  ['http://acme.dev', false],
  ['https://acme.dev/', false],
  ['https://*.acme.dev', false],
  ["https://acme.dev 'unsafe-inline'", false],
  ['https://acme.dev;script-src', false],
  ['javascript:alert(1)', false],
  ['*', false],
])('%s is an origin that can frame: %s', (text, good) => expect(originSchema.safeParse(text).success).toBe(good))

it.each([
  ['https://www.Acme.dev/pricing?x=1, acme.org', ['https://www.acme.dev', 'https://acme.org']],
  ['  acme.dev\nacme.dev ', ['https://acme.dev']],
  ['not a site!', ['https://not', 'https://a', 'https://site!']],
  ['', []],
])('reads %j as %j', (text, origins) => expect(originsIn(text)).toEqual(origins))
