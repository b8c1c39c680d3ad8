/** Endpoints that take no rows, in their containers' own formats, through the SDK. */
import { DescribeEndpointConfigCommand } from '@aws-sdk/client-sagemaker'
import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cars, split } from '../../models/data/data'
import { digits } from '../../models/data/digits'
import { overlapOf, pageOf, pngOf } from '../../models/data/pages'
import { createTestAccount, type TestAccount } from '../../testing/account'

let account: TestAccount
let runtime: SageMakerRuntimeClient
beforeAll(async () => {
  account = await createTestAccount()
  runtime = new SageMakerRuntimeClient({
    region: account.region,
    endpoint: account.url,
    credentials: account.credentials,
  })
})
afterAll(() => account.close())

async function invoke(
  EndpointName: string,
  body: object | Uint8Array | string,
  ContentType = 'application/json',
  rest: Partial<InvokeEndpointCommandInput> = {},
) {
  const Body = body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body)
  const response = await runtime.send(new InvokeEndpointCommand({ EndpointName, ContentType, Body, ...rest }))
  return { contentType: response.ContentType, text: new TextDecoder().decode(response.Body) }
}

describe('Hugging Face text-classification', () => {
  it.each([
    [{ inputs: 'Tous les êtres humains naissent libres' }, [{ label: 'French' }]],
    [
      { inputs: ['Guten Morgen, wie geht es dir?', 'Good morning to you'] },
      [{ label: 'German' }, { label: 'English' }],
    ],
    [{ inputs: 'Buongiorno a tutti', parameters: { top_k: 2 } }, [{ label: 'Italian' }, { label: expect.any(String) }]],
  ])('%j', async (request, response) => {
    const { text } = await invoke('language-id-hf', request)
    expect(JSON.parse(text)).toMatchObject(response)
    expect(JSON.parse(text)).toHaveLength(response.length)
  })
  it.each([{}, { inputs: 3 }, { inputs: 'a', parameters: { top_k: 0 } }])('refuses %j', async (request) => {
    await expect(invoke('language-id-hf', request)).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 400,
    })
  })
})

describe('image classification', () => {
  it('gives a probability a class for a PNG of a held-out digit', async () => {
    const { pixels, digit } = digits().held.at(5)!
    const png = new PNG({ width: 28, height: 28 })
    for (const [index, value] of pixels.entries()) png.data.set([value * 255, value * 255, value * 255, 255], index * 4)
    const { text } = await invoke('digits-mxnet', new Uint8Array(PNG.sync.write(png)), 'application/x-image')
    const scores: number[] = JSON.parse(text)
    expect(scores).toHaveLength(10)
    expect(scores.indexOf(Math.max(...scores))).toBe(digit)
  })
  it.each([
    ['text/csv', 415],
    ['application/x-image', 400],
  ])('refuses what is no picture as %s: %i', async (contentType, status) => {
    await expect(invoke('digits-mxnet', new Uint8Array([1, 2, 3]), contentType)).rejects.toMatchObject({
      OriginalStatusCode: status,
    })
  })
})

describe('LMI chat', () => {
  const messages = [{ role: 'user', content: 'Everyone has the right to' }]
  it('answers a chat.completion', async () => {
    const { text } = await invoke('declaration-chat', { messages, max_tokens: 5, temperature: 0 })
    expect(JSON.parse(text)).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: expect.stringMatching(/\w+( \w+)+/) } }],
      usage: { completion_tokens: 5, prompt_tokens: 5 },
    })
  })
  it('streams the same words as events', async () => {
    const request = { messages, max_tokens: 5, temperature: 0 }
    const whole = JSON.parse((await invoke('declaration-chat', request)).text).choices[0].message.content
    const { contentType, text } = await invoke('declaration-chat', { ...request, stream: true })
    const events = text.split('\n\n').filter(Boolean)
    expect(contentType).toBe('text/event-stream')
    expect(events.at(-1)).toBe('data: [DONE]')
    const words = events.slice(0, -1).map((event) => JSON.parse(event.slice(6)).choices[0].delta.content ?? '')
    expect(words.join('')).toBe(whole)
  })
  it.each([{}, { messages: [] }, { messages: [{ role: 'user' }] }, { messages, max_tokens: 0 }])(
    'refuses %j',
    async (request) => {
      await expect(invoke('declaration-chat', request)).rejects.toMatchObject({ name: 'ModelError' })
    },
  )
})

describe('DeepAR', () => {
  const series = (from: number) => Array.from({ length: 36 }, (_, month) => from + 5 * Math.sin((month * Math.PI) / 6))
  const request = (target: unknown[]) => ({
    instances: [{ start: '2020-01-01 00:00:00', target }],
    configuration: { output_types: ['mean', 'quantiles'], quantiles: ['0.1', '0.9'] },
  })
  it('forecasts 24 months around the series that it is given', async () => {
    for (const level of [100, 400]) {
      const [forecast] = JSON.parse((await invoke('co2-deepar', request(series(level)))).text).predictions
      expect(Object.keys(forecast)).toEqual(['mean', 'quantiles'])
      expect(forecast.mean).toHaveLength(24)
      for (const [month, value] of forecast.mean.entries()) {
        expect(Math.abs(value - level)).toBeLessThan(20)
        expect(forecast.quantiles['0.1'][month]).toBeLessThanOrEqual(forecast.quantiles['0.9'][month])
      }
    }
  })
  it('takes missing months', async () => {
    const [forecast] = JSON.parse((await invoke('co2-deepar', request(['NaN', null, ...series(50)]))).text).predictions
    expect(forecast.mean.every(Number.isFinite)).toBe(true)
  })
  it.each([
    {},
    { instances: [] },
    { instances: [{ start: '2020-01-01' }] },
    { instances: [{ target: [1] }] },
    { ...request([1, 2]), configuration: { output_types: ['median'] } },
    request(['1']),
  ])('refuses %j', async (body) => {
    await expect(invoke('co2-deepar', body)).rejects.toMatchObject({
      OriginalStatusCode: 400,
      OriginalMessage: 'Unable to evaluate payload provided',
    })
  })
  it('takes JSON alone', async () => {
    await expect(invoke('co2-deepar', '1,2', 'text/csv')).rejects.toMatchObject({ OriginalStatusCode: 415 })
  })
})

