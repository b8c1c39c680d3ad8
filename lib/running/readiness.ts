/**
 * Says whether requests can be sent to this process: it is configured, it is not shutting down, and AWS answers it. AWS is
 * called at most once in a while, however often a balancer looks; an error is never shown, because anybody can look.
 */
import { within } from '../within'

export interface Readiness {
  ready: boolean
  checks: { configuration: boolean; aws: boolean; draining: boolean }
}

export interface ReadinessPlace {
  now: () => number
  isConfigured: () => boolean
  isDraining: () => boolean
  /** Rejects where AWS does not answer, or knows these credentials no more. */
  callAws: () => Promise<unknown>
  report: (error: unknown) => void
}

/** A good answer is good for longer than a bad one, so that a process comes back soon. */
const keptMs = { good: 30_000, bad: 5_000 }
const patienceMs = 4_000

export function readinessOf(place: ReadinessPlace): () => Promise<Readiness> {
  let last: { good: boolean; at: number } | undefined
  let checking: Promise<boolean> | undefined

  const check = async (): Promise<boolean> => {
    const good = await within(place.callAws(), patienceMs, () => {
      throw new Error(`AWS did not answer within ${patienceMs} ms`)
    }).then(
      () => true,
      (error: unknown) => {
        place.report(error)
        return false
      },
    )
    last = { good, at: place.now() }
    return good
  }
  const isAwsThere = (): Promise<boolean> => {
    if (last && place.now() - last.at < keptMs[last.good ? 'good' : 'bad']) return Promise.resolve(last.good)
    checking ??= check().finally(() => {
      checking = undefined
    })
    return checking
  }

  return async () => {
    const draining = place.isDraining()
    const configuration = place.isConfigured()
    // A process that ends makes no call.
    const aws = configuration && !draining ? await isAwsThere() : (last?.good ?? false)
    return { ready: configuration && aws && !draining, checks: { configuration, aws, draining } }
  }
}
