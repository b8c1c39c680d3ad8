import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, it } from 'vitest'
import { processWide } from '../process-wide'
import { localeOf, localeOfRequest } from './reader-locale'
import { outsideRequest } from './request-notes'

it.each([
  ['de-DE,de;q=0.9,en;q=0.8', 'de-DE'],
  ['en;q=0.5,fr-CA;q=0.9', 'fr-CA'],
  ['zh-Hant-TW', 'zh-Hant-TW'],
  // Extensions of the tag could choose other digits.
  ['ar-EG-u-nu-arab', 'ar-EG'],
  ['tlh,de', 'de'],
  ['*', undefined],
  ['_,;;q=,x-y', undefined],
  ['', undefined],
  [undefined, undefined],
  [`${'x-'.repeat(20_000)},de`, undefined],
])('%s is %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})

it('is of the request, and of none in work that outlives it', () => {
  const requests = processWide('request', () => new AsyncLocalStorage<object>()) as AsyncLocalStorage<object>
  expect(localeOfRequest()).toBeUndefined()
  requests.run({ acceptLanguage: 'de' }, () => {
    expect([localeOfRequest(), outsideRequest(localeOfRequest)]).toEqual(['de', undefined])
  })
})
