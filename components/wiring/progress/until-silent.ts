/**
 * Reads a stream of the server that ends by itself within `withinMs`. A process that was killed and a balancer that
 * passes no end on leave a connection open without a word: what is still open by then counts as broken.
 *
 * @throws the stream's own error, or one of ours once the time is up
 */
export async function* untilSilent<T>(events: AsyncIterable<T>, withinMs: number): AsyncGenerator<T> {
  const iterator = events[Symbol.asyncIterator]()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The stream had not ended after ${withinMs} ms`)), withinMs)
  })
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), late])
      if (next.done) return
      yield next.value
    }
  } finally {
    clearTimeout(timer)
    // Not awaited: a stream without an end would not end for this either.
    void iterator.return?.()?.catch(() => {})
  }
}
