/** What callers' tools read of a public API, through the SDK against the sandbox. */
import { expect, it } from 'vitest'
import { createTestAccount } from '../../../sandbox/testing/account'
import { defaultSpec } from '../../spec/defaults'
import { withFields } from '../../spec/testing'
import { runDeploy } from '../engine'
import { testContext, unwrap } from '../testing'
import { exportApi } from './export-api'

const endpointName = 'iris-xgboost'

it('is the live stage as OpenAPI, without what stands behind it', async () => {
  const context = testContext(await createTestAccount())
  expect(await exportApi(context, endpointName)).toMatchObject({
    ok: false,
    error: { code: 'not-deployed', remedy: 'Deploy it first.' },
  })
  const spec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: '5.1,3.5,1.4,0.2' })
  unwrap(await runDeploy(context, spec, () => {}))
  const { document, stage } = unwrap(await exportApi(context, endpointName))
  const { openapi, servers, paths } = JSON.parse(document)
  expect(openapi).toMatch(/^3\.0\./)
  expect(servers).toEqual([
    { url: expect.stringMatching(/^https:.*\{basePath\}$/), variables: { basePath: { default: stage } } },
  ])
  expect(Object.keys(paths)).toEqual([expect.stringMatching(/^\/./)])
  // Role, function and account are nobody's business but the owner's.
  expect(document).not.toMatch(/arn:|x-amazon-apigateway-integration|portico:/)
})

it('names the header in which callers send their keys, and no other', async () => {
  const context = testContext(await createTestAccount())
  const access = { kind: 'key' as const, rateLimit: 50, burstLimit: 100 }
  const bearer = { bearer: { type: 'http', scheme: 'bearer' } }
  const own = { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } }
  const rows: ['authorization' | 'both' | undefined, object, object[]][] = [
    [undefined, own, [{ api_key: [] }]],
    ['authorization', bearer, [{ bearer: [] }]],
    ['both', { ...bearer, ...own }, [{ bearer: [] }, { api_key: [] }]],
  ]
  for (const [header, schemes, security] of rows) {
    const spec = withFields(defaultSpec(endpointName, 'Real-time'), {
      sampleRow: '5.1,3.5,1.4,0.2',
      access: { ...access, ...(header ? { header } : {}) },
    })
    unwrap(await runDeploy(context, spec, () => {}))
    const { document } = unwrap(await exportApi(context, endpointName))
    const { paths, components } = JSON.parse(document)
    expect(components.securitySchemes).toEqual(schemes)
    const { options, ...methods } = Object.values(paths)[0] as Record<string, { security?: object[] }>
    expect(options?.security).toBeUndefined()
    for (const method of Object.values(methods)) expect(method.security).toEqual(security)
    expect(document).not.toMatch(/arn:/)
  }
})
