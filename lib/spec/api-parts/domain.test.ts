/** A custom domain in front of the URL, and stage by stage what differs. That a caller comes by it is DNS's matter, and not tested. */

import {
  CreateBasePathMappingCommand,
  CreateDomainNameCommand,
  CreateRestApiCommand,
  DeleteBasePathMappingCommand,
  GetBasePathMappingsCommand,
  GetDomainNameCommand,
  GetRestApiCommand,
  UntagResourceCommand,
  UpdateDomainNameCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { retried } from '../../../sandbox/testing/wait'
import { planDeploy, planRemove, runDeploy, runRemove } from '../../wiring/engine'
import { readWiring } from '../../wiring/read/current'
import type { WiringContext } from '../../wiring/run/context'
import { testContext, unwrap } from '../../wiring/testing'
import { defaultSpec } from '../defaults'
import type { WiringSpec } from '../spec'
import { withFields } from '../testing'
import { domainSchema } from './domain'

const endpointName = 'iris-xgboost'
const name = 'models.acme.dev'
let account: TestAccount
let context: WiringContext
let spec: WiringSpec
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account)
  // Without a function, as the shortest of deploys.
  spec = withFields(defaultSpec(endpointName, 'Real-time'), {
    integration: { kind: 'direct' },
    domain: { name, certificateArn: certificate('one'), basePath: 'v1' },
  })
})
afterAll(() => account.close())

const certificate = (id: string, region = account.region) =>
  `arn:aws:acm:${region}:${account.accountId}:certificate/${id}`
const planned = async (spec: WiringSpec) => unwrap(await planDeploy(context, spec))
const changes = async (spec: WiringSpec) =>
  (await planned(spec)).items
    .filter(({ change }) => change !== 'none')
    .map(({ type, change, name: of }) => `${change} ${type} ${of}`)
const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))
const gone = expect.objectContaining({ name: 'NotFoundException' })
const paths = async () => (await account.apiGateway.send(new GetBasePathMappingsCommand({ domainName: name }))).items

