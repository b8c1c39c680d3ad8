/** A stream of a server action for its audit line: the work of it is done while the browser reads, not before. */

/** How the reading ended: to the end, by an error of the stream, or by a browser that left. */
export type StreamEnd = 'done' | 'threw' | 'left'

export const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/**
 * Passes on each item, and says once how it ended.
 * @param within runs each step, so that AWS's calls of it are noted where the action's are
 */
export async function* untilEnd<T>(
  stream: AsyncIterable<T>,
  within: <R>(step: () => Promise<R>) => Promise<R>,
  ended: (how: StreamEnd) => void,
): AsyncGenerator<T> {
  const iterator = stream[Symbol.asyncIterator]()
  let how: StreamEnd = 'left'
  try {
    for (;;) {
      const step = await within(() => iterator.next()).catch((error: unknown) => {
        how = 'threw'
        throw error
      })
      if (step.done) {
        how = 'done'
        return
      }
      yield step.value
    }
  } finally {
    try {
      if (how === 'left') await within(async () => iterator.return?.())
    } finally {
      ended(how)
    }
  }
}
