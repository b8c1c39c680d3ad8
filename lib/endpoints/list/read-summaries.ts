/** What the visible rows of the endpoint table show beside the list's own columns. */
import { attempt } from '../../attempt'
import type { AwsClients } from '../../aws/client/create-clients'
import { firstOfEach } from '../../errors/first-of-each'
import { readSparks } from '../../metrics/read-sparks'
import { describeEndpoint } from '../describe'
import type { EndpointSummaries, EndpointSummary } from '../types'

/** Each endpoint that AWS describes has a summary; why others have none, or parts are missing, is among the failures. */
export async function readSummaries(clients: AwsClients, names: string[], now: number): Promise<EndpointSummaries> {
  const read = await Promise.all(names.map((name) => attempt(() => describeEndpoint(clients, name))))
  const details = read.flatMap((one) => (one.ok ? [one.value] : []))
  const measured = details.map(({ name, variants }) => ({ name, variants: variants.map((variant) => variant.name) }))
  const sparks = await attempt(() => readSparks(clients, measured, now))
  const summaries: Record<string, EndpointSummary> = {}
  for (const [index, one] of read.entries()) {
    const name = names[index]
    if (!name || !one.ok) continue
    const { kind, capacity, container, failureReason, variantCount, unread } = one.value
    const requests = sparks.ok && !unread.config ? sparks.value[one.value.name] : undefined
    const isRead = unread.config === undefined
    summaries[name] = isRead
      ? { kind, capacity, container, failureReason, variantCount, requests }
      : { failureReason, variantCount }
  }
  const failures = [
    ...read.flatMap((one) => (one.ok ? [one.value.unread.config, one.value.unread.models] : [one.error])),
    sparks.ok ? undefined : sparks.error,
  ]
  return { summaries, failures: firstOfEach(failures.filter((failure) => failure !== undefined)) }
}
