/** A pasted error message, by the table of known failures: what it means and what to do. Pure, so it answers at once. */
import type { KnownFailure } from './failures/known'
import { knownFailures } from './known-failures'
import type { Decoded } from './types'

/** The most likely first; empty where nothing is known of it. What only repeats a status is left out beside anything else. */
export function decodeMessage(text: string): Decoded[] {
  const pasted = text.trim()
  if (pasted.length < 3) return []
  const fitting = knownFailures.flatMap((known) => {
    const decoded = decodedAs(known, pasted)
    return decoded ? [{ known, decoded }] : []
  })
  const narrow = fitting.filter(({ known }) => !known.general)
  return (narrow.length > 0 ? narrow : fitting).slice(0, 3).map(({ decoded }) => decoded)
}

/** Reads a text as this failure, with the values that the text names. */
export const decodedAs = (known: KnownFailure, text: string): Decoded | undefined =>
  known.read ? known.read(text) : known.words?.test(text) ? decodedOf(known) : undefined

export const decodedOf = ({ id, title, means, remedy, call, docs }: KnownFailure): Decoded => ({
  id,
  title,
  means,
  remedy,
  call,
  docs,
})
