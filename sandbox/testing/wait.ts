/**
 * Reads until it holds, as any client of AWS must: things take effect after a while there. The limit stands against hanging
 * alone.
 */
export async function until<T>(
  poll: () => Promise<T>,
  holds: (value: T) => boolean,
  { everyMs = 25, withinMs = 180_000 } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const value = await poll()
    if (holds(value)) return value
    if (Date.now() > deadline) throw new Error(`It did not come about within ${withinMs} ms: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

/** The same for a call that is refused with these words at first. */
export function retried<T>(call: () => Promise<T>, words: RegExp): Promise<T> {
  return until(
    () =>
      call().then(
        (value) => ({ value }),
        (error: Error) => ({ error }),
      ),
    (outcome) => {
      if ('error' in outcome && !words.test(`${outcome.error.name} ${outcome.error.message}`)) throw outcome.error
      return 'value' in outcome
    },
  ).then((outcome) => (outcome as { value: T }).value)
}

/** How Lambda refuses a role that has not spread yet: in which of these words depends on its age. */
export const roleIsYoung = /cannot be assumed by Lambda|a valid principal/

/** The same for a call that fails in whatever way at first. */
export const eventually = <T>(call: () => Promise<T>): Promise<T> => retried(call, /^/)
