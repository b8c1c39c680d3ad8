/** Endpoints that take no rows, in their containers' own formats, through the SDK. */
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digits } from '../../models/digits'
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

async function ask(EndpointName: string, body: object | Uint8Array, ContentType = 'application/json') {
  const Body = body instanceof Uint8Array ? body : JSON.stringify(body)
  const answer = await runtime.send(new InvokeEndpointCommand({ EndpointName, ContentType, Body }))
  return { contentType: answer.ContentType, text: new TextDecoder().decode(answer.Body) }
}

describe('Hugging Face text-classification', () => {
  it.each([
    [{ inputs: 'Tous les êtres humains naissent libres' }, [{ label: 'French' }]],
    [
      { inputs: ['Guten Morgen, wie geht es dir?', 'Good morning to you'] },
      [{ label: 'German' }, { label: 'English' }],
    ],
    [{ inputs: 'Buongiorno a tutti', parameters: { top_k: 2 } }, [{ label: 'Italian' }, { label: expect.any(String) }]],
  ])('%j', async (request, answer) => {
    const { text } = await ask('language-id-hf', request)
    expect(JSON.parse(text)).toMatchObject(answer)
    expect(JSON.parse(text)).toHaveLength(answer.length)
  })
  it.each([{}, { inputs: 3 }, { inputs: 'a', parameters: { top_k: 0 } }])('refuses %j', async (request) => {
    await expect(ask('language-id-hf', request)).rejects.toMatchObject({ name: 'ModelError', OriginalStatusCode: 400 })
  })
})

describe('image classification', () => {
  it('gives a probability a class for a PNG of a held-out digit', async () => {
    const { pixels, digit } = digits().held.at(5)!
    const png = new PNG({ width: 28, height: 28 })
    for (const [index, value] of pixels.entries()) png.data.set([value * 255, value * 255, value * 255, 255], index * 4)
    const { text } = await ask('digits-mxnet', new Uint8Array(PNG.sync.write(png)), 'application/x-image')
    const scores: number[] = JSON.parse(text)
    expect(scores).toHaveLength(10)
    expect(scores.indexOf(Math.max(...scores))).toBe(digit)
  })
  it.each([
    ['text/csv', 415],
    ['application/x-image', 400],
  ])('refuses what is no picture as %s: %i', async (contentType, status) => {
    await expect(ask('digits-mxnet', new Uint8Array([1, 2, 3]), contentType)).rejects.toMatchObject({
      OriginalStatusCode: status,
    })
  })
})

describe('LMI chat', () => {
  const messages = [{ role: 'user', content: 'Everyone has the right to' }]
  it('answers a chat.completion', async () => {
    const { text } = await ask('declaration-chat', { messages, max_tokens: 5, temperature: 0 })
    expect(JSON.parse(text)).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: expect.stringMatching(/\w+( \w+)+/) } }],
      usage: { completion_tokens: 5, prompt_tokens: 5 },
    })
  })
  it('streams the same words as events', async () => {
    const request = { messages, max_tokens: 5, temperature: 0 }
    const whole = JSON.parse((await ask('declaration-chat', request)).text).choices[0].message.content
    const { contentType, text } = await ask('declaration-chat', { ...request, stream: true })
    const events = text.split('\n\n').filter(Boolean)
    expect(contentType).toBe('text/event-stream')
    expect(events.at(-1)).toBe('data: [DONE]')
    const words = events.slice(0, -1).map((event) => JSON.parse(event.slice(6)).choices[0].delta.content ?? '')
    expect(words.join('')).toBe(whole)
  })
  it.each([{}, { messages: [] }, { messages: [{ role: 'user' }] }, { messages, max_tokens: 0 }])(
    'refuses %j',
    async (request) => {
      await expect(ask('declaration-chat', request)).rejects.toMatchObject({ name: 'ModelError' })
    },
  )
})
