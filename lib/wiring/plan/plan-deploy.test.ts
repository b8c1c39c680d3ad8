import { describe, expect, it } from 'vitest'
import { defaultSpec } from '../../spec/defaults'
import type { FlatSpec } from '../../spec/flat-spec'
import { endpointTag, fingerprintTag, managedTag } from '../../spec/names'
import { withFields } from '../../spec/testing'
import { apiFieldsOf } from '../openapi/fields'
import { tagBlockers } from '../resources/chosen-tags'
import { fingerprintOf } from '../resources/rest-api/fingerprint'
import { deploymentDescriptionOf } from '../resources/rest-api/plan'
import { type Desired, type DesiredWithFunction, hasFunction } from '../state/desired'
import type { Observed } from '../state/observed'
import { desiredOf } from './desired-of'
import { planOf } from './plan-deploy'
import { removalOf } from './plan-remove'

const target = { accountId: '123456789012', region: 'us-east-1', partition: 'aws' }
const endpointName = 'iris-xgboost'

const desiredFor = (change: Partial<FlatSpec> = {}): Desired =>
  desiredOf({
    spec: withFields(defaultSpec(endpointName, 'Real-time'), change),
    target,
    endpointArn: `arn:aws:sagemaker:us-east-1:123456789012:endpoint/${endpointName}`,
    consoleOrigin: 'https://portico.acme.dev',
    zip: { bytes: new Uint8Array(), sha256: 'hash' },
    deployedBy: 'ana@acme.dev',
  })

function desiredWithFunction(): DesiredWithFunction {
  const desired = desiredFor()
  if (!hasFunction(desired)) throw new Error('the default spec has a function')
  return desired
}

const empty: Observed = { permissions: [], apis: [], usagePlans: [], sharePlans: [], apiKeys: [] }
const tags = { [managedTag]: 'true', [endpointTag]: endpointName }
const version = {
  version: '3',
  settings: desiredWithFunction().function.settings,
  codeSha256: 'hash',
  revisionId: 'r',
  modifiedAt: 2,
  state: 'Active',
  lastUpdateStatus: 'Successful',
}

/** The world just after a deploy of the default spec, written as AWS writes it. */
function deployed(): Observed {
  const desired = desiredWithFunction()
  if (desired.role.kind !== 'create') throw new Error('the default spec makes a role')
  const api = {
    id: 'abc1234567',
    name: desired.spec.apiName,
    description: '',
    createdAt: 0,
    tags: { ...tags, ...desired.record, [fingerprintTag]: fingerprintOf(desired) },
    binaryMediaTypes: [],
    apiKeySource: 'HEADER',
    endpointType: 'REGIONAL',
    disableExecuteApiEndpoint: false,
    policy: '',
    status: 'AVAILABLE',
    fields: apiFieldsOf(desired.api.definition),
    resourceIds: { '/': 'r0', '/iris': 'r1' },
    stages: [
      {
        name: 'prod',
        deploymentId: 'd1',
        rateLimit: 50,
        burstLimit: 100,
        tags,
        methods: {},
        deploymentDescription: deploymentDescriptionOf(desired),
      },
    ],
  }
  return {
    role: {
      id: 'AROAEXAMPLE',
      name: desired.role.name,
      arn: desired.role.arn,
      createdAt: 1,
      tags,
      trust: encodeURIComponent(JSON.stringify(desired.role.trust)),
      policy: encodeURIComponent(JSON.stringify(desired.role.policy)),
    },
    logGroup: { name: desired.logGroup.name, retentionDays: 14, tags },
    function: { name: desired.function.name, tags, latest: { ...version, version: '$LATEST' } },
    alias: { version: '3', revisionId: 'a', live: version },
    permissions: [
      {
        Sid: 'portico-1',
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: desired.aliasArn,
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-1:123456789012:abc1234567/*/*/iris' } },
      },
    ],
    apis: [api],
    api,
    usagePlans: [],
    sharePlans: [],
    apiKeys: [],
  }
}

const changes = (desired: Desired, observed: Observed): string[] =>
  planOf(desired, observed, 'url').items.flatMap((item) =>
    item.change === 'none' ? [] : [`${item.change} ${item.type}`],
  )

