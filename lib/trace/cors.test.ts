import { expect, it } from 'vitest'
import { corsProblem } from './cors'

const origin = 'https://acme.dev'
const open = { 'access-control-allow-origin': '*' }
const preflight = {
  status: 200,
  headers: {
    ...open,
    'access-control-allow-methods': 'GET,POST,OPTIONS',
    'access-control-allow-headers': 'Content-Type,Accept',
  },
}
const fine = { response: { status: 200, headers: open }, preflight, gatewayError: { status: 403, headers: open } }
const without = { status: 200, headers: {} }

it.each<[string, Parameters<typeof corsProblem>[1], RegExp | undefined]>([
  ['all open', fine, undefined],
  [
    'the origin by name',
    { ...fine, response: { status: 200, headers: { 'access-control-allow-origin': origin } } },
    undefined,
  ],
  ['an error with the header', { ...fine, response: { status: 502, headers: open } }, undefined],
  ['no answer to judge', { preflight }, undefined],
  [
    'methods and headers by star',
    {
      preflight: {
        status: 204,
        headers: { ...open, 'access-control-allow-methods': '*', 'access-control-allow-headers': '*' },
      },
    },
    undefined,
  ],
  ['an answer without', { ...fine, response: without }, /response has no/],
  [
    'an answer for another',
    { ...fine, response: { status: 200, headers: { 'access-control-allow-origin': 'https://other.dev' } } },
    /response has no/,
  ],
  ['a refused preflight', { ...fine, preflight: { ...preflight, status: 403 } }, /preflight is answered 403/],
  [
    'a preflight without origin',
    { ...fine, preflight: { ...preflight, headers: { 'access-control-allow-methods': 'POST' } } },
    /does not allow https/,
  ],
  [
    'a preflight for GET alone',
    { ...fine, preflight: { ...preflight, headers: { ...preflight.headers, 'access-control-allow-methods': 'GET' } } },
    /does not allow POST/,
  ],
  [
    'a preflight without Content-Type',
    {
      ...fine,
      preflight: { ...preflight, headers: { ...preflight.headers, 'access-control-allow-headers': 'Accept' } },
    },
    /Content-Type/,
  ],
  ['gateway errors without', { ...fine, gatewayError: { ...without, status: 403 } }, /own errors have no/],
])('%s', (_, responses, problem) => {
  const found = corsProblem(origin, responses)
  if (problem) expect(found).toMatch(problem)
  else expect(found).toBeUndefined()
})
