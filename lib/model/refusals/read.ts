/** Reads a message by the table of refusals. */
import { plainWords } from './plain-words'
import type { RefusalKind, Values } from './refusal'
import { refusalKinds } from './table'

/** What a message means, with the values that it names written out. */
export interface Refusal {
  id: string
  title: string
  means: string
  /** The one change that helps. */
  remedy: string
  /** `{ expected: '4', got: '5' }`. */
  values: Values
  /** One sentence for a stranger, which quotes nothing. */
  visitor?: string
  source: string
  /** It only repeats the status: nothing else in the table fits. */
  general?: true
}

/** The first row that fits; one that only repeats the status if no other does. */
export function readRefusal(message: string): Refusal | undefined {
  const words = plainWords(message)
  if (words.length < 3) return undefined
  for (const kind of refusalKinds) {
    const found = readAs(kind, words)
    if (found) return found
  }
  return undefined
}

/** What a refusal means and the one change that helps; undefined if nothing is known but the status. */
export function adviceOf(message: string): string | undefined {
  const refusal = readRefusal(message)
  return refusal && !refusal.general ? `${refusal.means} ${refusal.remedy}` : undefined
}

/** Reads a message as one kind of refusal, or not at all. */
export const readKind = (kind: RefusalKind, message: string): Refusal | undefined => readAs(kind, plainWords(message))

/** Returns what a kind means without the values of a message: a record keeps its id alone. */
export function refusalById(id: string): Pick<Refusal, 'id' | 'title' | 'means' | 'remedy'> | undefined {
  const kind = refusalKinds.find((one) => one.id === id)
  if (!kind) return undefined
  const { title, means, remedy } = refusalOf(kind, {})
  return { id, title, means, remedy }
}

function readAs(kind: RefusalKind, words: string): Refusal | undefined {
  for (const pattern of kind.says) {
    const match = pattern.exec(words)
    // Groups are an object without a prototype, which React does not hand on to the browser.
    if (match) return kind.unless?.test(words) ? undefined : refusalOf(kind, { ...match.groups })
  }
  return undefined
}

function refusalOf({ id, title, means, remedy, visitor, source, general }: RefusalKind, values: Values): Refusal {
  const written = (advice: RefusalKind['means']) => (typeof advice === 'string' ? advice : advice(values))
  return { id, title, means: written(means), remedy: written(remedy), values, visitor, source, general }
}
