/** What a row of the table of known failures is, and how its proof reads a trace. Pure. */
import type { WiringFacts } from '../facts'
import type { Decoded, Fix, HopId, HopOutcome, HopResult } from '../types'

/** A broken hop with everything that was seen. */
export interface Seen {
  hop: HopId
  result: HopResult
  facts: WiringFacts
  outcomes: Partial<Record<HopId, HopOutcome>>
}

export interface KnownFailure extends Decoded {
  /** The hop at which a trace meets it first; none: before any request, at a deploy or at AWS itself. */
  hops: HopId[]
  /** How AWS, a container or a browser words it: for pasted messages, and for traces that need no other proof. */
  words?: RegExp
  /** Reads a message of the table of refusals, in place of `words`: with the values that it names. */
  read?: (text: string) => Decoded | undefined
  /** Says no more than a status does, so any other is better. */
  general?: true
  /** The evidence in a sentence, or undefined where it is something else. */
  proof?: (seen: Seen) => string | undefined
  fix?: (facts: WiringFacts) => Fix | undefined
}

/** All that a hop said. */
export const textOf = ({ error, body, problem, log }: HopResult): string =>
  [error && `${error.name}: ${error.message}`, body, problem, log].filter(Boolean).join('\n')

export const says = ({ result }: Seen, words: RegExp): boolean => words.test(textOf(result))

/** The one line that says it: the gateway's, AWS's, the handler's, the body's own message, else our word for it. */
export function wordsOf({ error, body, problem, log, status }: HopResult): string {
  const gateway = log?.match(/(?:Execution failed|Lambda execution failed|Lambda invocation failed)[^\n]*/)?.[0]
  const timedOut = log?.match(/Task timed out after [\d.]+ seconds/)?.[0]
  const line =
    gateway ?? timedOut ?? detailIn(log) ?? messageIn(body) ?? error?.message ?? (body.trim() || problem) ?? `${status}`
  return line.slice(0, 600)
}

/** What the handler logs for the owner and shows no caller, out of its line about the request. */
function detailIn(log: string | undefined): string | undefined {
  const line = log?.split('\n').find((one) => one.includes('"detail":'))
  const detail = line && parsed(line.slice(line.indexOf('{')))?.detail
  return typeof detail === 'string' ? detail : undefined
}

/** `{"message": "…"}`, also as the body of a proxy answer. */
function messageIn(body: string): string | undefined {
  const value = parsed(body)
  if (!value) return undefined
  if (typeof value.body === 'string') return messageIn(value.body) ?? value.body.trim()
  const message = value.message ?? value.errorMessage
  return typeof message === 'string' ? message : undefined
}

/** The handler's own code for what went wrong: `role_denied`. */
export function codeOf({ body }: HopResult): string | undefined {
  const value = parsed(body)
  const inner = typeof value?.body === 'string' ? parsed(value.body) : value
  return typeof inner?.code === 'string' ? inner.code : undefined
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Applies what is on record, or where nothing readable is, the newest version that is readable. */
export const putBack =
  (label: string) =>
  ({ recorded, restorable }: WiringFacts): Fix | undefined =>
    recorded
      ? { kind: 'repair', label }
      : restorable
        ? { kind: 'restore', label: 'Put Portico’s version back' }
        : undefined

/** `as it was` of a field of the API that differs: from what to what. */
export function fieldOf(facts: WiringFacts, pattern: RegExp): string | undefined {
  const field = Object.keys(facts.api?.fields ?? {}).find((name) => pattern.test(name))
  return field && facts.api?.fields[field]
}

export const changed = ({ differing }: WiringFacts, pattern: RegExp): string | undefined => {
  const field = differing.flatMap(({ fields }) => fields).find((one) => pattern.test(one.field))
  return (
    field &&
    `${field.field} is ${field.from ?? 'gone'}${field.to === undefined ? '' : ` and was deployed as ${field.to}`}`
  )
}
