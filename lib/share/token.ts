/**
 * A share link's token: a JWT signed with a key derived from the server's secret, so that it can be used for nothing
 * else. It names where to look; whether the link still lives is said by the REST API's tags (links.ts).
 */
import { createHmac } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

export const shareClaimsSchema = z.object({
  account: z.string().regex(/^\d{12}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  restApiId: z.string().regex(/^[a-z0-9]{10}$/),
  linkId: z.string().regex(/^[a-z0-9]{8,32}$/),
})

export type ShareClaims = z.infer<typeof shareClaimsSchema>

const audience = 'portico-share'
const keyOf = (secret: string) => createHmac('sha256', secret).update(audience).digest()

export function signShareToken(secret: string, claims: ShareClaims, expiresAt: Date): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
    .sign(keyOf(secret))
}

export type TokenCheck =
  | { state: 'valid'; claims: ShareClaims; expiresAt: Date }
  | { state: 'expired' }
  | { state: 'invalid' }

export async function checkShareToken(secret: string, token: string, now = new Date()): Promise<TokenCheck> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), { algorithms: ['HS256'], audience, currentDate: now })
    const claims = shareClaimsSchema.safeParse(payload)
    if (!claims.success || !payload.exp) return { state: 'invalid' }
    return { state: 'valid', claims: claims.data, expiresAt: new Date(payload.exp * 1000) }
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { state: 'expired' }
    if (error instanceof errors.JOSEError) return { state: 'invalid' }
    throw error
  }
}
