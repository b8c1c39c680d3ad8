/** The table of answers, through the whole function: from the runtime's response to the body that a caller gets. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSafeNumber, parse } from 'lossless-json'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { responseCases } from '../../cases/responses'
import { handler } from '../src/handler'
import { normalisedType } from '../src/request/accept'
import { context, environmentOf, post } from './events'
import { startRuntime } from './runtime-server'

let runtime: Awaited<ReturnType<typeof startRuntime>>
const folders: string[] = []

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
})

function withContract(output: object | undefined): void {
  const folder = mkdtempSync(join(tmpdir(), 'portico-answers-'))
  folders.push(folder)
  writeFileSync(join(folder, 'wiring.json'), JSON.stringify({ schema: 1, contract: { features: [], output } }))
  vi.stubEnv('LAMBDA_TASK_ROOT', folder)
}

describe('the table of answers', () => {
  it.each(responseCases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { body, contentType = 'application/json', rows = 1, sent, output, normalised, rest } = one
    withContract(output)
    runtime.respondWith({ headers: { 'content-type': contentType }, body })
    const request = sent
      ? post(sent, 'application/json', { headers: { 'Content-Type': 'application/json', Accept: normalisedType } })
      : post('1\n'.repeat(rows), 'text/csv', { headers: { 'Content-Type': 'text/csv', Accept: normalisedType } })
    const response = await handler(request, context)
    expect(response.statusCode).toBe(200)
    // A number with more digits than a double holds is compared as text.
    const reply = parse(response.body, null, (digits) => (isSafeNumber(digits) ? Number(digits) : digits)) as {
      predictions: object[]
      rest?: object
    }
    if (!normalised) return expect(reply.predictions).toEqual([{ raw: expect.anything() }])
    expect(reply.predictions).toMatchObject(normalised)
    for (const found of reply.predictions) expect(found).not.toHaveProperty('raw')
    expect(reply.rest ?? {}).toMatchObject(rest ?? {})
  })
})
