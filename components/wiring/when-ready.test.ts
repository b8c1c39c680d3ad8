import { expect, it } from 'vitest'
import { whenReady } from './when-ready'

type Answer = { draining: boolean } | undefined

async function run(answers: Answer[], after?: Answer) {
  const pauses: number[] = []
  const ready = await whenReady(
    async () => answers.shift() ?? after,
    async (ms) => void pauses.push(ms),
  )
  return { ready, pauses: pauses.length }
}

it.each<[string, Answer[], number]>([
  ['a process that is there', [{ draining: false }], 0],
  ['one that ends, then nobody, then another', [{ draining: true }, undefined, { draining: false }], 2],
])('%s', async (_, answers, pauses) => expect(await run(answers)).toEqual({ ready: true, pauses }))

it('gives up in the end', async () => expect(await run([], { draining: true })).toEqual({ ready: false, pauses: 60 }))
