import { expect, it } from 'vitest'
import type { Currency } from '../aws/price-list-place'
import { formatMoney, formatMonth } from './money'

it.each<[number, Currency, string]>([
  [83.95, 'USD', '$83.95'],
  [1234.5, 'USD', '$1,234.50'],
  [0.115, 'USD', '$0.115'],
  [0.5, 'USD', '$0.50'],
  [0.0035, 'USD', '$0.0035'],
  [0.00000012, 'USD', '$0.00000012'],
  [0, 'USD', '$0.00'],
  [83.95, 'CNY', 'CN¥83.95'],
  [0.00000012, 'CNY', 'CN¥0.00000012'],
])('%d %s is %s', (value, currency, text) => {
  expect(formatMoney(value, currency)).toBe(text)
})

it('a month of less than a cent says so', () => {
  expect(formatMonth(0.004, 'CNY')).toBe('under CN¥0.01')
})
