/** InvokeEndpoint through the real SDK: each container's formats and refusals, and a container of anyone's own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const iris = '5.1,3.5,1.4,0.2'
const penguin = { instances: [{ features: [39.1, 18.7, 181, 3750] }] }
const car = [[8, 307, 130, 3504, 12, 70, 1]]

async function invoke(EndpointName: string, Body: string, ContentType?: string, Accept?: string, more: object = {}) {
  const response = await account.runtime.send(
    new InvokeEndpointCommand({ EndpointName, Body, ContentType, Accept, ...more }),
  )
  return {
    text: new TextDecoder().decode(response.Body),
    type: response.ContentType,
    variant: response.InvokedProductionVariant,
  }
}

describe('a container answers in its own format', () => {
  it('XGBoost: CSV in, a row of probabilities out; JSON where it is accepted', async () => {
    const csv = await invoke('iris-xgboost', `${iris}\n6.7,3.0,5.2,2.3`, 'text/csv')
    expect(csv.type).toBe('text/csv; charset=utf-8')
    expect(csv.variant).toBe('AllTraffic')
    const rows = csv.text
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(Number))
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
    expect(rows[0]?.indexOf(Math.max(...(rows[0] ?? [])))).toBe(0)
    expect(rows[1]?.indexOf(Math.max(...(rows[1] ?? [])))).toBe(2)
    const json = await invoke('iris-xgboost', iris, 'text/csv', 'application/json')
    expect(JSON.parse(json.text)).toEqual({ predictions: [{ score: rows[0] }] })
    const libsvm = await invoke('iris-xgboost', '1:5.1 2:3.5 3:1.4 4:0.2', 'text/libsvm')
    expect(libsvm.text.trim()).toBe(csv.text.split('\n')[0])
  })
  it('Linear Learner: instances in, scores and labels out', async () => {
    const response = await invoke('penguin-species-ll', JSON.stringify(penguin), 'application/json')
    expect(JSON.parse(response.text)).toEqual({
      predictions: [{ score: [expect.any(Number), expect.any(Number), expect.any(Number)], predicted_label: 0 }],
    })
    const lines = await invoke('penguin-species-ll', '39.1,18.7,181,3750', 'text/csv', 'application/jsonlines')
    expect([lines.type, JSON.parse(lines.text).predicted_label]).toEqual(['application/jsonlines', 0])
  })
  it('scikit-learn: lists in, a list out', async () => {
    const response = await invoke('auto-mpg-forest', JSON.stringify(car), 'application/json')
    const [mpg] = JSON.parse(response.text) as number[]
    expect(mpg).toBeGreaterThan(10)
    expect(mpg).toBeLessThan(25)
    expect((await invoke('auto-mpg-forest', car.join('\n'), 'text/csv', 'text/csv')).text).toBe(`${mpg}\n`)
  })
  it('serverless: the same, after a cold start', async () => {
    expect((await invoke('iris-serverless', iris, 'text/csv')).text).toBe('[0]')
    expect((await invoke('iris-serverless', iris, 'text/csv', 'text/csv')).text).toBe('0\n')
  })
})

describe('a model’s refusal is a ModelError with the container’s own words', () => {
  it.each([
    ['iris-xgboost', '{}', 'application/json', undefined, 415, /Content-type application\/json not supported/],
    ['iris-xgboost', 'a,b,c,d', 'text/csv', undefined, 415, /could not convert string to float/],
    ['iris-xgboost', '1,2,3', 'text/csv', undefined, 400, /Feature shape mismatch, expected: 4, got 3/],
    ['iris-xgboost', iris, 'text/csv', 'image/png', 406, /Accept type image\/png/],
    ['penguin-species-ll', iris, 'text/plain', undefined, 415, /not supported/],
    ['penguin-species-ll', '{', 'application/json', undefined, 400, /deserialize/],
    ['penguin-species-ll', '1,2', 'text/csv', undefined, 400, /Number of features \(2\)/],
    ['auto-mpg-forest', '[[1,2]]', 'application/json', undefined, 500, /expecting 7 features/],
  ])('%s, %j as %s', async (name, body, type, accept, status, message) => {
    await expect(invoke(name, body, type, accept)).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: status,
      OriginalMessage: expect.stringMatching(message),
      LogStreamArn: expect.stringContaining(`/aws/sagemaker/Endpoints/${name}`),
      message: expect.stringContaining(
        `Received ${status >= 500 ? 'server' : 'client'} error (${status}) from primary`,
      ),
      $metadata: { httpStatusCode: 424 },
    })
  })
})

describe('the platform’s own refusals', () => {
  it.each([
    ['an endpoint that is none', 'absent', iris, {}, /^Endpoint absent of account \d+ not found\.$/],
    ['a name in another case', 'IRIS-xgboost', iris, {}, /not found/],
    ['one that is Failed', 'house-prices-catboost', iris, {}, /not found/],
    ['one that is Creating', 'fraud-autogluon-eu', iris, {}, /not found/],
    ['a variant that is none', 'iris-xgboost', iris, { TargetVariant: 'B' }, /Variant B not found/],
    ['a body beyond 6 MB', 'iris-xgboost', '1'.repeat(6_291_457), {}, /less than or equal to 6291456/],
    [
      'a body beyond 4 MB for serverless',
      'iris-serverless',
      '1'.repeat(4_194_305),
      {},
      /less than or equal to 4194304/,
    ],
  ])('%s', async (_, name, body, more, message) => {
    await expect(invoke(name, body, 'text/csv', undefined, more)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: 400 },
    })
  })
  it('a user who cannot invoke', async () => {
    const { runtime } = await account.restricted(['sagemaker:InvokeEndpoint'])
    await expect(
      runtime.send(new InvokeEndpointCommand({ EndpointName: 'iris-xgboost', Body: iris, ContentType: 'text/csv' })),
    ).rejects.toMatchObject({
      message: expect.stringContaining('endpoint/iris-xgboost'),
      $metadata: { httpStatusCode: 403 },
    })
  })
})

describe('--endpoint name=url', () => {
  it('fronts anyone’s container that answers /ping and /invocations', async () => {
    const seen: (string | undefined)[] = []
    const container = createServer((request, response) => {
      if (request.url === '/ping') return response.end()
      seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${request.headers.accept}`)
      request.on('data', (chunk: Buffer) => {
        const fails = chunk.toString() === 'fail'
        response.writeHead(fails ? 422 : 200, { 'content-type': 'application/x-own' })
        response.end(fails ? 'no such thing' : `echo ${chunk}`)
      })
      return undefined
    })
    await new Promise<void>((resolve) => container.listen(0, '127.0.0.1', resolve))
    const containerUrl = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        'sandbox/main.ts',
        '--endpoint',
        `own=${containerUrl}`,
        '--endpoint',
        'dead=http://127.0.0.1:9',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const { url, region, ...credentials } = JSON.parse(line) as {
      url: string
      region: string
      accessKeyId: string
      secretAccessKey: string
    }
    const runtime = new SageMakerRuntimeClient({ endpoint: url, region, credentials, maxAttempts: 1 })
    const invoke = (EndpointName: string, Body: string) =>
      runtime.send(
        new InvokeEndpointCommand({ EndpointName, Body, ContentType: 'text/x', Accept: 'application/x-own' }),
      )
    const response = await invoke('own', 'hello')
    expect([response.ContentType, new TextDecoder().decode(response.Body)]).toEqual(['application/x-own', 'echo hello'])
    expect(seen[0]).toBe('POST /invocations text/x application/x-own')
    await expect(invoke('own', 'fail')).rejects.toMatchObject({ name: 'ModelError', OriginalStatusCode: 422 })
    await expect(invoke('dead', 'x')).rejects.toMatchObject({ name: 'ValidationError' })
    child.kill()
    container.closeAllConnections()
    container.close()
  })
})
