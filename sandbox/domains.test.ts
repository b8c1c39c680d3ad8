/** Custom domain names and their base paths, through the real SDK. */
import {
  CreateBasePathMappingCommand,
  CreateDomainNameCommand,
  CreateRestApiCommand,
  DeleteBasePathMappingCommand,
  DeleteDomainNameCommand,
  DeleteRestApiCommand,
  GetBasePathMappingsCommand,
  GetDomainNameCommand,
  UpdateAccountCommand,
  UpdateBasePathMappingCommand,
  UpdateDomainNameCommand,
} from '@aws-sdk/client-api-gateway'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'
import { retried } from './testing/wait'

const domainName = 'models.acme.dev'
let account: TestAccount
let restApiId = ''
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  restApiId = (await account.apiGateway.send(new CreateRestApiCommand({ name: 'mapped' }))).id ?? ''
})
afterAll(() => account.close())

const certificate = (id: string, region = account.region) =>
  `arn:aws:acm:${region}:${account.accountId}:certificate/${id}`
const create = (change: object = {}, client = account.apiGateway) =>
  client.send(
    new CreateDomainNameCommand({
      domainName,
      regionalCertificateArn: certificate('one'),
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: { team: 'ml' },
      ...change,
    }),
  )

const unhurried = <T>(call: () => Promise<T>) => retried(call, /Too Many Requests/)
/** In an account of its own, as each takes one such call per 30 s. */
const elsewhere = (call: (client: TestAccount['apiGateway']) => Promise<unknown>) => async () => {
  const other = await createTestAccount({ seed: false })
  return call(other.apiGateway).finally(() => other.close())
}

describe('a custom domain', () => {
  it('needs the permission to create the service-linked role, once in an account', async () => {
    const other = await createTestAccount({ seed: false })
    const limited = await other.restricted(['iam:CreateServiceLinkedRole'])
    const mine = {
      regionalCertificateArn: `arn:aws:acm:${other.region}:${other.accountId}:certificate/one`,
    }
    await expect(create(mine, limited.apiGateway)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'Caller does not have permissions to create a Service Linked Role.',
    })
    await unhurried(() => create(mine, other.apiGateway))
    const { Role } = await other.iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForAPIGateway' }))
    expect(Role?.Arn).toContain(':role/aws-service-role/ops.apigateway.amazonaws.com/')
    await unhurried(() => create({ ...mine, domainName: 'second.acme.dev' }, limited.apiGateway))
    await other.close()
  })

  it('is made, read, and given another certificate', async () => {
    const made = await create()
    expect(made).toMatchObject({ domainName, securityPolicy: 'TLS_1_2', tags: { team: 'ml' } })
    await account.apiGateway.send(
      new UpdateDomainNameCommand({
        domainName,
        patchOperations: [{ op: 'replace', path: '/regionalCertificateArn', value: certificate('two') }],
      }),
    )
    const read = await account.apiGateway.send(new GetDomainNameCommand({ domainName }))
    expect(read).toMatchObject({
      regionalCertificateArn: certificate('two'),
      regionalDomainName: expect.stringMatching(/^d-\w+\.execute-api\./),
    })
  })

  it('maps base paths to an API that then cannot be deleted', async () => {
    const { apiGateway } = account
    await apiGateway.send(new CreateBasePathMappingCommand({ domainName, restApiId, basePath: 'v1' }))
    expect((await apiGateway.send(new GetBasePathMappingsCommand({ domainName }))).items).toEqual([
      { basePath: 'v1', restApiId },
    ])
    await expect(apiGateway.send(new DeleteRestApiCommand({ restApiId }))).rejects.toMatchObject({
      name: 'BadRequestException',
    })
    const path = { domainName, basePath: 'v1' }
    await apiGateway.send(
      new UpdateBasePathMappingCommand({
        ...path,
        patchOperations: [{ op: 'replace', path: '/restapiId', value: restApiId }],
      }),
    )
    await apiGateway.send(new DeleteBasePathMappingCommand(path))
    expect((await apiGateway.send(new GetBasePathMappingsCommand({ domainName }))).items ?? []).toEqual([])
  })

  it.each<[string, (client: TestAccount['apiGateway']) => Promise<unknown>, string]>([
    ['a second of the name', () => unhurried(create), 'ConflictException'],
    ['no name', elsewhere((client) => create({ domainName: 'acme' }, client)), 'BadRequestException'],
    [
      'a certificate of another region',
      elsewhere((client) =>
        create({ domainName: 'b.acme.dev', regionalCertificateArn: certificate('one', 'eu-west-3') }, client),
      ),
      'BadRequestException',
    ],
    [
      'an API that is not there',
      (client) => client.send(new CreateBasePathMappingCommand({ domainName, restApiId: 'absent0000' })),
      'BadRequestException',
    ],
    [
      'a name that is not there',
      (client) => client.send(new GetDomainNameCommand({ domainName: 'c.acme.dev' })),
      'NotFoundException',
    ],
    [
      'the paths of such a name',
      (client) => client.send(new GetBasePathMappingsCommand({ domainName: 'c.acme.dev' })),
      'NotFoundException',
    ],
    [
      'a change of such a name',
      elsewhere((client) =>
        client.send(new UpdateDomainNameCommand({ domainName: 'c.acme.dev', patchOperations: [] })),
      ),
      'NotFoundException',
    ],
    [
      'the end of such a name',
      elsewhere((client) => client.send(new DeleteDomainNameCommand({ domainName: 'c.acme.dev' }))),
      'NotFoundException',
    ],
    [
      'a change of a path that is not there',
      (client) => client.send(new UpdateBasePathMappingCommand({ domainName, basePath: 'v9', patchOperations: [] })),
      'NotFoundException',
    ],
    [
      'the end of such a path',
      (client) => client.send(new DeleteBasePathMappingCommand({ domainName, basePath: 'v9' })),
      'NotFoundException',
    ],
  ])('refuses %s', async (_, call, name) => {
    await expect(call(account.apiGateway)).rejects.toMatchObject({ name })
  })

  it('takes one change of each kind per 30 s and account', async () => {
    const { apiGateway } = account
    const change = new UpdateDomainNameCommand({ domainName, patchOperations: [] })
    await unhurried(() => apiGateway.send(change))
    const refused = expect.objectContaining({ name: 'TooManyRequestsException' })
    await expect(apiGateway.send(change)).rejects.toEqual(refused)
    await apiGateway.send(new UpdateAccountCommand({ patchOperations: [] }))
    await expect(apiGateway.send(new UpdateAccountCommand({ patchOperations: [] }))).rejects.toEqual(refused)
  })

  it('is deleted with its paths', async () => {
    await account.apiGateway.send(new DeleteDomainNameCommand({ domainName }))
    await expect(account.apiGateway.send(new GetDomainNameCommand({ domainName }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
  })
})
