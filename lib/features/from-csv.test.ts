import { describe, expect, it } from 'vitest'
import { featureContractSchema } from './contract'
import { featuresFromCsv } from './from-csv'

const features = (text: string) => {
  const answer = featuresFromCsv(text)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

describe('a pasted CSV', () => {
  it('of a header alone gives names', () => {
    expect(features('sepal_length,sepal_width, petal_length ,petal_width')).toEqual(
      ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'].map((name) => ({ name, type: 'number' })),
    )
  })
  it('with rows gives types, ranges, choices and defaults', () => {
    const text = 'length,legs,island,tame,note\n5.1,4,Biscoe,true,\n4.9,2,Dream,false,\n6.3,4,Biscoe,TRUE,'
    expect(features(text)).toEqual([
      { name: 'length', type: 'number', min: 4.9, max: 6.3, default: '5.1' },
      { name: 'legs', type: 'integer', min: 2, max: 4, default: '4' },
      { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'], default: 'Biscoe' },
      { name: 'tame', type: 'boolean', default: 'true' },
      { name: 'note', type: 'number' },
    ])
    expect(featureContractSchema.safeParse({ features: features(text) }).success).toBe(true)
  })
  it('of one row gives an example and no range', () => {
    expect(features('a\n7')).toEqual([{ name: 'a', type: 'integer', default: '7' }])
  })
  it('may be separated by semicolons or tabs, and quoted', () => {
    expect(features('a;b\n1;x').map((one) => one.name)).toEqual(['a', 'b'])
    expect(features('a\tb').map((one) => one.name)).toEqual(['a', 'b'])
    expect(features('"a,b",c\n1,2').map((one) => one.name)).toEqual(['a,b', 'c'])
  })
  it('with many texts in a column gives text', () => {
    const rows = Array.from({ length: 30 }, (_, index) => `word${index}`)
    expect(features(`name\n${rows.join('\n')}`)).toEqual([{ name: 'name', type: 'text' }])
  })
  it.each([
    ['', 'Nothing to read.'],
    ['a,,b', 'Column 2 has no name.'],
    ['a,b,a', 'Two columns are named a.'],
    ['5.1,3.5,1.4,0.2', 'That is a row of numbers, and no header.'],
    ['a,b\n1', 'Line 2 has 1 values, and the header 2.'],
  ])('%j is refused: %s', (text, message) => {
    const answer = featuresFromCsv(text)
    expect(answer.ok ? '' : answer.error.message).toBe(message)
    expect(answer.ok ? '' : answer.error.remedy).toBeTruthy()
  })
})
