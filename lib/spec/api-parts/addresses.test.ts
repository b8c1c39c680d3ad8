import { expect, it } from 'vitest'
import { isPrivate, isWithin } from './addresses'

it.each([
  ['203.0.113.7', '203.0.113.0/24', true],
  ['203.0.114.7', '203.0.113.0/24', false],
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.7', '0.0.0.0/0', true],
  ['::ffff:203.0.113.7', '203.0.113.0/24', true],
  ['2001:db8:1::7', '2001:db8::/32', true],
  ['2001:db9::7', '2001:db8::/32', false],
  ['2001:db8::7', '2001:0DB8:0:0:0:0:0:7', true],
  ['203.0.113.7', '::/0', false],
  ['203.0.113.300', '0.0.0.0/0', false],
  ['1:2:3', '::/0', false],
  ['acme.dev', '0.0.0.0/0', false],
])('%s within %s: %s', (address, block, within) => expect(isWithin(address, block)).toBe(within))

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['10.1.2.3', true],
  ['172.32.0.1', false],
  ['203.0.113.7', false],
  ['fd00::1', true],
])('%s is private: %s', (address, local) => expect(isPrivate(address)).toBe(local))
