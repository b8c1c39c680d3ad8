/** Finding a pool from outside its account: by its ARN, by a client's id, by its id; and its keys. */
import { generateKeyPair, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK, type JSONWebKeySet } from 'jose'
import type { World } from '../../kernel/types'
import { cognitoState, type Place, type Pool } from './state'

const newKeyPair = promisify(generateKeyPair)

/** A client's id, and a pool's, name neither account nor region of their own. */
const places = new WeakMap<World, Map<string, Place>>()

export function keepPlace(world: World, id: string, place: Place): void {
  const known = places.get(world) ?? new Map<string, Place>()
  places.set(world, known.set(id, { accountId: place.accountId, region: place.region }))
}

export const placeOf = (world: World, id: string): Place | undefined => places.get(world)?.get(id)

export function findPool(world: World, arn: string): Pool | undefined {
  const [, , , region = '', accountId = '', resource = ''] = arn.split(':')
  return cognitoState(world, { accountId, region }).pools.get(resource.replace(/^userpool\//, ''))
}

/** On AWS `https://cognito-idp.{region}.amazonaws.com/{poolId}`. */
export const issuerOf = (world: World, pool: Pool): string => `${world.options.url}/${pool.id}`

export async function keyOf(pool: Pool): Promise<NonNullable<Pool['key']>> {
  if (!pool.key) {
    const pair = await newKeyPair('rsa', { modulusLength: 2048 })
    // Another request may have been as quick.
    pool.key ??= { kid: randomUUID(), ...pair }
  }
  return pool.key
}

export async function jwksOf(pool: Pool): Promise<JSONWebKeySet> {
  const { kid, publicKey } = await keyOf(pool)
  return { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] }
}

/**
 * `/{poolId}/.well-known/jwks.json` and `…/openid-configuration`, which anybody may read.
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
