/** What the guard rails of an account make of a spec: the access that a form starts with, and what a deploy is refused for. Pure. */

import { uncapitalized } from '../first-letter'
import { type GuardRails, logKeyIn } from '../guard-rails'
import { formatNumber, wordsLocale } from '../locale'
import { plural } from '../plural'
import { type Access, keyDefaults, whoMayCall } from './api-parts/access'
import type { ApiSpec, WiringSpec } from './spec'

export interface GuardRailProblem {
  message: string
  remedy: string
}

/**
 * An adopted URL stays as its owner set it, so of it only a rate that the deploy would raise counts.
 * @param now what an adopted URL allows before the deploy; as much as the account unless given
 * @returns what the account does not allow of this public API, in words
 */
export function guardRailProblems(
  { access, throttle, adopted, tags = {} }: Pick<ApiSpec, 'access' | 'throttle' | 'adopted' | 'tags'>,
  region: string,
  rails: GuardRails | undefined,
  now: ApiSpec['throttle'] = unlimited,
): GuardRailProblem[] {
  if (!rails) return []
  const allowed = rails.access?.allowed
  const problems: GuardRailProblem[] = []
  if (rails.regions && !rails.regions.includes(region))
    problems.push({
      message: `This account allows no public APIs in ${region}.`,
      remedy: `Deploy in ${listed(rails.regions)}, or ask an admin of this console to allow ${region}.`,
    })
  if (!adopted && allowed && !allowed.includes(access.kind))
    problems.push({
      message: `This account does not allow “${whoMayCall[access.kind]}”.`,
      remedy: `Choose who can call it: ${listed(allowed.map((kind) => uncapitalized(whoMayCall[kind])))}.`,
    })
  const stays = (field: keyof ApiSpec['throttle']) => adopted && throttle[field] <= now[field]
  if (!stays('rateLimit') && rails.maxRate !== undefined && throttle.rateLimit > rails.maxRate)
    problems.push({
      message: `This account allows at most ${requests(rails.maxRate)}, and not ${throttle.rateLimit}.`,
      remedy: `Set the rate to ${rails.maxRate} or less, or ask an admin of this console to raise the limit.`,
    })
  const maxBurst = maxBurstOf(rails)
  if (!stays('burstLimit') && maxBurst !== undefined && throttle.burstLimit > maxBurst)
    problems.push({
      message: `This account allows at most ${plural(maxBurst, 'request')} at once, and not ${throttle.burstLimit}.`,
      remedy: `Set the burst to ${maxBurst} or less, or ask an admin of this console to raise the limit.`,
    })
  if (rails.logKeys && !logKeyIn(rails, region))
    problems.push({
      message: `This account encrypts its logs, and has no KMS key for them in ${region}.`,
      remedy: `Deploy in another region, or ask an admin of this console to add a key of ${region}.`,
    })
  return [...problems, ...tagProblems(tags, rails)]
}

/** A burst is a bucket of requests that nothing slows down, so a rate alone limits it too: two seconds of the rate. */
const maxBurstOf = ({ maxRate, maxBurst }: GuardRails): number | undefined =>
  maxBurst ?? (maxRate === undefined ? undefined : Math.min(5_000, Math.ceil(2 * maxRate)))

const unlimited = { rateLimit: Number.POSITIVE_INFINITY, burstLimit: Number.POSITIVE_INFINITY }

function tagProblems(tags: Record<string, string>, rails: GuardRails): GuardRailProblem[] {
  return (rails.tags ?? []).flatMap(({ key, values }) => {
    const value = tags[key]
    if (value !== undefined && (!values || values.includes(value))) return []
    return {
      message:
        value === undefined
          ? `This account requires the tag “${key}”.`
          : `This account does not allow “${value}” for the tag “${key}”.`,
      remedy: values ? `Choose ${listed(values)} for “${key}”.` : `Enter a value for “${key}”.`,
    }
  })
}

/** The tags that a form starts with: those whose only value the account allows. */
export const startingTags = (rails: GuardRails | undefined): Record<string, string> | undefined => {
  const known = (rails?.tags ?? []).flatMap(({ key, values = [] }) =>
    values.length === 1 && values[0] !== undefined ? [[key, values[0]] as const] : [],
  )
  return known.length > 0 ? Object.fromEntries(known) : undefined
}

