/**
 * A share link's token: a JWT sealed with a key derived from the server's secret, so that it can be neither forged, nor
 * used for anything else, nor read: visitors do not see the account's number. It names where to look;
 * whether the link still lives is said by the REST API's tags (record.ts). https://www.rfc-editor.org/rfc/rfc7516
 */
import { createHmac } from 'node:crypto'
import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import { z } from 'zod'
import { regionPattern } from '../aws/region'
import { originSchema } from './origins'

const shareClaimsSchema = z.object({
  account: z.string().regex(/^\d{12}$/),
  region: z.string().regex(regionPattern),
  restApiId: z.string().regex(/^[a-z0-9]{10}$/),
  linkId: z.string().regex(/^[a-z0-9]{8,32}$/),
  /** For an embed link: who can frame it, so that the header needs no call of AWS. */
  embed: z.array(originSchema).optional(),
})

export type ShareClaims = z.infer<typeof shareClaimsSchema>

const audience = 'portico-share'
const keyOf = (secret: string) => createHmac('sha256', secret).update(audience).digest()

export function signShareToken(secret: string, claims: ShareClaims, expiresAt: Date): Promise<string> {
  return new EncryptJWT({ ...claims })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience(audience)
    .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
    .encrypt(keyOf(secret))
}

export type TokenCheck =
  | { state: 'valid'; claims: ShareClaims; expiresAt: Date }
  | { state: 'expired' }
  | { state: 'invalid' }

/** Longer than any that we make; what is longer is not looked at. */
const mostCharacters = 4_000

export async function checkShareToken(secret: string, token: string, now = new Date()): Promise<TokenCheck> {
  if (token.length > mostCharacters) return { state: 'invalid' }
  try {
    const { payload } = await jwtDecrypt(token, keyOf(secret), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      audience,
      currentDate: now,
    })
    const claims = shareClaimsSchema.safeParse(payload)
    if (!claims.success || !payload.exp) return { state: 'invalid' }
    return { state: 'valid', claims: claims.data, expiresAt: new Date(payload.exp * 1000) }
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { state: 'expired' }
    if (error instanceof errors.JOSEError) return { state: 'invalid' }
    throw error
  }
}
