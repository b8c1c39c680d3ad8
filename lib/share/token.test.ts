import { SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { checkShareToken, signShareToken } from './token'

const secret = 's'.repeat(32)
const claims = { account: '123456789012', region: 'us-east-1', restApiId: 'abcde12345', linkId: 'a1b2c3d4e5' }
const tomorrow = new Date(Date.now() + 86_400_000)

it('gives back what was signed', async () => {
  const check = await checkShareToken(secret, await signShareToken(secret, claims, tomorrow))
  expect(check).toMatchObject({ state: 'valid', claims })
})

it('tells an expired token from a forged one', async () => {
  const token = await signShareToken(secret, claims, tomorrow)
  expect(await checkShareToken(secret, token, new Date(tomorrow.getTime() + 1000))).toEqual({ state: 'expired' })
  expect(await checkShareToken('t'.repeat(32), token)).toEqual({ state: 'invalid' })
  const [header, body, signature] = token.split('.')
  const other = Buffer.from(JSON.stringify({ ...claims, restApiId: 'zzzzz99999' })).toString('base64url')
  expect(await checkShareToken(secret, `${header}.${other}.${signature}`)).toEqual({ state: 'invalid' })
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
  for (const bad of ['', 'x', unsigned]) expect(await checkShareToken(secret, bad)).toEqual({ state: 'invalid' })
})

it('takes no token that the same secret signed for another purpose', async () => {
  const session = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))
  expect(await checkShareToken(secret, session)).toEqual({ state: 'invalid' })
})