describe('object detection', () => {
  it('finds the digits of a page, dark on white, in fractions of the picture', async () => {
    const { ink, truth } = pageOf(digits().held.slice(40, 43), 3)
    const { text } = await invoke('digit-boxes-ssd', new Uint8Array(pngOf(ink)), 'image/png')
    const found: number[][] = JSON.parse(text).prediction
    expect(found).toHaveLength(truth.length)
    for (const { part } of truth) {
      const overlaps = found.map(([, , left = 0, top = 0, right = 0, bottom = 0]) =>
        overlapOf(part, {
          left: left * ink.width,
          top: top * ink.height,
          width: (right - left) * ink.width,
          height: (bottom - top) * ink.height,
        }),
      )
      expect(Math.max(...overlaps)).toBeGreaterThan(0.5)
    }
  })
  it('refuses what is no picture', async () => {
    await expect(invoke('digit-boxes-ssd', '1,2', 'image/png')).rejects.toMatchObject({ OriginalStatusCode: 400 })
  })
})

describe('several outputs', () => {
  it('gives both figures of each car, and others for another car', async () => {
    const { text } = await invoke('car-figures-forest', '8,350,165,3693,70,1\n4,97,88,2130,71,3', 'text/csv')
    const [heavy, light] = JSON.parse(text)
    expect([heavy, light].map((row) => row.length)).toEqual([2, 2])
    expect(light[0]).toBeGreaterThan(heavy[0])
    expect(light[1]).toBeGreaterThan(heavy[1])
  })
})

describe('Text Embeddings Inference', () => {
  it('gives a vector a text; texts of one language are nearer', async () => {
    const inputs = ['Everyone has the right to rest.', 'Nobody is held in slavery.', 'Toute personne a droit au repos.']
    const [one, same, other]: number[][] = JSON.parse((await invoke('paragraphs-tei', { inputs })).text)
    const likeness = (a: number[] = [], b: number[] = []) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
    expect(likeness(one, one)).toBeCloseTo(1)
    expect(likeness(one, same)).toBeGreaterThan(likeness(one, other))
  })
  it.each([
    [{ input: 'a' }, 422],
    [{ inputs: [] }, 422],
    [{ inputs: new Array(33).fill('a') }, 413],
  ])('refuses %j with %i', async (body, status) => {
    await expect(invoke('paragraphs-tei', body)).rejects.toMatchObject({ OriginalStatusCode: status })
  })
})

describe('Random Cut Forest', () => {
  it('scores a day, and a strange one higher', async () => {
    const { text } = await invoke('seattle-weather-rcf', '0,25.6,13.3,3.1\n0,25.6,-7,9', 'text/csv')
    const [usual, strange] = JSON.parse(text).scores
    expect(strange.score).toBeGreaterThan(usual.score)
  })
})

describe('Clarify', () => {
  const [row = []] = split(cars()).held.rows
  const csv = { Accept: 'text/csv' }
  it('wraps the prediction, and the attributions are what lies between it and the baseline', async () => {
    const { contentType, text } = await invoke('auto-mpg-clarify', row.join(), 'text/csv', csv)
    expect(contentType).toBe('application/json')
    const { predictions, explanations } = JSON.parse(text)
    const [record] = explanations.kernel_shap
    expect(record.map((one: { feature_header: string }) => one.feature_header)).toEqual(cars().features)
    const moved = record.reduce(
      (sum: number, one: { attributions: { attribution: number[] }[] }) =>
        sum + (one.attributions[0]?.attribution[0] ?? 0),
      0,
    )
    const config = await account.sagemaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'auto-mpg-clarify-config' }),
    )
    const baseline = config.ExplainerConfig?.ClarifyExplainerConfig?.ShapConfig?.ShapBaselineConfig?.ShapBaseline ?? ''
    const before = await invoke('auto-mpg-forest', baseline, 'text/csv', csv)
    expect(predictions.content_type).toMatch(/^text\/csv/)
    expect(Number(before.text) + moved).toBeCloseTo(Number(predictions.data), 6)
  })
  it('explains what the expression selects', async () => {
    const body = `${row.join()}\n${row.join()}`
    const none = await invoke('auto-mpg-clarify', body, 'text/csv', { ...csv, EnableExplanations: '[0] > `1000`' })
    expect(JSON.parse(none.text).explanations.kernel_shap).toEqual([null, null])
  })
  it('refuses JSON', async () => {
    await expect(invoke('auto-mpg-clarify', [row], 'application/json', csv)).rejects.toMatchObject({
      name: 'ModelError',
    })
  })
})
