import { describe, expect, it } from 'vitest'
import { defaultSpec } from './defaults'
import { flatPath, flatSpec, nestedSpec, recordedSpec } from './flat-spec'
import { routeSchema } from './route'
import { apiSchema, onlyRoute, type WiringSpec, wiringSpecSchema } from './spec'

/** What builds wrote before there were routes, field by field in their order. */
const stored = {
  'with every choice of an API of ours':
    '{"schema":1,"endpointName":"Iris-1","targetEndpoint":"iris-2","target":{"kind":"variant","variant":"A"},' +
    '"integration":{"kind":"direct"},"cache":{"sizeGb":"0.5","ttlSeconds":60},"alarms":{"errorPercent":5,"latencyMs":900},' +
    '"domain":{"name":"m.acme.dev","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/one","basePath":"v1"},' +
    '"apiName":"iris-api","resourcePath":"iris","queryParameter":"data","stage":"prod",' +
    '"throttle":{"rateLimit":50,"burstLimit":100},"access":{"kind":"key","rateLimit":5,"burstLimit":10},' +
    '"allowedIps":["203.0.113.0/24"],"corsOrigins":[],"contract":{"features":[]},' +
    '"request":{"required":false,"methods":"get","form":"rows","validateBody":false},"response":{"form":"model"},' +
    '"sampleRow":"5.1,3.5","role":{"kind":"create"},"memoryMb":256,"timeoutSeconds":28,"logRetentionDays":14,"accessLog":true}',
  'of an API of somebody else':
    '{"schema":1,"endpointName":"iris","apiName":"team","resourcePath":"v1/iris","queryParameter":"data","stage":"prod",' +
    '"throttle":{"rateLimit":50,"burstLimit":100},"access":{"kind":"open"},"allowedIps":[],"corsOrigins":[],' +
    '"contract":{"features":[]},"request":{"required":false,"methods":"any","form":"rows","validateBody":false},' +
    '"response":{"form":"model"},"role":{"kind":"existing","arn":"arn:aws:iam::123456789012:role/mine"},' +
    '"adopted":{"restApiId":"a1","method":"ANY","uri":"arn:aws:apigateway:us-east-1:lambda:path/x","options":true},' +
    '"memoryMb":256,"timeoutSeconds":28,"logRetentionDays":14}',
}

describe('a stored spec', () => {
  it.each(Object.entries(stored))('%s is read, and stored again byte for byte', (_, text) => {
    const spec = recordedSpec(JSON.parse(text)) ?? expect.unreachable()
    expect(JSON.stringify(flatSpec(spec))).toBe(text)
  })

  it('has every field of an API and of a route', () => {
    const fields = [...Object.keys(apiSchema.shape), ...Object.keys(routeSchema.shape)]
    expect(new Set(fields).size).toBe(fields.length)
    expect(Object.keys(flatSpec(defaultSpec('iris', 'Real-time'))).sort()).toEqual(fields.sort())
  })

  it('is no spec in a form that has routes, which no build has written yet', () =>
    expect(recordedSpec(defaultSpec('iris', 'Real-time'))).toBeUndefined())
})

describe('a spec', () => {
  const spec = defaultSpec('iris', 'Real-time')

  it('keeps apart what is the API’s and what is a route’s', () => {
    const api = wiringSpecSchema.parse(spec)
    expect(Object.keys(api)).not.toContain('resourcePath')
    expect(Object.keys(onlyRoute(api))).not.toContain('stage')
    expect(nestedSpec(flatSpec(spec))).toEqual(spec)
  })

  it.each<[string, WiringSpec['routes'][number][]]>([
    ['without a route', []],
    ['with two', [onlyRoute(spec), { ...onlyRoute(spec), resourcePath: 'other' }]],
  ])('%s is refused with what to do', (_, routes) =>
    expect(wiringSpecSchema.safeParse({ ...spec, routes }).error?.issues).toMatchObject([
      {
        path: ['routes'],
        message: 'A public API has exactly one route: deploy each model as a public API of its own',
      },
    ]),
  )

  it.each<[string, object, string[]]>([
    ['a field of a route', { resourcePath: 'a/b' }, ['resourcePath']],
    ['a part of one', { role: { kind: 'existing', arn: 'mine' } }, ['role.arn']],
    [
      'what a route’s choices exclude',
      { timeoutSeconds: 61, target: { kind: 'async', input: 's3://bucket/in' } },
      ['timeoutSeconds', 'timeoutSeconds'],
    ],
    ['a field of the API', { stage: 'a b' }, ['stage']],
    [
      'what a route excludes of its API',
      { integration: { kind: 'direct' }, corsOrigins: ['https://a.dev'] },
      ['corsOrigins'],
    ],
  ])('names a problem by its field in the flat form: %s', (_, change, fields) => {
    const { error } = wiringSpecSchema.safeParse(nestedSpec({ ...flatSpec(spec), ...change }))
    expect(error?.issues.map(({ path }) => flatPath(path).join('.'))).toEqual(fields)
  })
})
