import { describe, expect, it } from 'vitest'
import { featureContractSchema } from '../../contract/contract-schema'
import { readEvidence } from '../evidence'
import { contractFromCsv } from './from-csv'

const features = (text: string) => {
  const result = contractFromCsv(text)
  if (!result.ok) throw new Error(result.error.message)
  return result.value.features
}

describe('a pasted CSV', () => {
  it('of a header alone gives names', () => {
    expect(features('sepal_length,sepal_width, petal_length ,petal_width')).toEqual(
      ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'].map((name) => ({ name, type: 'number' })),
    )
  })
  it('with rows gives types, ranges, distributions, choices and defaults', () => {
    const text = 'length,legs,island,tame,note\n5.1,4,Biscoe,true,\n4.9,2,Dream,false,\n6.3,4,Biscoe,TRUE,'
    const [length, ...rest] = features(text)
    expect(length).toMatchObject({ name: 'length', type: 'number', min: 4.9, max: 6.3, default: '5.1' })
    expect(length?.histogram).toHaveLength(24)
    expect(length?.histogram?.filter((count) => count > 0)).toEqual([1, 1, 1])
    expect(rest).toEqual([
      {
        name: 'legs',
        type: 'integer',
        min: 2,
        max: 4,
        default: '4',
        histogram: [1, 0, 2],
      },
      { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'], default: 'Biscoe', histogram: [2, 1] },
      { name: 'tame', type: 'boolean', default: 'true', histogram: [1, 2] },
      { name: 'note', type: 'text', missing: 'empty' },
    ])
    expect(featureContractSchema.safeParse({ features: features(text) }).success).toBe(true)
  })
  it.each([
    [99, undefined],
    [100, [1.99, 5.95, 25.75, 50.5, 75.25, 95.05, 99.01]],
  ])('with %i rows gives the percentiles %o', (count, quantiles) => {
    const rows = Array.from({ length: count }, (_, index) => index + 1)
    expect(features(`mass\n${rows.join('\n')}`)[0]?.quantiles).toEqual(quantiles)
  })
  it.each([
    ['sepal length (cm)', { name: 'sepal length', unit: 'cm' }],
    ['Income [USD]', { name: 'Income', unit: 'USD' }],
    ['bill_length_mm', { name: 'bill_length_mm', unit: 'mm' }],
    ['petal_width', { name: 'petal_width' }],
  ])('reads the unit of %s', (header, expected) => {
    expect(features(`${header}\n1.5`)).toEqual([{ ...expected, type: 'number', default: '1.5' }])
  })
  it('keeps headers whole where their names without units would be the same', () => {
    expect(features('width (cm),width (in)\n1,2').map((one) => one.name)).toEqual(['width (cm)', 'width (in)'])
  })
  it('counts what is missing, and no missing number is a text', () => {
    const result = contractFromCsv('mpg,origin,horsepower\n18,USA,130\nNA,,?\n15,USA,165\nNaN,Japan,\n')
    expect(result.ok && result.value.missing).toEqual([
      { name: 'mpg', rows: 2 },
      { name: 'origin', rows: 1 },
      { name: 'horsepower', rows: 2 },
    ])
    expect(result.ok && result.value.features.map((one) => [one.type, one.min, one.max])).toEqual([
      ['integer', 15, 18],
      ['choice', undefined, undefined],
      ['integer', 130, 165],
    ])
  })
  it('gives up to five whole rows from first to last as examples', () => {
    const rows = Array.from({ length: 101 }, (_, index) => `${index},${index === 50 ? '' : 'x, y'}`)
    const result = contractFromCsv(`a;b\n${rows.map((row) => row.replace(',', ';')).join('\n')}`)
    expect(result.ok && result.value.examples).toEqual([
      { name: 'Row 1', value: '0,"x, y"' },
      { name: 'Row 26', value: '25,"x, y"' },
      { name: 'Row 52', value: '51,"x, y"' },
      { name: 'Row 76', value: '75,"x, y"' },
      { name: 'Row 101', value: '100,"x, y"' },
    ])
  })
  it('is read up to 20,000 rows', () => {
    const rows = Array.from({ length: 20_005 }, (_, index) => `${index % 977}`)
    const result = contractFromCsv(`a\n${rows.join('\n')}`)
    expect(result.ok && [result.value.rows, result.value.cut]).toEqual([20_000, true])
  })
  it('of one row gives an example and no range', () => {
    expect(features('a\n7')).toEqual([{ name: 'a', type: 'integer', default: '7' }])
  })
  it('can be separated by semicolons or tabs, and quoted', () => {
    expect(features('a;b\n1;x').map((one) => one.name)).toEqual(['a', 'b'])
    expect(features('a\tb').map((one) => one.name)).toEqual(['a', 'b'])
    expect(features('a|b\n1|2').map((one) => one.name)).toEqual(['a', 'b'])
    expect(features('"a,b",c\n1,2').map((one) => one.name)).toEqual(['a,b', 'c'])
  })
  it('with many texts in a column gives text', () => {
    const rows = Array.from({ length: 30 }, (_, index) => `word${index}`)
    expect(features(`name\n${rows.join('\n')}`)).toEqual([{ name: 'name', type: 'text', default: 'sample text' }])
  })
  it('proposes the id and the answer and leaves neither out', () => {
    const text =
      'PassengerId,Survived,Pclass,Name,Sex,Age\n1,0,3,"Doe, Mr. John ""Jack""",male,22\n2,1,1,"Roe, Mrs. Jane (Ann)",female,\n'
    const result = contractFromCsv(text)
    const names = ['PassengerId', 'Survived', 'Pclass', 'Name', 'Sex', 'Age']
    expect(result.ok && result.value.features.map(({ name }) => name)).toEqual(names)
    expect(result.ok && result.value.features.at(-1)?.missing).toBe('empty')
    expect(result.ok && result.value.proposals.map(({ name, role }) => [name, role])).toEqual([
      ['PassengerId', 'id'],
      ['Survived', 'answer'],
    ])
    const plain = contractFromCsv('a,b,c\n1,2,3\n3,4,5\n')
    expect(plain.ok && plain.value.proposals).toEqual([])
  })
  it.each([
    ['dates', (row: number) => `2023-0${(row % 9) + 1}-1${row % 10}`, '2024-05-05'],
    ['times', (row: number) => `2023-01-01T10:00:${10 + row}Z`, '2024-05-05T12:00:00Z'],
    ['codes', (row: number) => `0${2100 + row}`, '01234'],
    ['words', (row: number) => `a secret ${row}`, 'sample text'],
  ])('gives %s a sample in their form, and none of theirs', (_, cell, sample) => {
    const cells = Array.from({ length: 40 }, (_, row) => cell(row))
    expect(features(`t\n${cells.join('\n')}`)).toEqual([{ name: 't', type: 'text', default: sample }])
    expect(cells).not.toContain(sample)
  })
  it('takes digits with leading zeros for codes, and keeps the digits of a default', () => {
    const [zip, price, id] = features(
      'zip,price,id\n02134,1.50,900719925474099301\n00501,2.00,900719925474099357\n02134,1.75,900719925474099357',
    )
    expect(zip).toMatchObject({ type: 'choice', choices: ['00501', '02134'], default: '02134' })
    expect(price).toMatchObject({ type: 'number', min: 1.5, max: 2, default: '1.75' })
    expect(id).toEqual({ name: 'id', type: 'integer', default: '900719925474099357' })
  })
  it.each([
    ['', 'Nothing to read.'],
    ['a,,b', 'Column 2 has no name.'],
    ['a,b,a', 'Two columns are named a.'],
    ['5.1,3.5,1.4,0.2', 'That is a row of numbers, and no header.'],
    ['a,b\n1', 'Line 2 has 1 value, and the header 2.'],
  ])('%j is refused: %s', (text, message) => {
    const result = contractFromCsv(text)
    expect(result.ok ? '' : result.error.message).toBe(message)
    expect(result.ok ? '' : result.error.remedy).toBeTruthy()
  })
})

it.each([
  'day,n\n2024-01-01,1\n2024-01-02,2\n2024-01-01,3',
  'day,n\n03.01.2024,1\n04.01.2024,2\n03.01.2024,3',
  'day,n\n2024-01-01T08:00:00,1\n2024-01-02T08:00:00,2\n2024-01-01T08:00:00,3',
])('few days are no choice: %j', (text) => {
  expect(features(text)[0]).toMatchObject({ type: 'text', default: expect.stringMatching(/2024/) })
})

it('times of a day that repeat stay a choice', () => {
  expect(features('slot,n\n08:00,1\n12:00,2\n08:00,3')[0]).toMatchObject({
    type: 'choice',
    choices: ['08:00', '12:00'],
  })
})

it.each([
  ["price;n\n1'250.50;1\n980.25;2", 1250.5],
  ['price,n\n1’250’000,1\n980,2', 1_250_000],
])('an apostrophe stands between thousands: %j', (text, max) => {
  expect(features(text)[0]).toMatchObject({ name: 'price', max })
  expect(readEvidence(text)).toMatchObject({
    value: { notes: expect.arrayContaining(['apostrophes between thousands left out']) },
  })
})

it('an apostrophe in a name is a name', () => {
  expect(features("name,n\nO'250,1\nD'Arcy,2")[0]?.type).not.toBe('number')
})

it.each([
  '{"age":{"0":39,"1":50},"job":{"0":"clerk","1":"chef"}}',
  JSON.stringify('{"age":{"0":39,"1":50},"job":{"0":"clerk","1":"chef"}}'),
])('pandas’ to_json has names and rows: %s', (text) => {
  expect(readEvidence(text)).toMatchObject({
    value: { named: true, features: [{ name: 'age', type: 'integer', min: 39, max: 50 }, { name: 'job' }] },
  })
})
