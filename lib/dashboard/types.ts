/** A region at a glance. Plain data; dates are ISO strings. */
import type { Currency } from '../aws/price-list-place'
import type { EndpointStatus } from '../endpoints/types'
import type { Failure } from '../result'
import type { Live } from '../wiring/state/live-words'

export interface UrlTraffic {
  endpointName: string
  state: 'live' | 'incomplete'
  /** What its last deploy proved. */
  live?: Live
  /** By the hour, of the last day, the oldest first; absent where CloudWatch was not read. */
  requests?: number[]
  refused?: number
  failed?: number
}

export type AttentionKind = 'endpoint-failed' | 'url-incomplete' | 'url-failing' | 'url-refusing' | 'endpoint-idle'

export interface Attention {
  kind: AttentionKind
  tone: 'bad' | 'warn'
  endpointName: string
  /** What is the matter, a sentence. */
  what: string
}

/** What could not be read, and why, by the place where it would stand. */
export interface Unread {
  /** What came through the public APIs. */
  traffic?: Failure
  /** What runs behind some endpoints. */
  instances?: Failure
  /** How long nobody has called an endpoint. */
  calls?: Failure
  prices?: Failure
}

export interface RegionDashboard {
  /** How many endpoints are in each state, only states that some are in. */
  endpoints: { status: EndpointStatus; count: number }[]
  urls: UrlTraffic[]
  /** The cost of the endpoints billed by the hour that could be priced, and how many there are. */
  month?: { amount: number; currency: Currency; priced: number; of: number }
  /** The most urgent first. */
  attention: Attention[]
  unread: Unread
  readAt: string
}
