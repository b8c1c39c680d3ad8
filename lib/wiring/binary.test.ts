/** A picture's bytes through the whole wiring: gateway, function, model. */

import { UpdateRestApiCommand } from '@aws-sdk/client-api-gateway'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { onlyRoute } from '../spec/spec'
import { runDeploy } from './engine'
import { readWiring } from './read/current'
import { testContext, unwrap } from './testing'

const image = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1'
const spec = defaultSpec('digits-mxnet', 'Real-time', image)

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const deployed = async () => unwrap(await runDeploy(testContext(account), spec, () => {}))
const changedFields = async () =>
  (await readWiring(testContext(account), onlyRoute(spec).endpointName)).resources
    .filter((one) => one.health !== 'healthy')
    .flatMap(({ fields }) => fields)

const picture = PNG.sync.write(new PNG({ width: 28, height: 28 }))

it('arrives unharmed, and writes nothing the second time', async () => {
  const { invokeUrl = '', sample } = await deployed()
  expect([sample?.status, JSON.parse(sample?.body ?? '').length]).toEqual([200, 10])
  const response = await fetch(invokeUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-image' },
    body: new Uint8Array(picture),
  })
  expect([response.status, ((await response.json()) as number[]).length]).toEqual([200, 10])
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'digit.png')
  const asForm = await fetch(invokeUrl, { method: 'POST', body: form })
  expect([asForm.status, ((await asForm.json()) as number[]).length]).toEqual([200, 10])
  form.append('file', new Blob(['x']), 'second.png')
  const refused = await fetch(invokeUrl, { method: 'POST', body: form })
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('The form has 2 files')])
  const preflight = await fetch(invokeUrl, { method: 'OPTIONS', headers: { origin: 'https://acme.dev' } })
  expect(preflight.status).toBe(200)
  expect((await deployed()).writes).toBe(0)
})

it('is found and fixed where its media type is taken away', async () => {
  const { restApiId = '' } = await deployed()
  await account.apiGateway.send(
    new UpdateRestApiCommand({
      restApiId,
      patchOperations: [{ op: 'remove', path: '/binaryMediaTypes/application~1x-image' }],
    }),
  )
  expect(await changedFields()).toEqual([
    {
      field: 'binaryMediaTypes',
      from: 'multipart/form-data',
      to: 'application/x-image multipart/form-data',
    },
  ])
  expect((await deployed()).writes).toBeGreaterThan(0)
  expect(await changedFields()).toEqual([])
})
