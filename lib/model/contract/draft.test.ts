import {
  array,
  assert,
  boolean,
  constantFrom,
  double,
  integer,
  oneof,
  option,
  property,
  record,
  string,
  uniqueArray,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvidence } from '../profile/evidence'
import { readRow } from '../requests/encode'
import type { FeatureContract } from './contract'
import { featureContractSchema } from './contract-schema'
import {
  type Draft,
  describedBy,
  draftOf,
  draftProblems,
  withoutRow,
  withRow,
  withRowChanged,
  withRowMoved,
} from './draft'
import { changesOf, changeText } from './draft-changes'
import { comparedWith, withEvidenceIn, withResponse } from './draft-evidence'

/** Any text that a contract takes, with the signs that separate lists, cells and lines. */
const text = (maxLength: number) =>
  oneof(
    string({ unit: 'grapheme', minLength: 1, maxLength: maxLength / 8 }),
    string({ unit: constantFrom(',', '"', '\n', ';', '\t', '|', 'é', '木', '🐧', "'"), minLength: 1, maxLength }),
  )
    .map((one) => one.trim())
    .filter((one) => one !== '' && one.length <= maxLength)
const number = double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0))
const maybe = <T>(one: Parameters<typeof option<T>>[0]) => option(one, { nil: undefined })

const feature = record({
  type: constantFrom('number', 'integer', 'choice', 'boolean', 'text'),
  unit: maybe(text(24)),
  min: maybe(number),
  max: maybe(number),
  choices: uniqueArray(text(64), { maxLength: 5 }),
  usual: maybe(text(64)),
  description: maybe(text(64)),
  missing: maybe(constantFrom('empty' as const, 'NaN' as const, 'null' as const)),
  histogram: maybe(array(integer({ min: 0, max: 99 }), { maxLength: 4 })),
})

const described = record({ names: uniqueArray(text(48), { maxLength: 6 }), features: array(feature, { minLength: 6 }) })
  .map(({ names, features }) => ({
    contract: {
      features: names.map((name, place) => {
        const { usual, ...one } = features[place] ?? { type: 'number' as const, choices: [], usual: undefined }
        return { ...one, name, default: usual }
      }),
      output: { task: 'classification', labels: ['a, b', 'c'] },
      examples: [{ name: 'One', value: names.map((_, place) => String(place)).join(',') }],
    } as FeatureContract,
    sampleRow: names.map((_, place) => String(place)).join(','),
  }))
  .filter(({ contract }) => featureContractSchema.safeParse(contract).success)

describe('a contract and the table of it', () => {
  it('are the same, whatever signs are in it', () => {
    assert(
      property(described, (base) => {
        const draft = draftOf(base.contract)
        expect(describedBy(base, draft)).toEqual(base)
        expect(changesOf(base, draft)).toEqual([])
        // As a browser keeps it.
        expect(describedBy(base, JSON.parse(JSON.stringify(draft)))).toEqual(base)
      }),
    )
  })
  it('differ if and only if there are changes', () => {
    const step = record({ place: integer({ min: 0, max: 5 }), by: integer({ min: -3, max: 3 }), remove: boolean() })
    assert(
      property(described, array(step, { maxLength: 4 }), (base, steps) => {
        const draft = steps.reduce((now, { place, by, remove }) => {
          const key = now.rows[place]?.key ?? ''
          return remove && by > 1 ? withoutRow(now, key) : withRowMoved(now, key, by)
        }, draftOf(base.contract))
        const now = describedBy(base, draft)
        const same = JSON.stringify(now.contract.features) === JSON.stringify(base.contract.features)
        expect(changesOf(base, draft).length === 0).toBe(same)
        // Rows of values follow the columns.
        const places = now.contract.features.map(({ name }) =>
          base.contract.features.findIndex((one) => one.name === name),
        )
        if (places.length > 0) expect(readRow(now.contract.examples?.[0]?.value ?? '')).toEqual(places.map(String))
      }),
    )
  })
})

const iris = {
  contract: {
    features: [
      { name: 'sepal_length', type: 'number', unit: 'cm', min: 4.3, max: 7.9, default: '5.1', histogram: [1, 2] },
      { name: 'sepal_width', type: 'number', unit: 'cm', min: 2, max: 4.4, default: '3.5' },
      { name: 'island', type: 'text', default: 'Dream' },
    ],
    output: { task: 'classification', labels: ['setosa', 'versicolor'] },
    examples: [{ name: 'First', value: '5.1,3.5,"Dream, west"' }],
  } satisfies FeatureContract as FeatureContract,
  sampleRow: '5.1,3.5,Dream',
}
const start = draftOf(iris.contract)
const rowOf = (draft: Draft, name: string) => {
  const row = draft.rows.find((one) => one.feature.name === name)
  if (!row) throw new Error(`no ${name}`)
  return row
}
const texts = (draft: Draft) => changesOf(iris, draft).map(changeText)
const read = (pasted: string) => {
  const evidence = readEvidence(pasted)
  if (!evidence.ok) throw new Error(evidence.error.message)
  return evidence.value
}
const pasted = (text: string, draft = start): Draft => {
  const next = withEvidenceIn(iris, draft, read(text))
  if (!next.ok) throw new Error(next.error.message)
  return next.value
}

