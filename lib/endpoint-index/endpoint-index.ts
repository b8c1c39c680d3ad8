/**
 * The index of one account, region and role: what was read of the endpoints, how old it is, and what to read next. It lives in
 * this process's memory and makes no calls itself; `fill.ts` does, and only while somebody looks.
 */
import { publicApiState } from '../endpoints/list/list'
import type { EndpointRow } from '../endpoints/types'
import type { Failure } from '../result'
import type { ManagedApi } from '../wiring/read/list-managed'
import { isRead, type Part, partsOf } from './columns'
import { type Paged, takePage } from './paged'
import type { Details, IndexReader, ListedEndpoint } from './reader'
import type { Entry } from './select-rows'
import { type ColumnProgress, type IndexColumn, type Indexed, type IndexProgress, indexColumns } from './types'

/** A look counts for so long; the list looks again sooner. */
const lookMs = 30_000
const minuteMs = 60_000
/** How long each part counts; details only while SageMaker lists the endpoint as unchanged. */
const keptMs = {
  list: 5 * minuteMs,
  apis: minuteMs,
  tags: 5 * minuteMs,
  access: 30 * minuteMs,
  details: 6 * 60 * minuteMs,
}
/** What was refused is tried again after so long. */
const deniedMs = 5 * minuteMs
const failedMs = 30_000
/** One endpoint can be denied alone; so many in a row stop a read that takes a call for each. */
const mostMisses = 3
export type Step =
  | { part: 'list'; token?: string }
  | { part: 'tags'; token?: string }
  | { part: 'apis' }
  | { part: 'access'; api: ManagedApi }
  | { part: 'details'; name: string; status?: string; withCost: boolean }

interface Kept {
  at: number
  /** Why it could not be read. */
  failure?: Failure
}
type KeptAccess = Kept & { kind?: Indexed['access']; deployedAt?: string }
/** `listedAs`: when the endpoint had changed last, as it was listed then. */
type KeptDetails = Kept & Details & { listedAs?: string }

export class EndpointIndex {
  /** Makes the calls, with the credentials of whoever looked last. */
  reader?: IndexReader
  filling = false
  pausedUntil = 0
  pausedFor?: 'throttled' | 'budget'
  currency?: string
  private readonly list: Paged<ListedEndpoint> = { items: new Map() }
  private readonly tags: Paged<Record<string, string>> = { items: new Map() }
  private apis: { byEndpoint: ReadonlyMap<string, ManagedApi>; at?: number } = { byEndpoint: new Map() }
  private readonly access = new Map<string, KeptAccess>()
  private readonly details = new Map<string, KeptDetails>()
  private readonly refused = new Map<Part, { failure: Failure; until: number; misses: number }>()
  private readonly endedJobs = new Set<string>()
  private readonly lookedAt = new Map<IndexColumn, number>()
  private inView: string[] = []
  private backoffMs = 0
  private apisAreStale = false

  look(columns: IndexColumn[], inView: string[], reader: IndexReader, now: number): void {
    this.reader = reader
    this.inView = inView
    for (const column of columns) this.lookedAt.set(column, now)
  }

  /** Undefined if nobody looks, or nothing is left to read. */
  nextStep(now: number): Step | undefined {
    const looks = (...columns: IndexColumn[]) =>
      columns.some((column) => now - (this.lookedAt.get(column) ?? Number.NEGATIVE_INFINITY) < lookMs)
    if (!looks(...indexColumns)) return undefined
    if (this.isDue('apis', this.apisAreStale ? undefined : this.apis.at, now)) return { part: 'apis' }
    const withCost = looks('cost') && !this.isRefused('cost', now)
    const details = looks('container', 'cost') && !this.isRefused('details', now)
    const needs = (name: string) => this.needsDetails(name, withCost, now)
    const stepOf = (name: string): Step => ({
      part: 'details',
      name,
      status: this.list.items.get(name)?.status,
      withCost,
    })
    // What is in view comes first.
    const seen = details ? this.inView.find(needs) : undefined
    if (seen) return stepOf(seen)
    if (this.isDue('list', this.list.at, now)) return { part: 'list', token: this.list.pending?.token }
    if (looks('tags') && this.isDue('tags', this.tags.at, now)) return { part: 'tags', token: this.tags.pending?.token }
    if (looks('access') && !this.isRefused('access', now)) {
      for (const api of this.apis.byEndpoint.values()) if (this.needsAccess(api, now)) return { part: 'access', api }
    }
    if (details) for (const name of this.listed().keys()) if (needs(name)) return stepOf(name)
    return undefined
  }