describe('a custom domain', () => {
  it('is planned with its certificate, its path and what callers will use', async () => {
    const { items, blockers } = await planned(spec)
    expect(blockers).toEqual([])
    expect(items.filter(({ type }) => type === 'domain-name' || type === 'base-path')).toMatchObject([
      { name, change: 'create', fact: 'Regional, TLS 1.2; its DNS record is yours to make' },
      { name: '/v1', change: 'create', fact: 'https://models.acme.dev/v1/iris' },
    ])
  })

  it.each<[string, () => Partial<NonNullable<WiringSpec['domain']>>, RegExp]>([
    ['of another region', () => ({ certificateArn: certificate('one', 'eu-west-3') }), /lies in eu-west-3/],
    [
      'of another account',
      () => ({ certificateArn: `arn:aws:acm:${account.region}:999999999999:certificate/one` }),
      /of account 999999999999/,
    ],
  ])('is blocked with a certificate %s', async (_, change, message) => {
    const { domain } = spec
    const { blockers } = await planned({ ...spec, domain: domain && { ...domain, ...change() } })
    expect(blockers).toMatchObject([{ resource: `Domain name ${name}`, message: expect.stringMatching(message) }])
  })

  it('is made, and up to date the second time', async () => {
    const { restApiId } = await deploy(spec)
    expect(await paths()).toEqual([{ basePath: 'v1', restApiId, stage: 'prod' }])
    expect(await changes(spec)).toEqual([])
    expect(await deploy(spec)).toMatchObject({ writes: 0 })
    const { resources, state } = await readWiring(context, endpointName)
    expect(state).toBe('live')
    expect(resources.find(({ type }) => type === 'domain-name')).toMatchObject({
      health: 'healthy',
      fact: expect.stringMatching(/^its DNS record points at d-\w+\.execute-api\./),
    })
  })

  it('differs where somebody changed it, and is repaired', async () => {
    await account.apiGateway.send(
      new UpdateDomainNameCommand({
        domainName: name,
        patchOperations: [{ op: 'replace', path: '/regionalCertificateArn', value: certificate('two') }],
      }),
    )
    await account.apiGateway.send(new DeleteBasePathMappingCommand({ domainName: name, basePath: 'v1' }))
    const { resources } = await readWiring(context, endpointName)
    expect(resources.filter(({ health }) => health !== 'healthy')).toMatchObject([
      { type: 'domain-name', health: 'changed', fields: [{ field: 'regionalCertificateArn' }] },
      { type: 'base-path', health: 'missing' },
    ])
    await deploy(spec)
    expect(await changes(spec)).toEqual([])
  })

  it('moves to another path, the old one last', async () => {
    const next = { ...spec, domain: spec.domain && { ...spec.domain, basePath: '' } }
    expect(await changes(next)).toEqual(['create base-path /', 'delete base-path /v1'])
    await deploy(next)
    expect(await paths()).toMatchObject([{ basePath: '(none)', stage: 'prod' }])
    expect(await changes(next)).toEqual([])
  })

  it('is named again on the API where that was lost', async () => {
    const { restApiId = '' } = await readWiring(context, endpointName)
    const resourceArn = `arn:aws:apigateway:${account.region}::/restapis/${restApiId}`
    await account.apiGateway.send(new UntagResourceCommand({ resourceArn, tagKeys: ['portico:domain'] }))
    const next = { ...spec, domain: spec.domain && { ...spec.domain, basePath: '' } }
    const [item] = (await planned(next)).items.filter(({ change }) => change !== 'none')
    expect(item).toMatchObject({ type: 'rest-api', fields: [{ field: 'tag portico:domain', to: name }] })
    const { resources } = await readWiring(context, endpointName)
    expect(resources.filter(({ health }) => health !== 'healthy')).toMatchObject([{ type: 'rest-api' }])
    await deploy(next)
    expect(await changes(next)).toEqual([])
  })

  it('stays the one of before, and is not lost, where AWS refuses the next', async () => {
    const next = { ...spec, domain: spec.domain && { ...spec.domain, name: 'next.acme.dev' } }
    const steps: Record<string, string> = {}
    await account.orderFaults([{ operation: 'CreateDomainName', kind: 'denied' }])
    const result = await runDeploy(context, next, ({ id, state }) => {
      steps[id] = state
    })
    expect(result).toMatchObject({ ok: false, error: { step: 'domain' } })
    // The URL itself is proved by then, and nothing of the old name is gone.
    expect(steps).toMatchObject({ probe: 'done', sample: 'done', domain: 'failed' })
    expect(steps.cleanup).toBeUndefined()
    expect(await paths()).toMatchObject([{ basePath: '(none)' }])
    expect(await changes(next)).toEqual([
      'create domain-name next.acme.dev',
      'create base-path /v1',
      `delete domain-name ${name}`,
    ])
    const { items } = unwrap(await planRemove(context, endpointName))
    expect(items.filter(({ type }) => type === 'domain-name').map((one) => one.name)).toEqual([name])
    await deploy(next)
    const { restApiId } = await readWiring(context, endpointName)
    const { tags } = await account.apiGateway.send(new GetRestApiCommand({ restApiId }))
    expect(tags?.['portico:domain']).toBe('next.acme.dev')
    await account.orderFaults([{ operation: 'CreateDomainName', kind: 'denied' }])
    expect(await runDeploy(context, spec, () => {})).toMatchObject({ ok: false })
    unwrap(await runRemove(context, endpointName, () => {}))
    for (const domainName of [name, 'next.acme.dev'])
      await expect(account.apiGateway.send(new GetDomainNameCommand({ domainName }))).rejects.toEqual(gone)
  })

  it('stays, without our path, where somebody else leads another API by it', async () => {
    const { apiGateway } = account
    await deploy(spec)
    const { id: restApiId = '' } = await apiGateway.send(new CreateRestApiCommand({ name: 'theirs' }))
    await apiGateway.send(new CreateBasePathMappingCommand({ domainName: name, restApiId, basePath: 'theirs' }))
    expect(await changes(spec)).toEqual([])
    const theirs = { ...spec, domain: spec.domain && { ...spec.domain, basePath: 'theirs' } }
    expect((await planned(theirs)).blockers).toMatchObject([
      { message: expect.stringMatching(`${name}/theirs leads to API ${restApiId}`) },
    ])
    expect(await changes({ ...spec, domain: undefined })).toEqual(['delete base-path /v1'])
    const { items } = unwrap(await planRemove(context, endpointName))
    expect(items.filter(({ type }) => type === 'domain-name' || type === 'base-path')).toMatchObject([
      { name: '/v1', change: 'delete' },
      { name, change: 'none', why: expect.stringMatching(/another API/) },
    ])
    unwrap(await runRemove(context, endpointName, () => {}))
    expect(await paths()).toEqual([{ basePath: 'theirs', restApiId }])
  })

  it('goes where the spec has none', async () => {
    // The name is still ours, and has somebody else's path no more.
    await deploy(spec)
    await account.apiGateway.send(new DeleteBasePathMappingCommand({ domainName: name, basePath: 'theirs' }))
    const without = { ...spec, domain: undefined }
    expect(await changes(without)).toEqual([`delete domain-name ${name}`])
    await deploy(without)
    await expect(account.apiGateway.send(new GetDomainNameCommand({ domainName: name }))).rejects.toEqual(gone)
    expect(await changes(without)).toEqual([])
  })

  it('is blocked where the name is somebody else’s', async () => {
    const taken = 'taken.acme.dev'
    const theirs = new CreateDomainNameCommand({ domainName: taken, regionalCertificateArn: certificate('one') })
    await retried(() => account.apiGateway.send(theirs), /Too Many Requests/)
    const { blockers } = await planned({ ...spec, domain: spec.domain && { ...spec.domain, name: taken } })
    expect(blockers).toMatchObject([{ message: expect.stringMatching(/does not have Portico's tags/) }])
  })

  it.each<[object, string]>([
    [{ name: 'acme' }, 'name'],
    [{ name: '*.acme.dev' }, 'name'],
    [{ name: 'Models.acme.dev' }, 'name'],
    [{ certificateArn: 'arn:aws:iam::123456789012:server-certificate/x' }, 'certificateArn'],
    [{ basePath: 'v1/iris' }, 'basePath'],
  ])('is refused as %o', (change, field) => {
    const whole = { name, certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one', ...change }
    expect(domainSchema.safeParse(whole).error?.issues).toMatchObject([{ path: [field] }])
  })
})
