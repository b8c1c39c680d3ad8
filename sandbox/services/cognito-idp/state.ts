/** What Cognito user pools remember of one account and region. */
import type { World } from '../../kernel/types'

export interface User {
  username: string
  sub: string
  attributes: Record<string, string>
  password?: string
  /** `FORCE_CHANGE_PASSWORD` until a permanent password is set. */
  status: 'FORCE_CHANGE_PASSWORD' | 'CONFIRMED'
  createdAt: number
}

export interface PoolClient {
  id: string
  name: string
  authFlows: string[]
  /** AWS's minutes. */
  idTokenMinutes: number
  accessTokenMinutes: number
  createdAt: number
}

export interface Pool {
  id: string
  name: string
  arn: string
  createdAt: number
  tags: Record<string, string>
  clients: Map<string, PoolClient>
  /** By name in lower case. */
  users: Map<string, User>
}

export interface CognitoState {
  pools: Map<string, Pool>
}

export interface Place {
  accountId: string
  region: string
}

export const cognitoState = (world: World, { accountId, region }: Place): CognitoState =>
  world.state('cognito-idp', accountId, region, () => ({ pools: new Map() }))
