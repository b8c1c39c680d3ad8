/**
 * CloudTrail's event history: management events of 90 days, 50 a page, two requests a second of an account and region,
 * about five minutes late. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
import { type CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'

/** Holds one search of CloudTrail's event history. */
export interface Lookup {
  attribute: { key: 'ReadOnly' | 'ResourceName'; value: string }
  since: Date
  /** Only so many requests. */
  mostPages: number
  /** Whose limit it is: account and region. */
  paceOf: string
}

/** Holds the events that a search found, newest first. */
export interface Looked {
  events: Event[]
  /** Says whether older ones since then were left out. */
  more: boolean
}

const spacingMs = 550

/** By account and region: this process calls no faster than AWS allows. Others in the account count too, so the SDK tries again. */
const nextAt = new Map<string, number>()

async function turn(paceOf: string): Promise<void> {
  const now = Date.now()
  const at = Math.max(now, nextAt.get(paceOf) ?? 0)
  nextAt.set(paceOf, at + spacingMs)
  if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now))
}

/** Newest first. Throws AWS's errors. */
export async function lookupEvents(
  client: CloudTrailClient,
  { attribute, since, mostPages, paceOf }: Lookup,
): Promise<Looked> {
  const events: Event[] = []
  let NextToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    await turn(paceOf)
    const response = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }],
        StartTime: since,
        MaxResults: 50,
        NextToken,
      }),
    )
    events.push(...(response.Events ?? []))
    NextToken = response.NextToken
    if (!NextToken) return { events, more: false }
  }
  return { events, more: true }
}
