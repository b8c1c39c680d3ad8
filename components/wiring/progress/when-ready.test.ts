import { expect, it } from 'vitest'
import { whenReady } from './when-ready'

type ReadyResponse = { draining: boolean } | undefined

async function run(responses: ReadyResponse[], after?: ReadyResponse) {
  const pauses: number[] = []
  const ready = await whenReady(
    async () => responses.shift() ?? after,
    async (ms) => void pauses.push(ms),
  )
  return { ready, pauses: pauses.length }
}

it.each<[string, ReadyResponse[], number]>([
  ['a process that is there', [{ draining: false }], 0],
  ['one that ends, then nobody, then another', [{ draining: true }, undefined, { draining: false }], 2],
])('%s', async (_, responses, pauses) => expect(await run(responses)).toEqual({ ready: true, pauses }))

it('gives up in the end', async () => expect(await run([], { draining: true })).toEqual({ ready: false, pauses: 60 }))
