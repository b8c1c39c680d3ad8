/** The numbers of a canary's two versions, from the function's own log: no metric distinguishes a handled 4xx from an answer. */
import { attempt } from '../../attempt'
import { listVersions } from '../../aws/lambda/function'
import { readLogEvents } from '../../aws/log-events'
import { readMetricData } from '../../aws/metric-data'
import { ownQueries } from '../../own-calls/metrics'
import { namesOf } from '../../spec/names'
import { handlerLinePattern, type SidesReading, sidesOf } from '../plan/sides'
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
): Promise<SidesReading> {
  const { functionName, logGroupName: group } = namesOf(endpointName, target)
  const published = (await listVersions(clients.lambda, functionName))
    .filter(({ version }) => versions.includes(version))
    .map(({ publishedAt }) => Date.parse(publishedAt))
  const from = Math.max(since, ...published)
  const [{ events, complete }, own] = await Promise.all([
    readLogEvents(clients.logs, { group, pattern: handlerLinePattern, since: from, most }),
    attempt(() => readOwnRuns(clients, functionName, from)),
  ])
  const sides = sidesOf(events, versions)
  const all = sides.reduce((sum, { calls }) => sum + calls, 0)
  return { sides, complete, own: own.ok ? Math.min(all, own.value) : undefined }
}

const minuteMs = 60_000

async function readOwnRuns(
  { cloudWatch }: WiringContext['clients'],
  functionName: string,
  since: number,
): Promise<number> {
  const start = Math.floor(since / minuteMs) * minuteMs
  const span = { start, end: Math.max(start, Date.now()) + minuteMs, periodSeconds: 60 }
  const values = await readMetricData(cloudWatch, ownQueries('own', 'runs', { functionName }), span)
  return [...(values.get('own')?.values() ?? [])].reduce((sum, one) => sum + one, 0)
}
