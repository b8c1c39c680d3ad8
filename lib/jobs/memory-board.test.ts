import { expect, it } from 'vitest'
import { ok } from '../result'
import { defaultSpec } from '../spec/defaults'
import type { JobOrder } from './board'
import { memoryBoard } from './memory-board'

it('begins at once what need not wait, under the id that the click gets', async () => {
  const reported: unknown[] = []
  const ids: string[] = []
  const board = memoryBoard({
    now: () => 0,
    report: (error) => reported.push(error),
    workOf: (_, jobId) => async () => {
      ids.push(jobId)
      return ok({ writes: 0 })
    },
  })
  const key = { accountId: '123456789012', region: 'eu-west-1', endpointName: 'iris' }
  const person = { id: 'a', email: 'a@acme.dev', name: 'A' } as unknown as JobOrder['person']
  const started = await board.start({ key, kind: 'deploy', spec: defaultSpec('iris', 'Real-time'), person } as JobOrder)
  const events = await board.events(key, new AbortController().signal)
  const types: string[] = []
  if (events.ok) for await (const { type } of events.value) types.push(type)
  expect(types.at(-1)).toBe('finished')
  expect([started.ok && started.value.jobId, reported]).toEqual([ids[0], []])
})