/** What is known of the model behind a first deploy. */
export interface Exposure {
  /** `Chat messages`; absent for rows. */
  takes?: string
  /** It is not known what the model takes. */
  unsure?: boolean
  /** Nothing but instances stands behind it: a call costs nothing by itself. */
  onInstances: boolean
  /** US dollars an hour for all instances; absent if the price is not known. */
  hour?: number
}

export interface StartingAccess {
  access: Access
  throttle: ApiSpec['throttle']
  /** Why, as the end of a sentence: `as the model takes chat messages`. */
  reason: string
}

const openThrottle = { rateLimit: 10, burstLimit: 20 }
const dearHour = 1

/**
 * What a first deploy starts with. Without guard rails anyone can call only what costs little to whom it belongs: rows, on
 * instances of under a dollar an hour.
 */
export function startingAccess(
  exposure: Exposure,
  { throttle }: Pick<ApiSpec, 'throttle'>,
  rails: GuardRails | undefined,
): StartingAccess {
  const { kind, reason } = startingKind(exposure, rails)
  return {
    access: kind === 'key' ? keyWithin(rails) : { kind },
    throttle: within(kind === 'open' ? slower(throttle, openThrottle) : throttle, rails),
    reason,
  }
}

const strictness: Record<Access['kind'], number> = { open: 0, key: 1, iam: 2, cognito: 2 }

/** Says whether more people can call with this access than with the other. */
export const isLooser = ({ kind }: Access, other: Access): boolean => strictness[kind] < strictness[other.kind]

/** The spec with that access. */
export const withAccess = (spec: WiringSpec, { access, throttle }: StartingAccess): WiringSpec => ({
  ...spec,
  access,
  throttle,
})

type StartingKind = Exclude<Access['kind'], 'cognito'>

function startingKind(exposure: Exposure, rails: GuardRails | undefined): { kind: StartingKind; reason: string } {
  const { default: chosen, allowed } = rails?.access ?? {}
  if (chosen) return { kind: chosen, reason: 'as this account starts with' }
  const safe = safeKind(exposure)
  if (!allowed || allowed.includes(safe.kind)) return safe
  const kind = (['key', 'iam', 'open'] as const).find((one) => allowed.includes(one))
  // Only user pools are allowed, and no pool can be guessed: the deploy is refused until a person chose one.
  return kind ? { kind, reason: 'as this account allows' } : safe
}

function safeKind({ takes, unsure, onInstances, hour }: Exposure): { kind: 'open' | 'key'; reason: string } {
  if (unsure) return { kind: 'key', reason: 'as it is not sure what the model takes' }
  if (takes) return { kind: 'key', reason: `as the model takes ${takes.toLowerCase()}` }
  if (!onInstances) return { kind: 'key', reason: 'as each call of a serverless endpoint costs' }
  if (hour === undefined) return { kind: 'key', reason: 'as the price of its instances is not known' }
  const price = `${formatNumber(hour, { style: 'currency', currency: 'USD' })} an hour`
  return hour < dearHour
    ? { kind: 'open', reason: `as it takes rows on instances of ${price}` }
    : { kind: 'key', reason: `as its instances cost ${price}` }
}

const keyWithin = (rails: GuardRails | undefined): Access => ({
  kind: 'key',
  ...keyDefaults,
  ...within(keyDefaults, rails),
})

const slower = (one: ApiSpec['throttle'], other: ApiSpec['throttle']): ApiSpec['throttle'] => ({
  rateLimit: Math.min(one.rateLimit, other.rateLimit),
  burstLimit: Math.min(one.burstLimit, other.burstLimit),
})

const within = (
  { rateLimit, burstLimit }: ApiSpec['throttle'],
  rails: GuardRails | undefined,
): ApiSpec['throttle'] => ({
  rateLimit: Math.min(rateLimit, rails?.maxRate ?? rateLimit),
  burstLimit: Math.min(burstLimit, (rails && maxBurstOf(rails)) ?? burstLimit),
})

const requests = (rate: number): string => `${plural(rate, 'request')} a second`
const listed = (words: string[]): string => new Intl.ListFormat(wordsLocale, { type: 'disjunction' }).format(words)
