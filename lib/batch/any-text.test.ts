/** Whatever a person drops or pastes is read or refused with a sentence: nothing throws, and nothing takes forever. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Feature } from '../model/contract/contract'
import { readEvidence } from '../model/profile/evidence'
import { decodeRow } from '../model/requests/decode-row'
import type { Result } from '../result'
import { matchColumns } from './match-columns'
import { prepare } from './prepare'
import { readTable } from './read-table'

const features: Feature[] = [
  { name: 'a', type: 'number', missing: 'empty' },
  { name: 'b', type: 'choice', choices: ['x', 'y'] },
]

/** Signs of all that is read, in any order. */
const pieces = fc.constantFrom(
  ...[
    ',',
    ';',
    '\t',
    '|',
    ' ',
    '\n',
    '\r\n',
    '"',
    "'",
    '#',
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    ':',
    '=',
    '\\',
    '-',
    '.',
    '\uFEFF',
  ],
  ...[
    'a',
    'b',
    'x',
    '0',
    '1.5',
    '1,5',
    '02134',
    'NaN',
    'null',
    'None',
    'sep=;',
    'array(',
    '1:2',
    '__proto__',
    'é',
    '日',
    '\0',
  ],
)
const text = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''))
const anything = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 60 }), fc.json())

const said = (read: Result<unknown>) => {
  if (!read.ok) expect(read.error.message.length * (read.error.remedy ?? '').length).toBeGreaterThan(0)
}

it('a pasted row', () =>
  fc.assert(
    fc.property(anything, (one) => said(decodeRow(features, one))),
    { numRuns: 500 },
  ))

it('evidence', () =>
  fc.assert(
    fc.property(anything, (one) => said(readEvidence(one))),
    { numRuns: 300 },
  ))

it('a file of text or bytes', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(anything, fc.uint8Array({ maxLength: 60 })), async (one) => {
      const read = await readTable(new Blob([typeof one === 'string' ? one : new Uint8Array(one)]))
      said(read)
      if (!read.ok) return
      for (const contract of [{ features }, { features: [] }])
        await prepare(read.value, matchColumns(read.value, contract), contract, async () => {})
    }),
    { numRuns: 300 },
  ))
