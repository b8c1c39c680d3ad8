/**
 * Hands sign-outs on to the console's other processes, and to those that start later, through a directory that all of them
 * share: an empty file for each, whose name says which session and until when it matters. No name opens anything: it is a
 * hash of an id that is only ever inside an encrypted cookie.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { log } from '../log'
import { processWide } from '../process-wide'
import { within } from '../within'
import { type Ending, keepEnding } from './ended-sessions'

/** How long another process takes to learn of a sign-out, at most. */
const readEveryMs = 10_000
/** A mounted directory whose server is gone answers nothing at all, and requests wait for it. */
const patienceMs = 2_000

const state = processWide('shared-endings', () => ({
  read: new Map<string, { at: number; reading: Promise<void> }>(),
  broken: undefined as string | undefined,
}))

const placeOf = (directory: string) => join(directory, 'ended-sessions')

/** Best effort: a person leaves whether or not the others learn it. */
export const shareEnding = (directory: string, { key, endsAt }: Ending): Promise<void> =>
  guarded(directory, async (place) => {
    await mkdir(place, { recursive: true, mode: 0o700 })
    await writeFile(join(place, `${endsAt}-${key}`), '', { mode: 0o600 })
  })

/** Reads what others wrote, once in a while. A directory that cannot be read ends nobody's session. */
export function learnEndings(directory: string, now = Date.now()): Promise<void> {
  const known = state.read.get(directory)
  if (known && now - known.at < readEveryMs) return known.reading
  const reading = guarded(directory, async (place) => {
    await mkdir(place, { recursive: true, mode: 0o700 })
    for (const name of await readdir(place)) {
      const ending = readName(name)
      if (!ending) continue
      if (ending.endsAt * 1000 > now) keepEnding(ending, now)
      else await rm(join(place, name), { force: true })
    }
  })
  state.read.set(directory, { at: now, reading })
  return reading
}

function readName(name: string): Ending | undefined {
  const [, endsAt, key] = name.match(/^(\d{1,12})-([0-9a-f]{64})$/) ?? []
  return endsAt && key ? { endsAt: Number(endsAt), key } : undefined
}

async function guarded(directory: string, work: (place: string) => Promise<void>): Promise<void> {
  try {
    await within(work(placeOf(directory)), patienceMs, () => {
      throw new Error(`no answer in ${patienceMs / 1000} s`)
    })
    state.broken = undefined
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (!state.broken) log().error({ event: 'session.endings', why }, 'PORTICO_SHARED_DIR cannot be used')
    state.broken = `PORTICO_SHARED_DIR cannot be read or written, so this process does not learn who signed out in another. Make it a directory that this process can write to.`
  }
}

/** For `/api/ready`. */
export const endingWarnings = (): string[] => (state.broken ? [state.broken] : [])