describe('plan of a deploy', () => {
  it('makes everything where nothing is', () => {
    const plan = planOf(desiredFor(), empty, 'https://{restapi_id}/prod/iris')
    expect(plan.items.map((item) => item.change)).toEqual(Array(9).fill('create'))
    expect(plan.changeCount).toBe(9)
    expect(plan.blockers).toEqual([])
  })

  it('changes nothing where everything is up to date', () => expect(changes(desiredFor(), deployed())).toEqual([]))

  it.each<[string, Partial<FlatSpec>, string[]]>([
    ['throttle', { throttle: { rateLimit: 10, burstLimit: 20 } }, ['update stage']],
    ['retention', { logRetentionDays: 30 }, ['update log-group']],
    ['memory', { memoryMb: 512 }, ['update lambda-function', 'update lambda-alias']],
    [
      'keys',
      { access: { kind: 'key', rateLimit: 10, burstLimit: 20 } },
      ['update api-definition', 'replace deployment', 'create usage-plan', 'create api-key'],
    ],
    ['API name', { apiName: 'other' }, ['update api-definition', 'replace deployment']],
    [
      'path',
      { resourcePath: 'other' },
      ['update api-definition', 'replace deployment', 'create invoke-permission', 'delete invoke-permission'],
    ],
    ['stage', { stage: 'test' }, ['create deployment', 'create stage', 'delete stage']],
    [
      'own role',
      { role: { kind: 'existing', arn: 'arn:aws:iam::123456789012:role/theirs' } },
      ['update lambda-function', 'update lambda-alias', 'delete iam-role'],
    ],
  ])('another %s', (_name, change, expected) => expect(changes(desiredFor(change), deployed())).toEqual(expected))

  const withApi = (o: Observed, change: Partial<NonNullable<Observed['api']>>): Observed => ({
    ...o,
    api: o.api && { ...o.api, ...change },
  })
  const withFields = (o: Observed, change: Record<string, string>) =>
    withApi(o, { fields: { ...o.api?.fields, ...change } })

  it.each<[string, (observed: Observed) => Observed, string[]]>([
    ['a widened policy', (o) => ({ ...o, role: { ...o.role!, policy: '{"Statement":[]}' } }), ['update iam-role']],
    ['the permission removed', (o) => ({ ...o, permissions: [] }), ['create invoke-permission']],
    [
      'the stage redeployed by hand',
      (o) => withApi(o, { stages: [{ ...o.api!.stages[0]!, deploymentDescription: 'mine' }] }),
      ['replace deployment'],
    ],
    [
      'the definition changed and not published',
      (o) => withFields(o, { '/iris ANY authorizationType': 'AWS_IAM' }),
      ['update api-definition'],
    ],
    ['a method more', (o) => withFields(o, { methods: '/iris ANY, /iris OPTIONS, /x GET' }), ['update api-definition']],
    [
      'calls split',
      (o) => ({ ...o, alias: { ...o.alias!, canary: { version: '4', percent: 10 } } }),
      ['update lambda-alias'],
    ],
    [
      'a variable less',
      (o) => {
        const live = { ...version, settings: { ...version.settings, environment: {} } }
        return { ...o, alias: { ...o.alias!, live } }
      },
      ['update lambda-function', 'update lambda-alias'],
    ],
    ['the record missing', (o) => withApi(o, { tags }), ['replace deployment']],
    [
      'somebody else’s permission',
      (o) => ({ ...o, permissions: [...o.permissions, { Sid: 'theirs', Effect: 'Allow' }] }),
      ['delete invoke-permission'],
    ],
  ])('finds drift: %s', (_name, spoil, expected) => expect(changes(desiredFor(), spoil(deployed()))).toEqual(expected))

  const http = { integration: { kind: 'http' as const, url: 'https://models.acme.dev/iris' } }
  const direct = { integration: { kind: 'direct' as const } }
  const ownRole = { kind: 'existing' as const, arn: 'arn:aws:iam::123456789012:role/mine' }
  it.each<[string, Partial<FlatSpec>, Observed, boolean]>([
    ['an address', http, empty, true],
    ['SageMaker itself as a role of the person', { ...direct, role: ownRole }, empty, true],
    ['SageMaker itself as a role that is allowed nothing yet', direct, empty, false],
    ['a function that the gateway cannot call yet', {}, empty, false],
    ['a function at another stage', { stage: 'v2' }, deployed(), true],
    ['a function at the same stage', { throttle: { rateLimit: 5, burstLimit: 5 } }, deployed(), false],
  ])('says of %s whether a stage is open before it has limits', (_, change, observed, open) => {
    const [stage] = planOf(desiredFor(change), observed, 'url').items.filter(({ type }) => type === 'stage')
    expect(/for a moment only those of the account hold/.test(stage?.why ?? '')).toBe(open)
  })

  it('says whose a resource is that has our name and not our tag', () => {
    const observed = { ...empty, role: { ...deployed().role!, tags: { owner: 'data-team' } } }
    const [blocker] = planOf(desiredFor(), observed, '').blockers
    expect(blocker?.resource).toBe('IAM role portico-us-east-1-iris-xgboost')
    expect(blocker?.message).toContain('data-team')
  })

  it('takes another endpoint’s resource for foreign', () => {
    const observed = { ...empty, logGroup: { name: 'x', tags: { ...tags, [endpointTag]: 'other' } } }
    expect(planOf(desiredFor(), observed, '').blockers).toHaveLength(1)
  })
})

