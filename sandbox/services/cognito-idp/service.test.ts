import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

let account: TestAccount
let poolId: string
let clientId: string

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const { UserPool } = await account.cognito.send(new CreateUserPoolCommand({ PoolName: 'people' }))
  poolId = UserPool?.Id ?? ''
  const made = await account.cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: 'console',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    }),
  )
  clientId = made.UserPoolClient?.ClientId ?? ''
  await account.cognito.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: 'ana',
      TemporaryPassword: 'First-1234',
      UserAttributes: [{ Name: 'email', Value: 'ana@acme.dev' }],
    }),
  )
})
afterAll(() => account.close())

const signIn = (password: string, username = 'ana') =>
  account.cognito.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  )

it('lists and describes pools', async () => {
  const { UserPools } = await account.cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }))
  expect(UserPools).toMatchObject([{ Id: poolId, Name: 'people' }])
  const { UserPool } = await account.cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }))
  expect(UserPool?.Arn).toBe(`arn:aws:cognito-idp:us-east-1:${account.accountId}:userpool/${poolId}`)
})

it('pages pools', async () => {
  const other = await createTestAccount({ seed: false })
  for (const PoolName of ['a', 'b', 'c']) await other.cognito.send(new CreateUserPoolCommand({ PoolName }))
  const first = await other.cognito.send(new ListUserPoolsCommand({ MaxResults: 2 }))
  const rest = await other.cognito.send(new ListUserPoolsCommand({ MaxResults: 2, NextToken: first.NextToken }))
  expect([...(first.UserPools ?? []), ...(rest.UserPools ?? [])].map(({ Name }) => Name)).toEqual(['a', 'b', 'c'])
  expect(rest.NextToken).toBeUndefined()
  other.close()
})

describe('a person', () => {
  it('has to change a temporary password', async () => {
    expect(await signIn('First-1234')).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' })
  })

  it('gets tokens that anybody can verify with the pool’s keys', async () => {
    await account.cognito.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: poolId,
        Username: 'ana',
        Password: 'Second-1234',
        Permanent: true,
      }),
    )
    const { AuthenticationResult } = await signIn('Second-1234')
    const issuer = `${account.url}/${poolId}`
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`))
    const id = await jwtVerify(AuthenticationResult?.IdToken ?? '', keys, { issuer, audience: clientId })
    expect(id.payload).toMatchObject({ token_use: 'id', 'cognito:username': 'ana', email: 'ana@acme.dev' })
    const access = await jwtVerify(AuthenticationResult?.AccessToken ?? '', keys, { issuer })
    expect(access.payload).toMatchObject({
      token_use: 'access',
      client_id: clientId,
      scope: 'aws.cognito.signin.user.admin',
    })
    const configuration = await fetch(`${issuer}/.well-known/openid-configuration`)
    expect(await configuration.json()).toMatchObject({ issuer, jwks_uri: `${issuer}/.well-known/jwks.json` })
  })

  it('needs the right password and name', async () => {
    await expect(signIn('Wrong-1234')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    })
    await expect(signIn('Second-1234', 'bo')).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })
})

const missing = 'us-east-1_nothing00'
it.each<[string, () => Promise<unknown>, string, RegExp]>([
  [
    'a pool without name',
    () => account.cognito.send(new CreateUserPoolCommand({ PoolName: '' })),
    'InvalidParameterException',
    /poolName/,
  ],
  [
    'too many at once',
    () => account.cognito.send(new ListUserPoolsCommand({ MaxResults: 61 })),
    'InvalidParameterException',
    /'maxResults' failed .* value less than or equal to 60$/,
  ],
  [
    'an unknown pool',
    () => account.cognito.send(new DescribeUserPoolCommand({ UserPoolId: missing })),
    'ResourceNotFoundException',
    /does not exist/,
  ],
  [
    'a client of an unknown pool',
    () => account.cognito.send(new CreateUserPoolClientCommand({ UserPoolId: missing, ClientName: 'c' })),
    'ResourceNotFoundException',
    /does not exist/,
  ],
  [
    'tokens that live a minute',
    () =>
      account.cognito.send(
        new CreateUserPoolClientCommand({
          UserPoolId: poolId,
          ClientName: 'c',
          IdTokenValidity: 1,
          TokenValidityUnits: { IdToken: 'minutes' },
        }),
      ),
    'InvalidParameterException',
    /range/,
  ],
  [
    'a person twice',
    () => account.cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: 'Ana' })),
    'UsernameExistsException',
    /already exists/,
  ],
  [
    'a weak password',
    () =>
      account.cognito.send(
        new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: 'ana', Password: 'secret' }),
      ),
    'InvalidPasswordException',
    /not long enough/,
  ],
  [
    'a password of nobody',
    () =>
      account.cognito.send(
        new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: 'bo', Password: 'Second-1234' }),
      ),
    'UserNotFoundException',
    /does not exist/,
  ],
  [
    'an unknown client',
    () => account.cognito.send(new InitiateAuthCommand({ ClientId: 'none', AuthFlow: 'USER_PASSWORD_AUTH' })),
    'ResourceNotFoundException',
    /client none does not exist/,
  ],
  [
    'another flow',
    () => account.cognito.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_SRP_AUTH' })),
    'InvalidParameterException',
    /USER_SRP_AUTH/,
  ],
])('refuses %s', async (_, call, name, message) => {
  await expect(call()).rejects.toMatchObject({ name, message: expect.stringMatching(message) })
})
