/** Which operations of the sandbox a whole run of the tests never saw succeed, or never saw refused. */
import type { Report } from './journal'

interface Spoken {
  signingName: string
  operations: Record<string, unknown>
}

/** @returns one sentence for each operation and kind of answer that is missing */
export function uncovered(services: Spoken[], { operations }: Pick<Report, 'operations'>): string[] {
  return services.flatMap(({ signingName, operations: spoken }) =>
    Object.keys(spoken).flatMap((operation) => {
      const name = `${signingName}:${operation}`
      const { successes, errors } = operations.get(name) ?? { successes: 0, errors: 0 }
      return [
        ...(successes > 0 ? [] : [`${name}: no test sees it succeed`]),
        ...(errors > 0 ? [] : [`${name}: no test sees it refused`]),
      ]
    }),
  )
}