  private isDue(part: 'list' | 'apis' | 'tags', at: number | undefined, now: number): boolean {
    return !this.isRefused(part, now) && (at === undefined || now - at > keptMs[part])
  }

  private isRefused(part: Part, now: number): boolean {
    return (this.refused.get(part)?.until ?? 0) > now
  }

  private needsAccess({ restApiId, deployedAt }: ManagedApi, now: number): boolean {
    const known = this.access.get(restApiId)
    if (known?.failure) return now - known.at > deniedMs
    return !known || known.deployedAt !== deployedAt || now - known.at > keptMs.access
  }

  private needsDetails(name: string, withCost: boolean, now: number): boolean {
    const known = this.details.get(name)
    if (known?.failure) return now - known.at > deniedMs
    if (!known || now - known.at > keptMs.details) return true
    const listedAs = this.listed().get(name)?.modifiedAt
    if (listedAs && known.listedAs && listedAs !== known.listedAs) return true
    return withCost && known.hour === undefined && !(known.costFailure && now - known.at <= deniedMs)
  }

  /** While the first list is read, what is there of it counts. */
  private listed(): Map<string, ListedEndpoint> {
    return this.list.at === undefined ? (this.list.pending?.items ?? this.list.items) : this.list.items
  }

  takeList(page: { endpoints: ListedEndpoint[]; nextToken?: string }, now: number): void {
    takePage(
      this.list,
      page.endpoints.map((one) => [one.name, one]),
      page.nextToken,
      now,
    )
    this.succeeded('list')
    if (this.list.at !== now) return
    for (const name of this.details.keys()) if (!this.list.items.has(name)) this.details.delete(name)
  }

  takeTags(page: { tags: [string, Record<string, string>][]; nextToken?: string }, now: number): void {
    takePage(this.tags, page.tags, page.nextToken, now)
    this.succeeded('tags')
  }

  takeApis(apis: ManagedApi[], now: number): void {
    this.apis = { byEndpoint: new Map(apis.map((api) => [api.endpointName, api])), at: now }
    this.apisAreStale = false
    const ids = new Set(apis.map(({ restApiId }) => restApiId))
    for (const id of this.access.keys()) if (!ids.has(id)) this.access.delete(id)
    this.succeeded('apis')
  }

  takeAccess({ restApiId, deployedAt }: ManagedApi, kind: Indexed['access'], now: number): void {
    this.access.set(restApiId, { kind, deployedAt, at: now })
    this.succeeded('access')
  }

  /** @param details undefined if there is no such endpoint any more */
  takeDetails(name: string, details: Details | undefined, now: number): void {
    const kept = details ?? { container: null, hour: null }
    this.details.set(name, { ...kept, listedAs: this.listed().get(name)?.modifiedAt, at: now })
    this.currency = details?.currency ?? this.currency
    this.succeeded('details')
    if (details?.costFailure) this.failed('cost', details.costFailure, now)
    else if (details?.hour !== undefined) this.succeeded('cost')
  }

  private succeeded(part: Part): void {
    this.refused.delete(part)
    this.backoffMs = 0
  }

  /** Throttled calls are made again, each time later; what is denied rests for minutes. */
  failed(part: Part, failure: Failure, now: number): void {
    if (failure.code === 'throttled') {
      this.backoffMs = Math.min(Math.max(this.backoffMs * 2, 2_000), minuteMs)
      this.pause(now + this.backoffMs, 'throttled')
      return
    }
    // A token of SageMaker can end: then the list begins again.
    if (part === 'list' || part === 'tags') this[part].pending = undefined
    const misses = (this.refused.get(part)?.misses ?? 0) + 1
    const rests = part === 'list' || part === 'tags' || part === 'apis' || misses >= mostMisses
    this.refused.set(part, { failure, misses, until: rests ? now + (failure.denied ? deniedMs : failedMs) : now })
  }

