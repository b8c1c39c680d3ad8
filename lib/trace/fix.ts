/** The spec that repairs a failure; the engine's deploy does the rest, as for any other spec. */

import { fail, ok, type Result } from '../result'
import { isStreaming } from '../spec/route'
import { hasRouteOf, onlyRoute, type WiringSpec, withRoute } from '../spec/spec'
import { readDeploymentHistory } from '../wiring/read/deployment-history'
import { specOnRecord } from '../wiring/repair'
import type { WiringContext } from '../wiring/run/context'
import type { FixKind } from './types'

type FixContext = Pick<WiringContext, 'clients' | 'target' | 'consoleOrigin' | 'fetch'>

/** Below the 29 s of the gateway, which waits no longer for a whole answer. */
const longestTimeoutSeconds = 28

/** The spec of the newest version that Portico made. */
export const newestRecorded = async (context: FixContext, endpointName: string): Promise<WiringSpec | undefined> =>
  (await readDeploymentHistory(context, endpointName)).find(({ spec }) => spec && hasRouteOf(spec, endpointName))?.spec

export async function repairingSpec(
  context: FixContext,
  endpointName: string,
  kind: FixKind,
): Promise<Result<WiringSpec>> {
  if (kind === 'restore') {
    const spec = await newestRecorded(context, endpointName)
    if (spec) return ok(spec)
    return fail({
      code: 'no-record',
      message: 'No version of the function holds a record of how it was wired.',
      cause: 'Somebody replaced them all, or the function is gone.',
      remedy: 'Deploy the public API again with the options that you want.',
    })
  }
  const spec = await specOnRecord(context, endpointName)
  if (kind === 'repair' || !spec.ok) return spec
  const route = onlyRoute(spec.value)
  const timeoutSeconds = isStreaming(route, spec.value) ? 900 : longestTimeoutSeconds
  return ok(withRoute(spec.value, { ...route, timeoutSeconds }))
}
