import { expect, it } from 'vitest'
import { fail, ok, type Result } from '@/lib/result'
import { firstOfStream } from './first-of-stream'

type Stream = AsyncIterable<Result<number>>
const never = <T>() => new Promise<T>(() => {})
const streamOf = async function* (...results: Result<number>[]): Stream {
  yield* results
}
const breaking = async function* (): Stream {
  yield await Promise.reject(new Error('The connection broke'))
}
const silent = async function* (): Stream {
  yield await never<Result<number>>()
}
const refused = fail({ code: 'forbidden', message: 'Only deployers can deploy.' })

it.each<[what: string, action: () => Promise<Result<Stream>>, result: unknown]>([
  ['the first value', async () => ok(streamOf(ok(1), ok(2))), ok(1)],
  ['a failure in the stream', async () => ok(streamOf(refused)), refused],
  ['a refused action', async () => refused, refused],
  ['a stream without a value', async () => ok(streamOf()), { ok: false, error: { code: 'network' } }],
  ['a stream that breaks', async () => ok(breaking()), { ok: false, error: { code: 'network' } }],
  ['a stream that says nothing', async () => ok(silent()), { ok: false, error: { code: 'network' } }],
  ['an action that never answers', never, { ok: false, error: { code: 'network' } }],
  ['an action that throws', () => Promise.reject(new Error('offline')), { ok: false, error: { code: 'network' } }],
])('ends with %s', async (_, action, result) => {
  expect(await firstOfStream(action, 40)).toMatchObject(result as object)
})