  failedAccess({ restApiId }: ManagedApi, failure: Failure, now: number): void {
    if (failure.code !== 'throttled') this.access.set(restApiId, { failure, at: now })
    this.failed('access', failure, now)
  }

  failedDetails(name: string, failure: Failure, now: number): void {
    if (failure.code !== 'throttled') this.details.set(name, { failure, at: now })
    this.failed('details', failure, now)
  }

  pause(until: number, why: 'throttled' | 'budget'): void {
    this.pausedUntil = until
    this.pausedFor = why
  }

  /** Reads again what the console's own deploys and removals changed, once they ended. */
  noteJobs(ended: { jobId: string; endpointName: string }[]): void {
    const fresh = ended.filter(({ jobId }) => !this.endedJobs.has(jobId))
    if (fresh.length === 0) return
    this.endedJobs.clear()
    for (const { jobId } of ended) this.endedJobs.add(jobId)
    for (const { endpointName } of fresh) {
      const api = this.apis.byEndpoint.get(endpointName)
      if (api) this.access.delete(api.restApiId)
    }
    this.apisAreStale = true
  }

  /** Takes tags that the console itself wrote. */
  noteTags(name: string, tags: Record<string, string>): void {
    for (const items of [this.tags.items, this.tags.pending?.items])
      items?.set(name.toLowerCase(), { ...items.get(name.toLowerCase()), ...tags })
  }

  factsOf(name: string): Indexed {
    const api = this.apis.byEndpoint.get(name)
    const details = this.details.get(name)
    return {
      container: details?.container,
      hour: details?.hour,
      access: api ? this.access.get(api.restApiId)?.kind : this.apis.at === undefined ? undefined : null,
      tags: this.tagsOf(name),
    }
  }

  private tagsOf(name: string): Record<string, string> | undefined {
    const items = this.tags.at === undefined ? this.tags.pending?.items : this.tags.items
    // GetResources lists no endpoint that never had a tag.
    return items?.get(name.toLowerCase()) ?? (this.tags.at === undefined ? undefined : {})
  }

  *entries(): Generator<Entry> {
    for (const { name, arn, status, createdAt, modifiedAt } of this.listed().values()) {
      const publicApi = publicApiState(this.apis.byEndpoint.get(name))
      const row: EndpointRow = { name, arn, status, createdAt, modifiedAt, publicApi }
      yield { row, facts: this.factsOf(name) }
    }
  }

  progress(columns: IndexColumn[], now: number): IndexProgress {
    const listComplete = this.list.at !== undefined
    const counts = new Map<IndexColumn, number>(columns.map((column) => [column, 0]))
    let listed = 0
    for (const { facts } of this.entries()) {
      listed++
      for (const column of columns)
        if (isRead(column, facts, this.apis.at)) counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    const columnProgress = (column: IndexColumn): ColumnProgress => {
      const read = counts.get(column) ?? 0
      const complete = listComplete && read === listed
      const failure = complete ? undefined : this.failureOf(column)
      return { read, complete, ...(failure ? { failure } : {}) }
    }
    const failure = (this.refused.get('list') ?? this.refused.get('apis'))?.failure
    const waits = this.pausedUntil > now
    return {
      listed,
      listComplete,
      ...(failure ? { failure } : {}),
      columns: Object.fromEntries(columns.map((column) => [column, columnProgress(column)])),
      ...(waits ? { waiting: this.pausedFor, waitMs: this.pausedUntil - now } : {}),
      ...(this.currency ? { currency: this.currency } : {}),
    }
  }

  /** Why a column goes no further, or lacks some endpoints. */
  private failureOf(column: IndexColumn): Failure | undefined {
    const parts = partsOf[column].flatMap((part) => this.refused.get(part)?.failure ?? [])
    if (parts[0]) return parts[0]
    const kept = column === 'access' ? this.access.values() : this.details.values()
    if (column !== 'access' && column !== 'container' && column !== 'cost') return undefined
    for (const one of kept) {
      const failure = one.failure ?? (column === 'cost' && 'costFailure' in one ? one.costFailure : undefined)
      if (failure) return failure
    }
    return undefined
  }
}
