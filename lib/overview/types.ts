/** A region at a glance. Plain data; dates are ISO strings. */
import type { EndpointStatus } from '../endpoints/types'

export interface UrlTraffic {
  endpointName: string
  state: 'live' | 'incomplete'
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

export interface RegionOverview {
  /** How many endpoints are in each state, only states that some are in. */
  endpoints: { status: EndpointStatus; count: number }[]
  urls: UrlTraffic[]
  /** US dollars, of the endpoints that could be priced. */
  month?: { usd: number; priced: number; of: number }
  /** The most urgent first. */
  attention: Attention[]
  /** What could not be read, in words, with AWS's reason. */
  unread: string[]
  readAt: string
}
