/** Finding a pool from outside its account: by its ARN, by a client's id, by its id; and its keys. */
import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK, type JSONWebKeySet } from 'jose'
import type { World } from '../../kernel/types'
import { type CognitoState, cognitoState, type Place, type Pool } from './state'

const newKeyPair = promisify(generateKeyPair)

/**
 * Looks in every account and region, because the id of a client names neither, nor does that of a pool.
 * @param id of a pool or of an app client
 */
export const placeOf = (world: World, id: string): Place | undefined =>
  [...world.statesOf<CognitoState>('cognito-idp')].find(
    ({ state: { pools } }) => pools.has(id) || [...pools.values()].some(({ clients }) => clients.has(id)),
  )

export function findPool(world: World, arn: string): Pool | undefined {
  const [, , , region = '', accountId = '', resource = ''] = arn.split(':')
  return cognitoState(world, { accountId, region }).pools.get(resource.replace(/^userpool\//, ''))
}

/** On AWS `https://cognito-idp.{region}.amazonaws.com/{poolId}`. */
export const issuerOf = (world: World, pool: Pool): string => `${world.options.url}/${pool.id}`

interface PoolKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** Kept apart from the state, which is saved to files: private keys do not belong there. */
const keys = new WeakMap<Pool, Promise<PoolKey>>()

/** Returns what signs the pool's tokens, made when it is first needed. */
export function keyOf(pool: Pool): Promise<PoolKey> {
  const key =
    keys.get(pool) ?? newKeyPair('rsa', { modulusLength: 2048 }).then((pair) => ({ kid: randomUUID(), ...pair }))
  keys.set(pool, key)
  return key
}

export async function jwksOf(pool: Pool): Promise<JSONWebKeySet> {
  const { kid, publicKey } = await keyOf(pool)
  return { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] }
}

/**
 * `/{poolId}/.well-known/jwks.json` and `…/openid-configuration`, which anybody can read.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export async function wellKnown(world: World, path: string): Promise<object | undefined> {
  const [, poolId = '', folder, document = '', ...more] = path.split('/')
  if (folder !== '.well-known' || !['jwks.json', 'openid-configuration'].includes(document) || more.length > 0)
    return undefined
  const place = placeOf(world, poolId)
  const pool = place && cognitoState(world, place).pools.get(poolId)
  if (!pool) return undefined
  if (document === 'jwks.json') return jwksOf(pool)
  const issuer = issuerOf(world, pool)
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
  }
}
