/**
 * The console's own calls of one run, which CloudWatch counts as any caller's. They are published as metrics, so that costs
 * and metrics can take them off, whichever console made them. Best effort: a failure of any kind is remembered, and stops nothing.
 */
import type { AwsClients } from '../aws/client/create-clients'
import { putMetricData } from '../aws/put-metric-data'
import { isExpected, toFailure } from '../errors'
import { createLog } from '../log'
import type { Failure } from '../result'
import { type Behind, countBehind, countCall, isNone, plus, type Said } from './count'
import { rememberLost } from './lost'
import { ownMetric, ownNamespace } from './metrics'
import { noCalls, type OwnCounts, type OwnPlace } from './types'

const minuteMs = 60_000

interface Context {
  clients: Pick<AwsClients, 'brief'>
  target: { accountId: string; region: string }
}

export class OwnCalls {
  private readonly byMinute = new Map<number, { place: OwnPlace; counts: OwnCounts }[]>()

  /** Through the URL. */
  call = (place: OwnPlace, said: Said, behind: Behind): void => this.add(place, countCall(said, behind))

  /** Past the gateway's stage: a test of the method, or the function itself. */
  behind = (place: OwnPlace, said: Said, behind: Behind): void => this.add(place, countBehind(said, behind))

  add(place: OwnPlace, counts: Partial<OwnCounts>): void {
    const minute = Math.floor(Date.now() / minuteMs) * minuteMs
    const known = this.byMinute.get(minute) ?? []
    const key = JSON.stringify(place)
    const same = known.find((one) => JSON.stringify(one.place) === key)
    if (same) same.counts = plus(same.counts, counts)
    else known.push({ place, counts: plus(noCalls, counts) })
    this.byMinute.set(minute, known)
  }

  /** Publishes what was counted since the last time. Never throws, as the work before it is done. */
  async put({ clients, target }: Context): Promise<void> {
    const all = [...this.byMinute].flatMap(([minute, places]) => places.map((one) => ({ ...one, minute })))
    this.byMinute.clear()
    const counted = all.filter(({ counts }) => !isNone(counts))
    const data = counted.flatMap(({ place, counts, minute }) =>
      (Object.keys(counts) as (keyof OwnCounts)[]).flatMap((name) => {
        const metric = counts[name] > 0 ? ownMetric(name, place) : undefined
        return metric ? [{ ...metric, value: counts[name], at: minute }] : []
      }),
    )
    try {
      await putMetricData(clients.brief.cloudWatch, ownNamespace, data)
    } catch (error) {
      // A deploy runs without the console's configuration too, which its log reads.
      if (!isExpected(error)) createLog('error').error({ event: 'own-calls.put', err: error }, 'unexpected')
      const failure = isExpected(error) ? toFailure(error, {}) : unexpected
      for (const { place } of counted) rememberLost(target, place.endpointName, failure)
    }
  }
}

const unexpected: Failure = {
  code: 'unexpected',
  message: 'CloudWatch could not be called.',
  remedy: 'Search the console’s log for own-calls.put.',
}
