/**
 * A user's tokens. https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { World } from '../../kernel/types'
import { issuerOf, keyOf } from './pools'
import type { Pool, PoolClient, User } from './state'

/** What InitiateAuth's access tokens can do; others come from the pool's own token address. */
const scope = 'aws.cognito.signin.user.admin'

/** They expire by AWS's time, which passes faster where the sandbox's does. */
export async function tokensOf(world: World, pool: Pool, client: PoolClient, user: User) {
  const { kid, privateKey } = await keyOf(pool)
  const now = Math.floor(Date.now() / 1000)
  const sign = (minutes: number, claims: Record<string, unknown>) =>
    new SignJWT({ ...claims, auth_time: now, event_id: randomUUID(), origin_jti: randomUUID(), jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(issuerOf(world, pool))
      .setSubject(user.sub)
      .setIssuedAt(now)
      .setExpirationTime(now + Math.ceil((minutes * 60) / world.options.timeScale))
      .sign(privateKey)
  const [IdToken, AccessToken] = await Promise.all([
    sign(client.idTokenMinutes, {
      ...user.attributes,
      aud: client.id,
      token_use: 'id',
      'cognito:username': user.username,
    }),
    sign(client.accessTokenMinutes, { client_id: client.id, token_use: 'access', scope, username: user.username }),
  ])
  return {
    AccessToken,
    IdToken,
    RefreshToken: randomBytes(120).toString('base64url'),
    TokenType: 'Bearer',
    ExpiresIn: client.accessTokenMinutes * 60,
  }
}
