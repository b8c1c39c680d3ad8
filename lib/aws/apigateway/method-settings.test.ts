import { describe, expect, it } from 'vitest'
import { chosenThrottle, keyOf, methodOf, settingsByMethod } from './method-settings'

describe('keys', () => {
  it.each([
    ['~1iris/ANY', 'iris/ANY'],
    ['iris/ANY', 'iris/ANY'],
    ['~1v1~1predict/POST', 'v1/predict/POST'],
    ['v1~1predict/POST', 'v1/predict/POST'],
    ['~1a~0b/GET', 'a~b/GET'],
    ['~1/GET', '/GET'],
  ])('%s is of %s', (key, method) => expect(methodOf(key)).toBe(method))

  it.each(['iris/ANY', 'v1/predict/POST', 'a~b/GET'])('%s is found again', (method) =>
    expect(methodOf(keyOf(method))).toBe(method),
  )
})

it('keeps both keys of one method, and the setting of ours', () => {
  const settings = {
    '*/*': { throttlingRateLimit: 1 },
    'iris/ANY': { throttlingRateLimit: 2 },
    '~1iris/ANY': { throttlingRateLimit: 3 },
    'news/GET': { throttlingRateLimit: 4 },
  }
  const byMethod = {
    'iris/ANY': { throttlingRateLimit: 3, keys: ['~1iris/ANY', 'iris/ANY'] },
    'news/GET': { throttlingRateLimit: 4, keys: ['news/GET'] },
  }
  expect(settingsByMethod(settings)).toEqual(byMethod)
  expect(settingsByMethod(Object.fromEntries(Object.entries(settings).reverse()))).toEqual(byMethod)
})

describe('a throttle', () => {
  const account = { rateLimit: 10_000, burstLimit: 5_000 }
  it.each([
    [undefined, undefined],
    [{ throttlingRateLimit: -1, throttlingBurstLimit: -1 }, undefined],
    [{ throttlingRateLimit: 10_000, throttlingBurstLimit: 5_000, loggingLevel: 'INFO' }, undefined],
    [
      { throttlingRateLimit: 10_000, throttlingBurstLimit: 124 },
      { rateLimit: 10_000, burstLimit: 124 },
    ],
    [
      { throttlingRateLimit: 0, throttlingBurstLimit: 0 },
      { rateLimit: 0, burstLimit: 0 },
    ],
  ])('of %o was chosen: %o', (setting, chosen) => expect(chosenThrottle(setting, account)).toEqual(chosen))
})
