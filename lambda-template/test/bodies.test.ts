/** Requests as people and their tools send them, and the bytes that the model gets. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { handler } from '../src/handler'
import { withDigits } from '../src/request/exact-json'
import { context, environmentOf, event, get, post } from './events'
import { startRuntime } from './runtime-server'

const folders: string[] = []
let runtime: Awaited<ReturnType<typeof startRuntime>>

function taskRoot(contract: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'portico-task-'))
  folders.push(folder)
  writeFileSync(join(folder, 'wiring.json'), JSON.stringify({ schema: 1, contract }))
  return folder
}
const rows = taskRoot({
  features: [
    { name: 'x', type: 'number', missing: 'NaN' },
    { name: 'note', type: 'text' },
    { name: 'group', type: 'choice', choices: ['A', 'A+', 'B'] },
  ],
})
const undescribed = taskRoot({ features: [] })
const kind = (input: object) => taskRoot({ features: [], input })
const image = kind({ kind: 'image', contentType: 'application/x-image' })
const audio = kind({ kind: 'audio', contentType: 'audio/*' })
const json = kind({ kind: 'json' })
const text = kind({ kind: 'text', wrap: 'plain' })
const chat = kind({ kind: 'chat' })

beforeAll(async () => {
  runtime = await startRuntime()
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
  return runtime.close()
})
beforeEach(() => {
  vi.unstubAllEnvs()
  for (const [name, value] of Object.entries(environmentOf(runtime.url))) vi.stubEnv(name, value)
  vi.spyOn(console, 'log').mockImplementation(() => {})
  runtime.respondWith({})
})

async function sent(contract: string, request: unknown, env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries({ LAMBDA_TASK_ROOT: contract, ...env })) vi.stubEnv(name, value)
  runtime.received.length = 0
  const { statusCode, body } = await handler(request, context)
  const [received] = runtime.received
  return {
    statusCode,
    message: statusCode === 200 ? '' : String(JSON.parse(body).message),
    body: received?.body.toString('utf8'),
    bytes: received?.body,
    type: received?.headers['content-type'],
  }
}

describe('a plus in the query, which arrives as a blank', () => {
  it.each([
    [undescribed, '1e 05,2', '1e+05,2'],
    [undescribed, '-1.5E 3', '-1.5E+3'],
    [undescribed, '1e 05,2\n3,4e 1', '1e+05,2\n3,4e+1'],
    [undescribed, 'two words,2', 'two words,2'],
    [undescribed, '0 1:0.5 3:2', '0 1:0.5 3:2'],
    [rows, '1e 05,1e 05 or so,B', '1e+05,1e 05 or so,B'],
    [rows, '1,1e 05,A ', '1,1e 05,A+'],
    [rows, '1,"a, 1e 05",A', '1,"a, 1e 05",A'],
    [rows, ' 5 ,x,B', ' 5 ,x,B'],
  ])('%# %s', async (contract, query, body) => {
    expect(await sent(contract, get(query))).toMatchObject({ statusCode: 200, body })
  })

  it('is restored in named features', async () => {
    const names = { x: ['2e 3'], note: ['2e 3'], group: ['A '] }
    const request = event({ multiValueQueryStringParameters: names })
    expect(await sent(rows, request, { REQUEST_FORM: 'named' })).toMatchObject({ body: '2e+3,2e 3,A+' })
  })

  it.each([
    [undescribed, '1 5,2', 'A value of row 1 is "1 5"'],
    [rows, '1 000,x,B', 'x is "1 000"'],
  ])('anywhere else in a number it is refused: %# %s', async (contract, query, start) => {
    const { statusCode, message } = await sent(contract, get(query))
    expect(statusCode).toBe(400)
    expect(message).toMatch(new RegExp(`^${start}, a number with a blank in it\\..+: write \\+ as %2B\\. Send `))
  })
})

describe('numbers keep their digits', () => {
  it.each([
    ['{"data":[900719925474099301,2]}', '900719925474099301,2'],
    ['{"data":[[1.50,-0.0,1e+05],[12345678901234567890.10,0.1,2]]}', '1.50,-0.0,1e+05\n12345678901234567890.10,0.1,2'],
    ['{"data":["02134",1]}', '02134,1'],
    ['{"data":[[1,null,"B"]]}', '1,,B'],
  ])('%s', async (body, csv) => {
    expect(await sent(rows, post(body, 'application/json'))).toMatchObject({ statusCode: 200, body: csv })
  })
  it('in named features too', async () => {
    const body = '[{"x": 900719925474099301, "note": 1.50, "group": "B"}, {"x": null, "note": "", "group": "A"}]'
    expect(await sent(rows, post(body, 'application/json'), { REQUEST_FORM: 'named' })).toMatchObject({
      body: '900719925474099301,1.50,B\nNaN,,A',
    })
  })
  it('whatever they are', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?$/)
    fc.assert(
      fc.property(fc.array(digits, { minLength: 1, maxLength: 5 }), (cells) => {
        const text = `[${cells.join(' , ')}]`
        expect(String(withDigits(text, JSON.parse(text)))).toBe(cells.join(','))
      }),
      { numRuns: 500 },
    )
  })
})

describe('curl -d without a type', () => {
  const form = 'application/x-www-form-urlencoded'
  it.each([
    [undescribed, '5.1,3.5', '5.1,3.5', 'text/csv'],
    [undescribed, '5.1%2C3.5', '5.1,3.5', 'text/csv'],
    [undescribed, '1e+05,2', '1e+05,2', 'text/csv'],
    [undescribed, 'data=1e%2B05%2C2', '1e+05,2', 'text/csv'],
    [undescribed, '{"data":[1.50,2]}', '1.50,2', 'text/csv'],
    [json, '{"instances":[1.50]}', '{"instances":[1.50]}', 'application/json'],
    [chat, '{"messages":[]}', '{"messages":[]}', 'application/json'],
    [text, 'How are you?', 'How are you?', 'text/plain'],
  ])('%# %s', async (contract, body, expected, type) => {
    expect(await sent(contract, post(body, form))).toMatchObject({ statusCode: 200, body: expected, type })
  })
  it.each([
    [undescribed, 'rows=1,2', /has "rows", and not the field data alone\. With curl add -H 'Content-Type: text\/csv'/],
    [chat, 'hello', /-H 'Content-Type: application\/json'/],
    [image, 'PNG', /curl -F file=@file/],
  ])('is given the right form: %# %s', async (contract, body, message) => {
    const response = await sent(contract, post(body, form))
    expect(response.statusCode).toBe(400)
    expect(response.message).toMatch(message)
  })
  it.each([
    ['.NET', "form-data; name=file; filename=cat.png; filename*=utf-8''cat.png"],
    ['an older Python', 'form-data; name="file"; filename*=utf-8\'\'%C3%BC.png'],
  ])('as %s writes it', async (_, disposition) => {
    const body = `--b\r\nContent-Type: image/png\r\nContent-Disposition: ${disposition}\r\n\r\npicture\r\n--b--\r\n`
    const request = post(Buffer.from(body).toString('base64'), 'multipart/form-data; boundary="b"', {
      isBase64Encoded: true,
    })
    const { type, bytes } = await sent(image, request)
    expect([type, String(bytes)]).toEqual(['image/png', 'picture'])
  })
  it('goes unread where bodies do', async () => {
    expect(await sent(undescribed, post('a=1', form), { REQUEST_FORM: 'raw' })).toMatchObject({
      body: 'a=1',
      type: form,
    })
  })
})

interface FormPart {
  name?: string
  file?: string
  type?: string
  content: string | Buffer
}

/** @param base64 as the gateway sends what its binary media types name */
function multipart(parts: FormPart[], base64 = true, boundary = '----------b0undary') {
  const body = Buffer.concat([
    ...parts.map(({ name = 'file', file, type, content }) =>
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`,
        ),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ]),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  const type = `multipart/form-data; boundary=${boundary}`
  return post(body.toString(base64 ? 'base64' : 'utf8'), type, { isBase64Encoded: base64 })
}

describe('a form with one file reaches the model as that file', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x0d, 0x0a, 0x2d, 0x2d, 0, 255])
  it.each<[string, string, FormPart, string]>([
    ['a picture', image, { file: 'cat.png', type: 'image/png', content: png }, 'image/png'],
    [
      'a picture of a type that curl does not know',
      image,
      { file: 'cat.webp', type: 'application/octet-stream', content: png },
      'image/webp',
    ],
    ['a picture without a name', image, { file: 'blob', content: png }, 'application/x-image'],
    ['a recording', audio, { file: 'a.WAV', type: 'application/octet-stream', content: png }, 'audio/wav'],
    [
      'JSON',
      json,
      { file: 'body.json', type: 'application/octet-stream', content: '{"a":[1.50]}' },
      'application/json',
    ],
    ['a text', text, { file: 'a.txt', type: 'text/plain', content: 'größer' }, 'text/plain'],
    ['a type by a name of JavaScript', image, { file: 'cat.constructor', content: png }, 'application/x-image'],
    ['rows', undescribed, { file: 'rows.csv', type: 'application/octet-stream', content: '1.50,2\n3,4\n' }, 'text/csv'],
  ])('%s', async (_, contract, part, type) => {
    const response = await sent(contract, multipart([part]))
    expect(response).toMatchObject({ statusCode: 200, type })
    expect(response.bytes?.equals(Buffer.from(part.content))).toBe(true)
  })
  it('that is text through a gateway that knows no binary types', async () => {
    expect(await sent(json, multipart([{ file: 'a.json', content: '{"a":"ü"}' }], false))).toMatchObject({
      body: '{"a":"ü"}',
    })
  })
  it('whose data hold any bytes, and the rows of a field', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 7 + (at >> 8)) % 256))
    expect((await sent(image, multipart([{ file: 'a.png', type: 'image/png', content }]))).bytes?.equals(content)).toBe(
      true,
    )
    expect(await sent(undescribed, multipart([{ name: 'data', content: '1,2' }]))).toMatchObject({ body: '1,2' })
    const unchosen = { name: 'second', file: '', content: '' }
    expect(await sent(image, multipart([{ file: 'a.png', type: 'image/png', content }, unchosen]))).toMatchObject({
      statusCode: 200,
    })
  })
  it.each<[string, string, unknown, RegExp]>([
    [
      'two files',
      image,
      multipart([
        { file: 'a.png', content: 'a' },
        { file: 'b.png', content: 'b' },
      ]),
      /^The form has 2 files \(a\.png, b\.png\), and the model takes one: send each by itself\. Send/,
    ],
    [
      'a field beside it',
      image,
      multipart([
        { file: 'a.png', content: 'a' },
        { name: 'user', content: 'b' },
      ]),
      /^The form has the field user beside its file/,
    ],
    ['no file', image, multipart([{ name: 'user', content: 'b' }]), /^The body came as a form, which has "user"/],
    ['no boundary', image, post('x', 'multipart/form-data'), /is no form that can be read/],
    [
      'no end',
      image,
      post('--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx', 'multipart/form-data; boundary=b'),
      /is no form that can be read/,
    ],
    [
      'many parts',
      image,
      multipart(Array.from({ length: 30 }, () => ({ name: 'a', content: 'b' }))),
      /^The form has more than 20 parts/,
    ],
    [
      'a picture that the gateway read as text',
      image,
      multipart([{ file: 'a.png', type: 'image/png', content: png }], false),
      /^API Gateway read this form as text/,
    ],
  ])('is refused with a sentence: %s', async (_, contract, request, message) => {
    const response = await sent(contract, request)
    expect(response.statusCode).toBe(400)
    expect(response.message).toMatch(message)
  })
  it.each([
    ['.NET', "form-data; name=file; filename=cat.png; filename*=utf-8''cat.png"],
    ['an older Python', 'form-data; name="file"; filename*=utf-8\'\'%C3%BC.png'],
  ])('as %s writes it', async (_, disposition) => {
    const body = `--b\r\nContent-Type: image/png\r\nContent-Disposition: ${disposition}\r\n\r\npicture\r\n--b--\r\n`
    const request = post(Buffer.from(body).toString('base64'), 'multipart/form-data; boundary="b"', {
      isBase64Encoded: true,
    })
    const { type, bytes } = await sent(image, request)
    expect([type, String(bytes)]).toEqual(['image/png', 'picture'])
  })
  it('goes unread where bodies do', async () => {
    const { type } = await sent(undescribed, multipart([{ content: 'x' }]), { REQUEST_FORM: 'raw' })
    expect(type).toMatch(/^multipart\/form-data/)
  })
})
