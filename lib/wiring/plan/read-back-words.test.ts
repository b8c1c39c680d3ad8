import { expect, it } from 'vitest'
import { differenceInWords } from './read-back-words'

it('names what was dropped, then what is different', () => {
  const dropped = { field: 'validator body.validateRequestBody', to: 'true' }
  const other = { field: 'ANY /iris timeout', from: '29000', to: '30000' }
  const added = { field: 'gateway response THROTTLED status', from: '429' }
  expect(differenceInWords([other, dropped, added])).toBe(
    'Dropped: validator body.validateRequestBody. Different: ANY /iris timeout: expected 30000, found 29000; gateway response THROTTLED status: expected nothing, found 429.',
  )
})

it('counts what it does not name', () => {
  const dropped = Array.from({ length: 11 }, (_, index) => ({ field: `gateway response ${index}`, to: '400' }))
  expect(differenceInWords(dropped)).toMatch(/^Dropped: gateway response 0, .*gateway response 7 and 3 more\.$/)
})

it('names a method or an integration that is gone as a whole once, and one that is too many', () => {
  const fields = (method: string, value: { from?: string; to?: string }) =>
    ['apiKeyRequired', 'integration.type', 'integration.uri', '200 template'].map((one) => ({
      field: `${method} ${one}`,
      ...value,
    }))
  const integration = fields('/iris OPTIONS', { to: 'x' }).filter(({ field }) => field.includes('integration'))
  expect(differenceInWords(integration)).toBe('Dropped: the integration of /iris OPTIONS.')
  const methods = { field: 'methods', from: '/iris X', to: '/iris ANY' }
  expect(differenceInWords([methods, ...fields('/iris ANY', { to: 'x' }), ...fields('/iris X', { from: 'x' })])).toBe(
    'Dropped: the method /iris ANY. Different: methods: expected /iris ANY, found /iris X; the method /iris X: not expected.',
  )
})
