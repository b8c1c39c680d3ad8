/** A pasted error message, by the table of known failures: what it means and what to do. Pure, so it answers at once. */
import type { KnownFailure } from './failures/known'
import { knownFailures } from './known-failures'
import type { Decoded } from './types'

/** The most likely first; empty where nothing is known of it. */
export function decodeMessage(text: string): Decoded[] {
  const pasted = text.trim()
  if (pasted.length < 3) return []
  return knownFailures
    .filter(({ words }) => words?.test(pasted))
    .slice(0, 3)
    .map(decodedOf)
}

export const decodedOf = ({ id, title, means, remedy, call, docs }: KnownFailure): Decoded => ({
  id,
  title,
  means,
  remedy,
  call,
  docs,
})