describe('a change', () => {
  it('of cells is said from and to', () => {
    const row = rowOf(start, 'sepal_length')
    const edited = withRowChanged(start, { ...row, min: '4', feature: { ...row.feature, name: 'length', unit: '' } })
    expect(texts(edited)).toEqual([
      'length: name sepal_length → length',
      'length: minimum 4.3 → 4',
      'length: unit cm → none',
    ])
  })
  it('of a place is one, and the rows of values follow', () => {
    const moved = withRowMoved(start, 'b2', -2)
    expect(texts(moved)).toEqual(['island: column 3 → 1'])
    expect(describedBy(iris, moved)).toMatchObject({
      sampleRow: 'Dream,5.1,3.5',
      contract: { examples: [{ value: '"Dream, west",5.1,3.5' }] },
    })
  })
  it('of the number of rows is one each', () => {
    const { draft, key } = withRow(withoutRow(start, 'b1'))
    expect(texts(draft)).toEqual(['feature_3: added', 'sepal_width: removed'])
    const added = rowOf(draft, 'feature_3')
    expect(added.key).toBe(key)
    // Nobody said what to send for it, so no row can prove the model.
    expect(describedBy(iris, draft).sampleRow).toBeUndefined()
    const filled = withRowChanged(draft, { ...added, feature: { ...added.feature, default: '7' } })
    expect(describedBy(iris, filled)).toMatchObject({
      sampleRow: '5.1,Dream,7',
      contract: { examples: [{ value: '5.1,"Dream, west",7' }] },
    })
  })
  it('that is taken back is none', () => {
    const row = rowOf(start, 'sepal_width')
    const there = withRowChanged(start, { ...row, max: '9', feature: { ...row.feature, type: 'integer' } })
    expect(texts(there)).toHaveLength(2)
    expect(texts(withRowChanged(there, row))).toEqual([])
    expect(texts(withRowMoved(withRowMoved(start, 'b0', 1), 'b0', -1))).toEqual([])
  })
})

it('says what is wrong beside its cell', () => {
  const row = rowOf(start, 'sepal_width')
  const wrong = withRowChanged(start, {
    ...row,
    min: '5',
    feature: { ...row.feature, name: 'sepal_length', default: 'wide' },
  })
  expect(Object.fromEntries(draftProblems(wrong))).toEqual({
    b1: {
      name: 'sepal_length is the name of two features',
      min: 'The minimum is above the maximum',
      default: 'A number, such as 5.1',
    },
  })
  expect(draftProblems(withRowChanged(start, { ...row, max: '4,4' })).get('b1')).toEqual({
    max: 'Minimum and maximum are numbers',
  })
  expect(draftProblems(start).size).toBe(0)
})

describe('evidence', () => {
  it('of another range and of choices changes just these', () => {
    const next = pasted('sepal_length,sepal_width,island\n4.1,2.5,Dream\n7.5,4.1,Biscoe\n6,3,"Dream"')
    expect(texts(next).filter((one) => !/default|Sample|Examples/.test(one))).toEqual([
      'sepal_length: minimum 4.3 → 4.1',
      'sepal_length: maximum 7.9 → 7.5',
      'sepal_width: minimum 2 → 2.5',
      'sepal_width: maximum 4.4 → 4.1',
      'island: type text → choice',
      'island: choices none → Biscoe, Dream',
    ])
  })
  it('of names alone keeps what is known of them, in the new order', () => {
    const next = pasted('island,sepal_length')
    expect(texts(next)).toEqual(['sepal_length: column 1 → 2', 'sepal_width: removed'])
    expect(describedBy(iris, next).sampleRow).toBe('Dream,5.1')
  })
  it('of as many names that nobody knows renames in the order', () => {
    const next = pasted('a,b,c')
    expect(texts(next)).toEqual(['a: name sepal_length → a', 'b: name sepal_width → b', 'c: name island → c'])
    expect(describedBy(iris, next).contract.features[0]).toMatchObject({ min: 4.3, max: 7.9, unit: 'cm' })
  })
  it('keeps its rows out of the contract', () => {
    const next = describedBy(iris, pasted('sepal_length,sepal_width,island\n4.567,2.345,Dream\n7.891,4,Biscoe'))
    expect(JSON.stringify(next)).not.toMatch(/4\.567|7\.891|2\.345/)
  })
  it('goes over edits that were made before', () => {
    const row = rowOf(start, 'island')
    const renamed = withRowChanged(start, { ...row, feature: { ...row.feature, name: 'place' } })
    expect(texts(pasted('sepal_length,sepal_width,place', renamed))).toEqual(['place: name island → place'])
  })
  it('without names and of another width is refused with what to do', () => {
    const next = withEvidenceIn(iris, start, read('1,2\n3,4'))
    expect(!next.ok && next.error.message).toContain('2 columns, and the contract 3')
  })
  it('that is no table is refused', () => {
    const chat = readEvidence('{"messages":[{"role":"user","content":"hi"}]}')
    const next = chat.ok ? withEvidenceIn(iris, start, chat.value) : chat
    expect(next.ok).toBe(false)
  })
  it('that has the answer too gives it up as such', () => {
    const next = pasted('sepal_length,sepal_width,island,species\n5,3,Dream,a\n6,2,Dream,b\n7,3,Biscoe,a')
    const without = withResponse(iris, next, 3)
    expect(describedBy(iris, without).contract).toMatchObject({
      features: [{}, {}, {}],
      output: { task: 'classification', name: 'species', labels: ['a', 'b'] },
    })
  })
  it.each([
    ['sepal_length,sepal_width,island', '3 columns, all names match'],
    ['sepal_length,island,mass', '3 columns; new: mass; not in it, so removed: sepal_width'],
    ['a,b,c', '3 columns, no name is known: they name the features in their order'],
    ['sepal_length,sepal_width,island\n4,3,a\n9,3,b', '3 columns, all names match; beyond the range: sepal_length'],
    ['1,2,a\n3,4,b', '3 columns, as many as there are features'],
  ])('%j is compared: %s', (text, sentence) => {
    expect(comparedWith(iris, read(text))).toBe(sentence)
  })
})
