/** Requests of the last day of several endpoints, by the hour, in one read: for the visible rows of a table. */
import type { AwsClients } from '../aws/client/create-clients'
import { spanOf } from './ranges'
import { readCalls } from './read-calls'

const day = { seconds: 86_400, periodSeconds: 3_600 }

export const readSparks = (
  clients: Pick<AwsClients, 'cloudWatch'>,
  endpoints: { name: string; variants: string[] }[],
  now: number,
): Promise<Record<string, number[]>> => readCalls(clients, endpoints, spanOf(day, now))
