import { expect, it } from 'vitest'
import { formatUsd } from './format-usd'

it.each([
  [83.95, '$83.95'],
  [1234.5, '$1,234.50'],
  [0.115, '$0.115'],
  [0.5, '$0.50'],
  [0.0035, '$0.0035'],
  [0.00000012, '$0.00000012'],
  [0, '$0.00'],
])('%d is %s', (value, text) => {
  expect(formatUsd(value)).toBe(text)
})
