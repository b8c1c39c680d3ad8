import { expect, it } from 'vitest'
import { isWithin, plainAddress } from './addresses'

it.each([
  ['203.0.113.7', '203.0.113.0/24', true],
  ['203.0.114.7', '203.0.113.0/24', false],
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.8', '203.0.113.7', false],
  ['10.0.0.1', '0.0.0.0/0', true],
  ['2001:db8::7', '2001:db8::/32', true],
  ['2001:db9::7', '2001:db8::/32', false],
  ['203.0.113.7', '::/0', false],
  ['203.0.113.7', '203.0.113.0/33', false],
  ['203.0.113.7', 'acme.dev', false],
])('%s within %s: %s', (address, block, within) => expect(isWithin(address, block)).toBe(within))

it.each([
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::1', '127.0.0.1'],
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
])('%s is %s', (address, plain) => expect(plainAddress(address)).toBe(plain))
