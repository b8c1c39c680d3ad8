import { describe, expect, it } from 'vitest'
import { buildQuery } from './build-url'

const base = 'https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod/iris'

describe('the URL of rows', () => {
  it.each([
    [['5.1,3.5,1.4,0.2'], '?data=5.1,3.5,1.4,0.2'],
    [['1,2', '3,4'], '?data=1,2&data=3,4'],
    [['a b,"c,d"'], '?data=a%20b,%22c,d%22'],
    [['1;2|3{4}'], '?data=1%3B2%7C3%7B4%7D'],
    [['1+1=2&x#y%'], '?data=1%2B1%3D2%26x%23y%25'],
    [["it's (so)*!"], '?data=it%27s%20%28so%29%2A%21'],
    [['温度'], '?data=%E6%B8%A9%E5%BA%A6'],
  ])('%j: %s', (rows, query) => {
    expect(`?${buildQuery('data', rows)}`).toBe(query)
    expect(new URL(base + query).searchParams.getAll('data')).toEqual(rows)
  })
})
