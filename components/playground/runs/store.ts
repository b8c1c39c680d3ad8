/**
 * The runs of one public API, shared by all cards of the page: read once, then kept in step with the database. What the
 * database does not take stays on the page until it is closed, so that no run is lost while one works.
 */
import { assembled } from '@/lib/runs/assembled'
import { type CaseSet, readKept } from '@/lib/runs/cases'
import type { RunInput } from '@/lib/runs/input'
import { beyond, mostResponseChars, newestFirst, oldestOf, type Run, sizeOf } from '@/lib/runs/run'
import type { CallOutcome } from '../call/call'
import { database } from './database'
import { previewOf } from './preview-of'

export interface RunsState {
  /** `page`: this browser keeps nothing for this site. */
  state: 'loading' | 'kept' | 'page'
  runs: Run[]
  sets: CaseSet[]
  /** The browser had no room for the last that was to be kept. */
  isFull: boolean
}

const loading: RunsState = { state: 'loading', runs: [], sets: [], isFull: false }

type Database = Awaited<ReturnType<typeof database>>

export class RunStore {
  private now = loading
  private listeners = new Set<() => void>()
  private read?: Promise<void>

  constructor(private api: string) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    this.read ??= this.load()
    return () => this.listeners.delete(listener)
  }

  snapshot = () => this.now
  static empty = () => loading

  private show(next: Partial<RunsState>) {
    this.now = { ...this.now, ...next }
    for (const notify of this.listeners) notify()
  }

  private async load() {
    try {
      const db = await database()
      const [runs, sets] = await Promise.all([
        db.getAllFromIndex('runs', 'api', this.api),
        db.getAllFromIndex('sets', 'api', this.api),
      ])
      this.show({ state: 'kept', runs: newestFirst(runs), sets: byName(sets.flatMap((set) => readKept(set) ?? [])) })
    } catch {
      this.show({ state: 'page' })
    }
  }

  /** Waits for what was kept before, so that it is not overwritten by what comes. */
  private async ready() {
    this.read ??= this.load()
    await this.read
  }

  /** Does the work where there is a database, and says where it had no room, or ceased. */
  private async keep(work: (db: Database) => Promise<unknown>) {
    if (this.now.state !== 'kept') return
    try {
      await work(await database())
      if (this.now.isFull) this.show({ isFull: false })
    } catch (error) {
      this.show(isQuota(error) ? { isFull: true } : { state: 'page' })
    }
  }

  record = async (input: RunInput, outcome: CallOutcome, version?: string) => {
    const at = new Date().toISOString()
    const [preview] = await Promise.all([previewOf(input), this.ready()])
    const response = outcome.kind === 'response' ? outcome : undefined
    const { text, contentType } = assembled({ text: response?.text ?? '', contentType: response?.contentType ?? '' })
    const run: Run = {
      ...(response && contentType !== response.contentType ? { isAssembled: true } : {}),
      id: crypto.randomUUID(),
      api: this.api,
      at,
      input,
      preview,
      status: response?.status,
      contentType,
      text: response?.image ? '' : text.slice(0, mostResponseChars),
      image: response?.image,
      latencyMs: outcome.latencyMs,
      version,
      pinned: false,
    }
    const runs = newestFirst([run, ...this.now.runs])
    const gone = beyond(runs)
    this.show({ runs: runs.filter(({ id }) => !gone.includes(id)) })
    await this.keep(async (db) => {
      await Promise.all(gone.map((id) => db.delete('runs', id)))
      if (!gone.includes(run.id)) await this.putWithRoom(db, run)
    })
  }

  /** If the browser gives less than the runs' own budget, the oldest loose runs make room, once. */
  private async putWithRoom(db: Database, run: Run) {
    try {
      await db.put('runs', run)
    } catch (error) {
      const gone = oldestOf(
        this.now.runs.filter(({ id }) => id !== run.id),
        2 * sizeOf(run),
      )
      if (!isQuota(error) || gone.length === 0) throw error
      await Promise.all(gone.map((id) => db.delete('runs', id)))
      this.show({ runs: this.now.runs.filter(({ id }) => !gone.includes(id)) })
      await db.put('runs', run)
    }
  }

  pin = async (run: Run, pinned: boolean) => {
    const next = { ...run, pinned }
    this.show({ runs: this.now.runs.map((one) => (one.id === run.id ? next : one)) })
    await this.keep((db) => db.put('runs', next))
  }

  remove = async (ids: string[]) => {
    this.show({ runs: this.now.runs.filter(({ id }) => !ids.includes(id)) })
    await this.keep((db) => Promise.all(ids.map((id) => db.delete('runs', id))))
  }

  saveSet = async (set: Omit<CaseSet, 'id' | 'api'> & { id?: string }) => {
    const kept: CaseSet = { ...set, id: set.id ?? crypto.randomUUID(), api: this.api }
    this.show({ sets: byName([...this.now.sets.filter(({ id }) => id !== kept.id), kept]) })
    await this.keep((db) => db.put('sets', kept))
  }

  removeSet = async (id: string) => {
    this.show({ sets: this.now.sets.filter((set) => set.id !== id) })
    await this.keep((db) => db.delete('sets', id))
  }
}

/** The database knows no order; two of one name keep theirs. */
const byName = (sets: CaseSet[]) => [...sets].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))

const isQuota = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError'

const stores = new Map<string, RunStore>()

export function runStoreOf(api: string): RunStore {
  const store = stores.get(api) ?? new RunStore(api)
  stores.set(api, store)
  return store
}
