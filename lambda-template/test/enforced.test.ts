/** Rows that are held against the contract before the model is called, and what callers read then. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { valueCases } from '../../cases/rows'
import { handler } from '../src/handler'
import { context, environmentOf, event, get, post } from './events'
import { startRuntime } from './runtime-server'

const folders: string[] = []
let runtime: Awaited<ReturnType<typeof startRuntime>>

function taskRoot(features: object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'portico-task-'))
  folders.push(folder)
  writeFileSync(join(folder, 'wiring.json'), JSON.stringify({ schema: 1, contract: { features } }))
  return folder
}

const penguins = taskRoot([
  { name: 'bill length', type: 'number', min: 30, max: 60, missing: 'none' },
  { name: 'mass', type: 'integer', missing: 'NaN' },
  { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'] },
])
const expected = ['bill length (number)', 'mass (integer)', 'island (one of Biscoe | Dream)']
const order = 'Send the values in this order, separated by commas: bill length, mass, island. The model was not called.'

beforeAll(async () => {
  runtime = await startRuntime()
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
  return runtime.close()
})
beforeEach(() => {
  vi.unstubAllEnvs()
  vi.spyOn(console, 'log').mockImplementation(() => {})
  runtime.respondWith({})
  use(penguins)
})

function use(folder: string, more: Record<string, string> = {}) {
  const env = { ...environmentOf(runtime.url), ENFORCE_COLUMNS: 'true', LAMBDA_TASK_ROOT: folder, ...more }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
}
const called = async (sent: unknown) => {
  const before = runtime.received.length
  const response = await handler(sent, context)
  return { response, reached: runtime.received.length - before }
}
const csv = (body: string, type = 'text/csv') => post(body, type)
const json = (value: unknown) => post(JSON.stringify(value), 'application/json')
const form = (body: string) => post(body, 'application/x-www-form-urlencoded')

describe('what fits reaches the model unchanged', () => {
  it.each<[string, unknown, string]>([
    ['a row', get('39.10,3700,Dream'), '39.10,3700,Dream'],
    ['beyond the range, which is what was seen in training', get('1e3,3700,Dream'), '1e3,3700,Dream'],
    ['a missing value that the feature allows', get('39.1,,Dream'), '39.1,,Dream'],
    ['a missing value of which nobody said anything', get('39.1,1,'), '39.1,1,'],
    ['a part of what was whole in some rows', csv('1,2.5,Dream'), '1,2.5,Dream'],
    ['a plus that came as a blank', get('3.9e 01,3700,Dream'), '3.9e+01,3700,Dream'],
    ['several rows and blank lines', csv('1,2,Dream\r\n\r\n3,4,"Biscoe"\r\n'), '1,2,Dream\r\n\r\n3,4,"Biscoe"\r\n'],
    ['a header in the right order', csv('Bill_Length,MASS,island\n1,2,Dream'), 'Bill_Length,MASS,island\n1,2,Dream'],
    ['rows in our JSON', json({ data: [[39.1, null, 'Dream']] }), '39.1,NaN,Dream'],
    ['rows in the model’s JSON', json({ instances: [[1, 2, 'Dream']] }), '{"instances":[[1,2,"Dream"]]}'],
    [
      'true for a number in the model’s JSON',
      json({ instances: [[true, 2, 'Dream']] }),
      '{"instances":[[true,2,"Dream"]]}',
    ],
    ['what curl -d sends', form('1,2,Dream'), '1,2,Dream'],
    ['other JSON', json({ parameters: { a: [1, 2] } }), '{"parameters":{"a":[1,2]}}'],
    ['columns by name', json({ columns: ['a'], data: [[1]] }), '{"columns":["a"],"data":[[1]]}'],
    ['bytes of another type', post('1,2', 'application/x-npy'), '1,2'],
  ])('%s', async (_, sent, body) => {
    const { response, reached } = await called(sent)
    expect([response.statusCode, reached]).toEqual([200, 1])
    expect(runtime.received.at(-1)?.body.toString()).toBe(body)
  })
})

describe('what does not fit gets 400 with the expected order, and no model is called', () => {
  it.each<[string, unknown, string]>([
    ['too few', get('39.1,3700'), 'Row 1: there are 2 values and the model takes 3'],
    ['too many, in the second row', get('1,2,Dream', '1,2,Dream,4'), 'Row 2: there are 4 values and the model takes 3'],
    ['semicolons', csv('1;2;Dream'), 'Row 1: there is 1 value ("1;2;Dream") and the model takes 3'],
    ['a text for a number', get('abc,2,Dream'), 'Row 1: bill length must be a number, and is "abc"'],
    ['another choice', csv('1,2,Torgersen'), 'Row 1: island must be one of Biscoe, Dream, and is "Torgersen"'],
    ['a choice in another spelling', csv('1,2,dream'), 'Row 1: island must be Dream, and is "dream"'],
    [
      'a missing value',
      csv('1,2,Dream\n,2,Dream'),
      'Row 2: bill length is empty, and the model takes no missing value there',
    ],
    ['another order', csv('mass,bill length,island\n1,2,Dream'), 'The first line names the features in another order'],
    ['a header of fewer', csv('mass,island\n2,Dream'), 'Row 1: there are 2 values and the model takes 3'],
    ['our JSON', json({ data: [[1, 2]] }), 'Row 1: there are 2 values and the model takes 3'],
    ['text in our JSON', json({ data: '1,2,3' }), 'Row 1: island must be one of Biscoe, Dream, and is "3"'],
    ['lists', json([[1, 2, 'Dream'], [1]]), 'Row 2: there are 1 value and the model takes 3'.replace('are', 'is')],
    ['instances', json({ instances: [['x', 2, 'Dream']] }), 'Row 1: bill length must be a number, and is "x"'],
    [
      'features of instances',
      json({ instances: [{ features: [1, 2] }] }),
      'Row 1: there are 2 values and the model takes 3',
    ],
    ['what curl -d sends', form('1,2'), 'Row 1: there are 2 values and the model takes 3'],
  ])('%s', async (_, sent, problem) => {
    const { response, reached } = await called(sent)
    expect([response.statusCode, reached]).toEqual([400, 0])
    expect(JSON.parse(response.body)).toEqual({
      code: 'wrong_columns',
      message: `${problem}. ${order}`,
      requestId: 'gateway-id',
      expected,
    })
  })

  it('says so by each value of the table that the console is held against too', async () => {
    for (const { feature, fits, refused } of valueCases) {
      use(taskRoot([feature, { name: 'last', type: 'text' }]))
      const verdict = async (value: string) =>
        (await called(csv(`"${value.replaceAll('"', '""')}",x`))).response.statusCode
      for (const value of fits) expect([feature, value, await verdict(value)]).toEqual([feature, value, 200])
      for (const value of refused) expect([feature, value, await verdict(value)]).toEqual([feature, value, 400])
    }
  })
})

it('takes a single text as it is, commas and quotes too', async () => {
  use(taskRoot([{ name: 'review', type: 'text' }]))
  expect((await called(csv('Good, cheap\n"fast" and 5"'))).response.statusCode).toBe(200)
  expect((await called(get('Good, cheap'))).response.statusCode).toBe(200)
})

it('refuses nothing if the spec does not say so, or if nobody described the columns', async () => {
  use(penguins, { ENFORCE_COLUMNS: '' })
  expect((await called(get('1,2'))).response.statusCode).toBe(200)
  use(taskRoot([]))
  expect((await called(event({ multiValueQueryStringParameters: { data: ['x'] } }))).response.statusCode).toBe(200)
})
