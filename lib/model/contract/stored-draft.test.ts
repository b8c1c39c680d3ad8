import { describe, expect, it } from 'vitest'
import type { FeatureContract } from './contract'
import { describedBy, draftOf, withRow, withRowChanged } from './draft'
import { storedText } from './draft-text'
import { draftIn } from './stored-draft'

const contract: FeatureContract = { features: [{ name: 'age', type: 'integer', min: 0, max: 120 }] }
const base = { contract, sampleRow: '22' }
const [row] = draftOf(contract).rows
if (!row) throw new Error('no row')
/** With a cell that is half typed. */
const draft = withRowChanged(withRow(draftOf(contract)).draft, { ...row, min: '1e' })
const stored = storedText(base, '3', draft)

describe('a draft in the browser', () => {
  it('is read as it was typed', () => {
    expect(draftIn(stored, base)).toEqual({ kind: 'fits', draft })
    // The server gives the same contract with its keys in another order.
    expect(
      draftIn(stored, {
        sampleRow: '22',
        contract: { features: [{ max: 120, min: 0, type: 'integer', name: 'age' }] },
      }),
    ).toMatchObject({ kind: 'fits' })
  })
  it.each<[string, typeof base]>([
    ['features', { ...base, contract: { features: [{ name: 'age', type: 'integer', min: 0, max: 130 }] } }],
    ['what the answer means', { ...base, contract: { ...contract, output: { task: 'regression' } } }],
    ['sample row', { ...base, sampleRow: '23' }],
  ])('no longer fits once another %s is deployed', (_, now) => {
    expect(draftIn(stored, now)).toEqual({ kind: 'stale', version: '3' })
  })
  it('is over once the contract that it makes is deployed', () => {
    const good = withRowChanged(draftOf(contract), { ...row, max: '130' })
    const saved = describedBy(base, good)
    expect(draftIn(storedText(base, '3', good), { ...base, contract: saved.contract })).toBeUndefined()
  })
  it('that changed nothing is over without a word', () => {
    const same = storedText(base, '3', withRowChanged(draftOf(contract), { ...row, min: '0.' }))
    expect(draftIn(same, base)).toMatchObject({ kind: 'fits' })
    expect(draftIn(same, { ...base, sampleRow: '23' })).toBeUndefined()
  })
  it.each([undefined, '', 'null', '{', '{"schema":2}', '{"schema":1,"base":"","draft":{"rows":[{"key":"x"}]}}'])(
    'is none in %j',
    (text) => expect(draftIn(text, base)).toBeUndefined(),
  )
})
