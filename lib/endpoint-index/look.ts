/**
 * A look at the index of the account and region, by somebody's role: it starts the reads and answers with what is known. What one
 * role can read is never shown to another.
 */
import 'server-only'
import { config } from '../config'
import type { ConsoleContext } from '../console/context'
import type { PlaceEndpoint, Places } from '../endpoints/types'
import { log } from '../log'
import { processWide } from '../process-wide'
import { type Clock, systemClock } from '../wiring/run/clock'
import type { JobSummary } from '../wiring/state/plan'
import { Budget } from './budget'
import { EndpointIndex } from './endpoint-index'
import { fill } from './fill'
import type { IndexQuery } from './index-query'
import { readerOf } from './reader'
import { type Selection, selectRows } from './select-rows'
import type { IndexColumn, IndexedPage } from './types'

/** The index that nobody looked at for longest goes first. */
const mostIndexes = 40

const indexes = processWide('endpoint-indexes', () => new Map<string, EndpointIndex>())
const budgets = processWide('endpoint-index-budgets', () => new Map<string, Budget>())

type Looker = Pick<ConsoleContext, 'target' | 'person'>

const placeOf = ({ target: { accountId, region } }: Pick<Looker, 'target'>): string => `${accountId} ${region} `

function indexOf(looker: Looker): EndpointIndex {
  const key = `${placeOf(looker)}${looker.person.role}`
  const index = indexes.get(key) ?? new EndpointIndex()
  indexes.delete(key)
  if (indexes.size >= mostIndexes) indexes.delete(indexes.keys().next().value ?? '')
  indexes.set(key, index)
  return index
}

function budgetOf(looker: Looker): Budget {
  const key = placeOf(looker)
  const budget = budgets.get(key) ?? new Budget()
  budgets.set(key, budget)
  return budget
}

export interface Look {
  /** What the list is filtered and sorted by; none if only columns are shown. */
  query?: IndexQuery
  columns: IndexColumn[]
  /** Rows in view, which are read first. */
  names: string[]
  /** The last job of each endpoint of the place: what it left is not yet in what was read. */
  jobs: JobSummary[]
}

const none: Selection = { entries: [], matched: 0, page: 1, pages: 1 }

export function lookAtIndex(
  context: Looker & Pick<ConsoleContext, 'clients'>,
  { query, columns, names, jobs }: Look,
  clock: Clock = systemClock,
): IndexedPage {
  const index = indexOf(context)
  const now = clock.now()
  index.noteJobs(jobs.filter(({ state }) => state === 'done' || state === 'failed'))
  const all = query ? index.entries() : []
  const { entries, ...selected } = query ? selectRows(all, query, now) : none
  const inView = [...new Set([...entries.map(({ row }) => row.name), ...names])]
  index.look(columns, inView, readerOf(context.clients, context.target, config().aws.invokeUrlTemplate), now)
  fill(index, budgetOf(context), clock).catch((error) =>
    log().error({ event: 'endpoint-index', err: error }, 'unexpected'),
  )
  return {
    ...selected,
    rows: entries.map(({ row }) => row),
    facts: Object.fromEntries(inView.map((name) => [name, index.factsOf(name)])),
    progress: index.progress(columns, now),
    readAt: new Date(now).toISOString(),
  }
}

/** Takes tags that the console wrote into every index of the place, whatever its role. */
export function noteTagsInIndex(looker: Pick<Looker, 'target'>, name: string, tags: Record<string, string>): void {
  for (const [key, index] of indexes) if (key.startsWith(placeOf(looker))) index.noteTags(name, tags)
}

const peek = ({ person, ...place }: Looker): EndpointIndex | undefined => indexes.get(`${placeOf(place)}${person.role}`)

/** How much a search of the index covers. Reads nothing, and counts as no look. */
export function coverOfIndex(looker: Looker): Places['indexed'] {
  let [tags, containers] = [0, 0]
  for (const { facts } of peek(looker)?.entries() ?? []) {
    if (facts.tags) tags++
    if (facts.container) containers++
  }
  return tags + containers > 0 ? { tags, containers } : undefined
}

const mostFound = 50

/** Finds endpoints whose tags or container have all words of the text, in what was read. */
export function searchIndex(looker: Looker, text: string): PlaceEndpoint[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found: PlaceEndpoint[] = []
  for (const { row, facts } of peek(looker)?.entries() ?? []) {
    const tags = Object.entries(facts.tags ?? {}).map(([key, value]) => (value ? `${key}: ${value}` : key))
    const container = facts.container ?? undefined
    const all = [row.name, ...tags, container ?? ''].map((one) => one.toLowerCase())
    if (!words.every((word) => all.some((one) => one.includes(word)))) continue
    found.push({ name: row.name, status: row.status, tags, container })
    if (found.length === mostFound) break
  }
  return found
}
