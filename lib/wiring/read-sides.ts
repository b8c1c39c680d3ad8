/** The numbers of a canary's two versions, from the function's own log: no metric tells a handled 4xx from an answer. */
import { readLogEvents } from '../aws/log-events'
import type { WiringContext } from './context'
import { namesOf } from './names'
import { handlerLinePattern, type Side, sidesOf } from './sides'

/** About ten pages of a log; what is beyond is told as not counted. */
const most = 20_000

/** @param since ms */
export async function readSides(
  { clients, target }: Pick<WiringContext, 'clients' | 'target'>,
  endpointName: string,
  versions: string[],
  since: number,
): Promise<{ sides: Side[]; complete: boolean }> {
  const group = namesOf(endpointName, target).logGroupName
  const { events, complete } = await readLogEvents(clients.logs, { group, pattern: handlerLinePattern, since, most })
  return { sides: sidesOf(events, versions), complete }
}
