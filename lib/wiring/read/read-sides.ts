/** The numbers of a canary's two versions, from the function's own log: no metric distinguishes a handled 4xx from an answer. */
import { listVersions } from '../../aws/lambda/function'
import { readLogEvents } from '../../aws/log-events'
import { namesOf } from '../../spec/names'
import { handlerLinePattern, type Side, sidesOf } from '../plan/sides'
import type { WiringContext } from '../run/context'

/** About ten pages of a log; what is beyond is named as not counted. */
const most = 20_000

/**
 * Counts from the moment when the newer of the versions was published: before it, one version had all the calls.
 * @param since ms; the earliest line that is counted
 */
export async function readSides(
  { clients, target }: Pick<WiringContext, 'clients' | 'target'>,
  endpointName: string,
  versions: string[],
  since: number,
): Promise<{ sides: Side[]; complete: boolean }> {
  const { functionName, logGroupName: group } = namesOf(endpointName, target)
  const published = (await listVersions(clients.lambda, functionName))
    .filter(({ version }) => versions.includes(version))
    .map(({ publishedAt }) => Date.parse(publishedAt))
  const { events, complete } = await readLogEvents(clients.logs, {
    group,
    pattern: handlerLinePattern,
    since: Math.max(since, ...published),
    most,
  })
  return { sides: sidesOf(events, versions), complete }
}