describe('plan of a removal', () => {
  it('takes what is ours', () => {
    const { items, changeCount } = removalOf(endpointName, deployed(), '')
    expect(items.map((item) => item.type)).toEqual(['rest-api', 'lambda-function', 'log-group', 'iam-role'])
    expect(changeCount).toBe(4)
  })

  it('leaves what is not', () => {
    const observed = deployed()
    observed.logGroup!.tags = {}
    observed.function!.latest = { ...version, settings: { ...version.settings, roleArn: 'arn:aws:iam::1:role/theirs' } }
    observed.role = undefined
    const kept = removalOf(endpointName, observed, '').items.filter((item) => item.change === 'none')
    expect(kept.map((item) => item.type)).toEqual(['log-group', 'iam-role'])
  })
})

describe('chosen tags of an API that has many', () => {
  const chosen = desiredFor({ tags: { owner: 'ana', team: 'ml' } })
  const withTags = (count: number, more: Record<string, string> = {}): Observed => {
    const there = deployed()
    const own = { ...there.api!.tags, ...more }
    const links = Array.from({ length: count - Object.keys(own).length }, (_, index) => [`portico:share:${index}`, 'x'])
    return { ...there, api: { ...there.api!, tags: { ...own, ...Object.fromEntries(links) } } }
  }

  it.each<[number, Record<string, string>, number]>([
    [48, {}, 0],
    [49, {}, 1],
    [50, { owner: 'ben', team: 'ml' }, 0],
    [50, { owner: 'ben' }, 1],
  ])('%d tags with %j: %d too many', (count, more, tooMany) => {
    const blockers = tagBlockers(chosen, withTags(count, more))
    expect(blockers.map(({ remedy }) => remedy)).toEqual(
      tooMany === 0 ? [] : [`Leave out ${tooMany} of them, or revoke share links, which are tags of the API too.`],
    )
  })

  it('are counted for the API of somebody else by nobody, as it gets none', () => {
    const adopted = { restApiId: 'abc1234567', method: 'ANY' as const, uri: 'arn:aws:apigateway:a', options: false }
    expect(tagBlockers(desiredFor({ tags: { owner: 'ana' }, adopted }), withTags(50))).toEqual([])
  })
})

it('makes another snapshot of an API of which no deploy was finished, as nobody knows what is in its own', () => {
  const there = deployed()
  const { [fingerprintTag]: _, ...unfinished } = there.api!.tags
  const { items } = planOf(desiredFor(), { ...there, api: { ...there.api!, tags: unfinished } }, 'url')
  expect(items.find(({ type }) => type === 'deployment')).toMatchObject({
    change: 'replace',
    why: 'The deploy that made it broke off, so nobody knows whether it holds this definition',
  })
})
