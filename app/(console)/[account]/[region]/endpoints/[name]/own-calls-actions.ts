'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { OwnCalls } from '@/lib/own-calls/own-calls'
import { mostCalls } from '@/lib/own-calls/types'
import { fail, ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { readOwnPlace } from '@/lib/wiring/prove/own-place'

/** A page that was opened before an update of the console does not send all of them. */
const number = z.int().min(0).max(mostCalls).default(0)

/**
 * Publishes how many calls a page of this console made to a public API. Viewers make such calls too, so a viewer can send a
 * false number, which hides calls to this URL from the console's own pages. AWS bills each metric, so the server reads where
 * the calls arrive: a browser creates no metrics but those of a URL that is deployed.
 */
export const countOwnCallsAction = action(
  {
    name: 'own-calls.count',
    role: 'viewer',
    input: z.object({
      endpointName,
      counts: z.object({
        requests: number,
        refused: number,
        failed: number,
        runs: number,
        broken: number,
        throttled: number,
        unclearRuns: number,
        predictions: number,
        modelRefused: number,
        modelFailed: number,
        unclearPredictions: number,
      }),
    }),
  },
  async ({ clients, target }, { endpointName, counts }) => {
    const place = await readOwnPlace({ clients, target, fetch }, endpointName)
    if (!place) {
      return fail({
        code: 'not-deployed',
        message: `${endpointName} has no public API, so there are no calls to count.`,
        remedy: 'Deploy it first.',
      })
    }
    const ownCalls = new OwnCalls()
    ownCalls.add(place, counts)
    await ownCalls.put({ clients, target })
    return ok({})
  },
)
