/** A draft as text, for the browser to keep; `stored-draft.ts` has the way back. */
import type { Described } from '../profile/lay-over'
import { type Draft, plain } from './draft'

/** Returns a text by which two descriptions are compared. */
export const markOf = (described: Described): string => JSON.stringify(plain(described))

export const storedText = (base: Described, version: string | undefined, draft: Draft): string =>
  JSON.stringify({ schema: 1, base: markOf(base), version, draft })
