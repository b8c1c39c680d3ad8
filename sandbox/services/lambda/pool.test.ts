/** What becomes of calls that wait for an environment. */
import { availableParallelism } from 'node:os'
import { afterAll, expect, it } from 'vitest'
import { createWorld } from '../../kernel/world'
import { functionZip } from '../../testing/function-zip'
import { missing } from './find'
import { leaseProcess, stopProcesses } from './pool'

const world = createWorld({ latencyMs: 0, rolePropagationMs: 0, timeScale: 1, faults: [], url: 'http://127.0.0.1:1' })
afterAll(() => world.close())

const code = Buffer.from(functionZip('export const handler = async () => 1'))
const lease = (functionArn: string) =>
  leaseProcess(
    world,
    { functionArn, revision: '1', limit: 1000 },
    () => ({ code, memoryMb: 128, environment: { _HANDLER: 'index.handler' } }),
    () => 'stream',
  )

// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
it('a call that waits is refused once its function is deleted, and another one’s goes on', async () => {
  // So many start at once; whoever comes then waits.
  const starting = Array.from({ length: 2 * availableParallelism() }, () => lease('gone'))
  const [late, other] = [lease('gone'), lease('kept')]
  stopProcesses(world, 'gone', () => missing('gone:$LATEST'))
  await expect(late).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    status: 404,
    message: 'Function not found: gone:$LATEST',
  })
  const ended = await Promise.all(starting)
  await Promise.all(ended.map((one) => one?.process.ended))
  expect(ended.map((one) => one?.process.dead)).toEqual(ended.map(() => true))
  expect(await other).toMatchObject({ cold: true })
})
