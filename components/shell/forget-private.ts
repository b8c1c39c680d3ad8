/** Takes a person's work out of this browser when they sign out: recent places, drafts, kept events, runs and test cases. */
import { database } from '../playground/runs/database'

/** Settings hold nothing that was typed, read or predicted. Views hold filters, under the name of whose they are. */
const settings = ['portico-theme', 'portico-keys', 'portico:as-i-type', 'portico:batch-row-limit']
const isSetting = (key: string): boolean => settings.includes(key) || key.startsWith('portico-views:')

/** Whatever is not known to be a setting is private. */
export const isPrivate = (key: string): boolean => /^portico[-:]/.test(key) && !isSetting(key)

/** What cannot be made again from AWS: `2 sets of test cases`; empty if there is nothing of that. */
export async function unsavedWork(): Promise<string[]> {
  const [drafts, events] = ['portico:features:', 'portico:events:'].map((prefix) => storedUnder(prefix))
  const sets = await database()
    .then((stored) => stored.count('sets'))
    .catch(() => 0)
  return [
    ...(sets > 0 ? [sets === 1 ? 'a set of test cases' : `${sets} sets of test cases`] : []),
    ...(drafts ? ['feature drafts that are not saved to the API'] : []),
    ...(events ? ['kept test events'] : []),
  ]
}

function storedUnder(prefix: string): boolean {
  try {
    return Object.keys(localStorage).some(
      (key) => key.startsWith(prefix) && !['', '[]'].includes(localStorage.getItem(key) ?? ''),
    )
  } catch {
    // Storage is refused: nothing was kept.
    return false
  }
}

export async function forgetPrivate(): Promise<void> {
  try {
    for (const storage of [localStorage, sessionStorage])
      for (const key of Object.keys(storage).filter(isPrivate)) storage.removeItem(key)
  } catch {
    // Storage is refused: nothing was kept.
  }
  try {
    const stored = await database()
    await Promise.all([stored.clear('runs'), stored.clear('sets')])
  } catch {
    // The browser keeps no database, as in a private window.
  }
}
