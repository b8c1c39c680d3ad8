import { afterEach, expect, it } from 'vitest'
import { formatMoney } from './cost/money'
import { formatDate, formatFixed, formatMoment, formatNumber, readerLocale, readLocaleBy } from './locale'
import { formatValue } from './model/predictions/headline'
import { keptPlural, plural } from './plural'

afterEach(() => readLocaleBy(() => undefined))

/** Texts by CLDR 42 and newer; a narrow or no-break space counts as a space. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

it.each([
  ['en-US', '1,234,567.5', '0.300', '$0.42', 'Nov 24, 2026, 12:30 PM UTC', '10,000 rows'],
  ['en-GB', '1,234,567.5', '0.300', 'US$0.42', '24 Nov 2026, 12:30 UTC', '10,000 rows'],
  ['de-DE', '1.234.567,5', '0,300', '0,42 $', '24.11.2026, 12:30 UTC', '10.000 rows'],
  ['fr-FR', '1 234 567,5', '0,300', '0,42 $US', '24 nov. 2026, 12:30 UTC', '10 000 rows'],
  ['hi-IN', '12,34,567.5', '0.300', '$0.42', '24 नव॰ 2026, 12:30 pm UTC', '10,000 rows'],
])('%s', (locale, number, fixed, money, moment, words) => {
  readLocaleBy(() => locale)
  expect(
    [
      formatNumber(1_234_567.5),
      formatFixed(0.3, 3),
      formatMoney(0.42, 'USD'),
      formatMoment('2026-11-24T12:30:00Z'),
      plural(10_000, 'row'),
    ].map(plain),
  ).toEqual([number, fixed, money, moment, words])
})

it.each(['ar-EG', 'fa-IR', 'th-TH'])('%s: Latin digits and the Gregorian year stand with English words', (locale) => {
  readLocaleBy(() => locale)
  expect([plural(7_000, 'row'), formatMoment('2026-11-24T12:30:00Z')]).toEqual([
    expect.stringMatching(/^7\D?000 rows$/),
    expect.stringMatching(/2026.* UTC$/),
  ])
})

it('is English where no request is answered, and for what is kept', () => {
  expect([readerLocale(), formatNumber(10_000), formatValue(1234.5)]).toEqual(['en', '10,000', '1,234.5'])
  readLocaleBy(() => 'de')
  expect([formatValue(1234.5), formatValue(1234.5, undefined, 'en'), keptPlural(10_000, 'row')]).toEqual([
    '1.234,5',
    '1,234.5',
    '10,000 rows',
  ])
})

it('keeps one format for each locale and its options', () => {
  const day = { dateStyle: 'medium', timeZone: 'UTC' } as const
  readLocaleBy(() => 'de')
  const german = formatDate('2026-11-24T00:00:00Z', day)
  readLocaleBy(() => 'ja')
  expect([german, formatDate('2026-11-24T00:00:00Z', day)]).toEqual(['24.11.2026', '2026/11/24'])
})
