import { EncryptJWT, SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { frameAncestorsOf } from './frame-ancestors'
import { checkShareToken, signShareToken } from './token'

const secret = 's'.repeat(32)
const claims = { account: '123456789012', region: 'us-east-1', restApiId: 'abcde12345', linkId: 'a1b2c3d4e5' }
const tomorrow = new Date(Date.now() + 86_400_000)

it('gives back what was sealed, and shows nobody what it holds', async () => {
  const token = await signShareToken(secret, claims, tomorrow)
  expect(await checkShareToken(secret, token)).toMatchObject({ state: 'valid', claims })
  const readable = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    .join(' ')
  for (const value of Object.values(claims)) expect(readable).not.toContain(value)
})

it('distinguishes an expired token from a forged one', async () => {
  const token = await signShareToken(secret, claims, tomorrow)
  expect(await checkShareToken(secret, token, new Date(tomorrow.getTime() + 1000))).toEqual({ state: 'expired' })
  expect(await checkShareToken('t'.repeat(32), token)).toEqual({ state: 'invalid' })
  const parts = token.split('.')
  const changed = (at: number) =>
    parts.map((part, index) => (index === at ? `${part[0] === 'A' ? 'B' : 'A'}${part.slice(1)}` : part)).join('.')
  for (const bad of ['', 'x', 'x'.repeat(5_000), changed(0), changed(2), changed(3), changed(4)])
    expect(await checkShareToken(secret, bad)).toEqual({ state: 'invalid' })
})

it('takes no token that the same secret made for another purpose', async () => {
  const session = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))
  expect(await checkShareToken(secret, session)).toEqual({ state: 'invalid' })
  const sealed = await new EncryptJWT({ ...claims })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime('1h')
    .encrypt(new TextEncoder().encode(secret))
  expect(await checkShareToken(secret, sealed)).toEqual({ state: 'invalid' })
})

it('allows only the sites of a sealed embed link to frame its page', async () => {
  const embed = ['https://www.acme.dev', 'http://localhost:4000']
  const token = await signShareToken(secret, { ...claims, embed }, tomorrow)
  const plain = await signShareToken(secret, claims, tomorrow)
  const at = (path: string, now?: Date) => frameAncestorsOf(path, secret, now)
  expect(await at(`/share/${token}/embed`)).toEqual(embed)
  expect(await at(`/share/${token}`)).toEqual([])
  expect(await at(`/share/${plain}/embed`)).toEqual([])
  expect(await at(`/share/${token.slice(0, -2)}/embed`)).toEqual([])
  expect(await at(`/share/${token}/embed/more`)).toEqual([])
  expect(await at(`/share/${token}/embed`, new Date(tomorrow.getTime() + 1000))).toEqual([])
  const evil = await signShareToken(secret, { ...claims, embed: ['*; script-src *'] }, tomorrow)
  expect(await at(`/share/${evil}/embed`)).toEqual([])
})
