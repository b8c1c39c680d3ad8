/** One history a public URL, shared by all cards of the page: read once, then kept in step with the database. */
import type { CaseSet } from '@/lib/history/cases'
import { beyond, mostAnswerChars, newestFirst, type Run, type RunInput } from '@/lib/history/run'
import type { Asked } from '../ask'
import { database } from './database'

export interface HistoryState {
  /** `unavailable`: this browser keeps nothing. */
  state: 'loading' | 'ready' | 'unavailable'
  runs: Run[]
  sets: CaseSet[]
}

const loading: HistoryState = { state: 'loading', runs: [], sets: [] }

export class HistoryStore {
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

  private show(next: Partial<HistoryState>) {
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
      this.show({ state: 'ready', runs: newestFirst(runs), sets })
    } catch {
      this.show({ state: 'unavailable' })
    }
  }

  /** Does the work where there is a database; a browser that stops keeping is shown as one. */
  private async keep(work: (db: Awaited<ReturnType<typeof database>>) => Promise<unknown>) {
    this.read ??= this.load()
    await this.read
    if (this.now.state !== 'ready') return
    try {
      await work(await database())
    } catch {
      this.show({ state: 'unavailable' })
    }
  }

  record = (input: RunInput, asked: Asked, version?: string) =>
    this.keep(async (db) => {
      const answer = asked.kind === 'answer' ? asked : undefined
      const run: Run = {
        id: crypto.randomUUID(),
        api: this.api,
        at: new Date().toISOString(),
        input,
        status: answer?.status,
        contentType: answer?.contentType ?? '',
        text: answer?.text.slice(0, mostAnswerChars) ?? '',
        latencyMs: asked.latencyMs,
        version,
        pinned: false,
      }
      const runs = [run, ...this.now.runs]
      const gone = new Set(beyond(runs))
      this.show({ runs: runs.filter(({ id }) => !gone.has(id)) })
      await db.put('runs', run)
      await Promise.all([...gone].map((id) => db.delete('runs', id)))
    })

  pin = (run: Run, pinned: boolean) =>
    this.keep(async (db) => {
      const next = { ...run, pinned }
      this.show({ runs: this.now.runs.map((one) => (one.id === run.id ? next : one)) })
      await db.put('runs', next)
    })

  remove = (ids: string[]) =>
    this.keep(async (db) => {
      this.show({ runs: this.now.runs.filter(({ id }) => !ids.includes(id)) })
      await Promise.all(ids.map((id) => db.delete('runs', id)))
    })

  saveSet = (set: Omit<CaseSet, 'id' | 'api'> & { id?: string }) =>
    this.keep(async (db) => {
      const kept: CaseSet = { ...set, id: set.id ?? crypto.randomUUID(), api: this.api }
      this.show({ sets: [...this.now.sets.filter(({ id }) => id !== kept.id), kept] })
      await db.put('sets', kept)
    })

  removeSet = (id: string) =>
    this.keep(async (db) => {
      this.show({ sets: this.now.sets.filter((set) => set.id !== id) })
      await db.delete('sets', id)
    })
}

const stores = new Map<string, HistoryStore>()

export function historyOf(api: string): HistoryStore {
  const store = stores.get(api) ?? new HistoryStore(api)
  stores.set(api, store)
  return store
}
