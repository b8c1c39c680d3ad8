/** A share link as the endpoint page lists it, what is requested to make one, and what its page shows. */
import type { Example } from '../model/contract/contract'
import type { Failure } from '../result'
import type { DescribedUrl } from '../snippets/described-url'

/** The daily caps to choose from: each is one usage plan of the API, of which an account has 300. */
export const dailyCaps = [100, 1_000, 10_000, 100_000] as const
export type DailyCap = (typeof dailyCaps)[number]

/** What the sharer decides. */
export interface ShareLinkSpec {
  title: string
  description?: string
  days: number
  /** To try; the contract's own unless given. */
  examples?: Example[]
  /** The page keeps values in the ranges that the contract knows. */
  bounded: boolean
  /** Who can frame the page: `https://www.acme.dev`. */
  embedOrigins: string[]
  /** The daily limit of the link's own key, if the URL requires one. */
  dailyCap?: DailyCap
}

export interface ShareLink {
  id: string
  title: string
  description?: string
  /** ISO. */
  expiresAt: string
  url: string
  bounded: boolean
  /** The address for frames of others. */
  embed?: { url: string; origins: string[] }
  /** Its own key, where the URL requires keys. */
  key?: {
    dailyCap: number
    /** Requests of today, UTC; absent where usage could not be read. */
    usedToday?: number
    /** Somebody deleted or disabled it: visitors are refused. */
    gone: boolean
  }
}

/** What the command palette offers of one public API. */
export interface Sharing {
  links: Pick<ShareLink, 'id' | 'title' | 'url' | 'expiresAt'>[]
  /** Keys of callers, without their values. */
  keys: { id: string; name: string; enabled: boolean }[]
  /** What AWS refused to show. */
  failures: Failure[]
}

/** What was just made. */
export interface NewShareLink {
  link: ShareLink
  /** Its key did not open the URL yet when we stopped waiting. */
  opensSoon: boolean
}

/** What visitors of a share link see: plain data, and nothing else of the console. */
export interface SharedPage extends Omit<DescribedUrl, 'region'> {
  /** The form keeps values in the contract's ranges. */
  bounded: boolean
  /** The link's own key, which the page uses by itself (made for browsers, no secret), and how many requests a day it can make. */
  apiKey?: { value: string; dailyCap: number }
  /** ISO. */
  expiresAt: string
  /** Requests a second that the URL allows. */
  rateLimit: number
  /** The region, if it matters: a user pool gives the token there, and a signature is for it. */
  region?: string
}
