/**
 * Cognito user pools: pools, app clients, users made by an administrator, and their tokens by user name and password.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
 */

import { randomBytes, randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import { startOf, writeToken } from '../../kernel/page-token'
import type { Call, Operation, Service } from '../../kernel/types'
import { placeOf } from './pools'
import { cognitoState, type Pool, type PoolClient, type User } from './state'
import { tokensOf } from './tokens'
import { checkMinutes, checkPassword, invalidParameter } from './validate'

const notFound = (message: string) => new AwsError('ResourceNotFoundException', message)
const notAuthorized = (message: string) => new AwsError('NotAuthorizedException', message)

function poolOf(input: { UserPoolId?: unknown }, call: Call): Pool {
  const id = String(input.UserPoolId)
  const pool = cognitoState(call.world, call).pools.get(id)
  if (!pool) throw notFound(`User pool ${id} does not exist.`)
  return pool
}

function userOf(pool: Pool, name: unknown): User {
  const user = pool.users.get(String(name).toLowerCase())
  if (!user) throw new AwsError('UserNotFoundException', 'User does not exist.')
  return user
}

const poolShape = (pool: Pool) => ({
  Id: pool.id,
  Name: pool.name,
  Arn: pool.arn,
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    },
  },
  DeletionProtection: 'INACTIVE',
  MfaConfiguration: 'OFF',
  EstimatedNumberOfUsers: pool.users.size,
  CreationDate: new Date(pool.createdAt),
  LastModifiedDate: new Date(pool.createdAt),
  ...(Object.keys(pool.tags).length > 0 ? { UserPoolTags: pool.tags } : {}),
})

const createUserPool: Operation = (input, call) => {
  const name = String(input.PoolName)
  const id = `${call.region}_${randomBytes(6).toString('base64url').replace(/\W|_/g, '0').slice(0, 9)}`
  const pool: Pool = {
    id,
    name,
    arn: `arn:${call.partition}:cognito-idp:${call.region}:${call.accountId}:userpool/${id}`,
    createdAt: call.world.clock.now(),
    tags: input.UserPoolTags ?? {},
    clients: new Map(),
    users: new Map(),
  }
  cognitoState(call.world, call).pools.set(id, pool)
  return { UserPool: poolShape(pool) }
}

const listUserPools: Operation = (input, call) => {
  const size = Number(input.MaxResults)
  const start = startOf('ListUserPools', input.NextToken, () => invalidParameter('Invalid NextToken'))
  const pools = [...cognitoState(call.world, call).pools.values()]
  const more = start + size < pools.length
  return {
    UserPools: pools.slice(start, start + size).map(({ id, name, createdAt }) => ({
      Id: id,
      Name: name,
      LambdaConfig: {},
      CreationDate: new Date(createdAt),
      LastModifiedDate: new Date(createdAt),
    })),
    ...(more ? { NextToken: writeToken('ListUserPools', start + size) } : {}),
  }
}

const createClient: Operation = (input, call) => {
  const pool = poolOf(input, call)
  const units: Record<string, string | undefined> = input.TokenValidityUnits ?? {}
  const client: PoolClient = {
    id: randomBytes(20).toString('hex').slice(0, 26),
    name: String(input.ClientName),
    authFlows: input.ExplicitAuthFlows ?? ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
    idTokenMinutes: checkMinutes(input.IdTokenValidity, units.IdToken),
    accessTokenMinutes: checkMinutes(input.AccessTokenValidity, units.AccessToken),
    createdAt: call.world.clock.now(),
  }
  pool.clients.set(client.id, client)
  return {
    UserPoolClient: {
      UserPoolId: pool.id,
      ClientName: client.name,
      ClientId: client.id,
      CreationDate: new Date(client.createdAt),
      LastModifiedDate: new Date(client.createdAt),
      RefreshTokenValidity: 30,
      AccessTokenValidity: client.accessTokenMinutes,
      IdTokenValidity: client.idTokenMinutes,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
      ExplicitAuthFlows: client.authFlows,
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
    },
  }
}

const adminCreateUser: Operation = (input, call) => {
  const pool = poolOf(input, call)
  const username = String(input.Username)
  if (pool.users.has(username.toLowerCase()))
    throw new AwsError('UsernameExistsException', 'User account already exists')
  if (input.TemporaryPassword !== undefined) checkPassword(input.TemporaryPassword)
  const given = (input.UserAttributes ?? []) as { Name: string; Value?: string }[]
  const user: User = {
    username,
    sub: randomUUID(),
    attributes: Object.fromEntries(given.map(({ Name, Value }) => [Name, Value ?? ''])),
    password: input.TemporaryPassword,
    status: 'FORCE_CHANGE_PASSWORD',
    createdAt: call.world.clock.now(),
  }
  pool.users.set(username.toLowerCase(), user)
  return {
    User: {
      Username: username,
      Attributes: [...given, { Name: 'sub', Value: user.sub }],
      UserCreateDate: new Date(user.createdAt),
      UserLastModifiedDate: new Date(user.createdAt),
      Enabled: true,
      UserStatus: user.status,
    },
  }
}

const setPassword: Operation = (input, call) => {
  const user = userOf(poolOf(input, call), input.Username)
  user.password = checkPassword(input.Password)
  user.status = input.Permanent === true ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'
  return {}
}

/** The only flow of the sandbox is USER_PASSWORD_AUTH. */
const initiateAuth: Operation = async (input, call) => {
  const pools = call.accountId ? [...cognitoState(call.world, call).pools.values()] : []
  const pool = pools.find((one) => one.clients.has(String(input.ClientId)))
  const client = pool?.clients.get(String(input.ClientId))
  if (!pool || !client) throw notFound(`User pool client ${input.ClientId} does not exist.`)
  if (input.AuthFlow !== 'USER_PASSWORD_AUTH') throw invalidParameter(`The sandbox does not support ${input.AuthFlow}`)
  if (!client.authFlows.some((flow) => flow.endsWith('USER_PASSWORD_AUTH')))
    throw invalidParameter('USER_PASSWORD_AUTH flow not enabled for this client')
  const { USERNAME, PASSWORD } = (input.AuthParameters ?? {}) as Record<string, string | undefined>
  const user = pool.users.get(USERNAME?.toLowerCase() ?? '')
  if (!user || user.password === undefined || user.password !== PASSWORD)
    throw notAuthorized('Incorrect username or password.')
  if (user.status === 'FORCE_CHANGE_PASSWORD')
    return {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: randomBytes(60).toString('base64url'),
      ChallengeParameters: { USER_ID_FOR_SRP: user.username, requiredAttributes: '[]', userAttributes: '{}' },
    }
  return { ChallengeParameters: {}, AuthenticationResult: await tokensOf(call.world, pool, client, user) }
}

export const cognitoService: Service = {
  signingName: 'cognito-idp',
  protocol: 'json-1.1',
  targetPrefix: 'AWSCognitoIdentityProviderService',
  operations: {
    CreateUserPool: createUserPool,
    DescribeUserPool: (input, call) => ({ UserPool: poolShape(poolOf(input, call)) }),
    ListUserPools: listUserPools,
    CreateUserPoolClient: createClient,
    AdminCreateUser: adminCreateUser,
    AdminSetUserPassword: setPassword,
    InitiateAuth: initiateAuth,
  },
  unsigned: { InitiateAuth: (input, world) => placeOf(world, String(input.ClientId)) },
  resourceArn: (_, input, call) =>
    input.UserPoolId
      ? `arn:${call.partition}:cognito-idp:${call.region}:${call.accountId}:userpool/${input.UserPoolId}`
      : '*',
}
