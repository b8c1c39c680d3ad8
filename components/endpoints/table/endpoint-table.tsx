'use client'

import { Clock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback, useRef } from 'react'
import { columnsOf, type IndexQuery } from '@/lib/endpoint-index/index-query'
import type { IndexColumn, IndexedPage } from '@/lib/endpoint-index/types'
import type { EndpointPage, EndpointQuery, EndpointSummaries, EndpointRow as Row } from '@/lib/endpoints/types'
import { firstOfEach } from '@/lib/errors/first-of-each'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import type { JobSummary, WiringCheck } from '@/lib/wiring/state/plan'
import { useJobs } from '../../apis/use-jobs'
import type { RequiredTag } from '../../deploy/starting-point'
import { noteContainers } from '../../palette/known-containers'
import { onDemand, useOnceOpen } from '../../ui/on-demand'
import { Note } from '../../ui/state/note'
import { copyAndSay } from '../../ui/text/copy-button'
import { RelativeTime } from '../../ui/text/relative-time'
import { toast } from '../../ui/toast/toast'
import { closest } from '../closest'
import { NoEndpoints, NoMatch } from '../empty-list'
import { FilterChips, FilterMenu } from '../filters/filter-menu'
import {
  countOf,
  isComplete,
  matches,
  readFilter,
  type StatusFilter,
  statusFilters,
  statusParam,
} from '../filters/filters'
import { IndexLine, readSoFar } from '../filters/index-line'
import { failureOf, isRead, matchesInWords, usePage } from '../filters/index-view'
import { filtersIn } from '../filters/list-filters'
import { type LookAtIndex, useIndex } from '../filters/use-index'
import { useListUrl } from '../filters/use-list-url'
import { ViewsMenu } from '../filters/views-menu'
import type { BulkReads } from '../several/bulk-actions'
import { DeploySeveral, type Several } from '../several/deploy-several'
import { useChecks } from '../several/use-checks'
import { useChosen } from '../several/use-chosen'
import type { Detect } from '../several/use-detected'
import { ColumnMenu } from './column-menu'
import { deployObstacle, linksOf } from './row-action'
import { columnsToRead, hiddenIn, withColumn } from './table-columns'
import { TableFooter } from './table-footer'
import { TableRows } from './table-rows'
import { TableSummary } from './table-summary'
import { TableToolbar } from './table-toolbar'
import { UnreadColumns } from './unread-columns'
import { useLiveRows } from './use-live-rows'
import { useSeenNames } from './use-seen-names'
import { useSummaries } from './use-summaries'
import { useKeysEnabled, useTableKeys } from './use-table-keys'

/** What can be done with several endpoints: loaded once one is chosen. */
const bulk = onDemand(() => import('../several/bulk-actions'))

export interface EndpointTableProps extends BulkReads {
  page: EndpointPage
  query: EndpointQuery
  /** What SageMaker cannot filter and sort by, with the first look at the index. */
  indexed?: { query: IndexQuery; page: IndexedPage }
  /** What is known of the shown columns, if SageMaker filters and sorts the list. */
  firstLook?: IndexedPage
  /** The region's jobs when the page was read. */
  jobs: JobSummary[]
  /** `/{account}/{region}/endpoints`. */
  basePath: string
  /** The name of whoever looks. */
  person: string
  canDeploy: boolean
  /** Why this person cannot deploy. */
  denyReason?: string
  loadSummaries: (names: string[]) => Promise<Result<EndpointSummaries>>
  /** Says whether a public API is still as it was deployed. */
  check: (endpointName: string) => Promise<Result<WiringCheck>>
  refresh: (names: string[]) => Promise<Result<Row[]>>
  listJobs: () => Promise<Result<JobSummary[]>>
  look: LookAtIndex
  /** Finds out what the models of a few endpoints take. */
  detectModels: Detect
  /** Deploys several; answers why some could not be started, by name. */
  deploySeveral: (chosen: Several) => Promise<Result<Record<string, Failure>>>
  /** What the account requires on every resource of a public API. */
  requiredTags?: RequiredTag[]
  /** Names that are known beside this page, for "did you mean". */
  knownNames?: string[]
  /** Regions of this account to look in where this one has no endpoints. */
  otherRegions?: string[]
}

export function EndpointTable(props: EndpointTableProps) {
  const { query, indexed, basePath, person, canDeploy, denyReason, knownNames = [], otherRegions = [] } = props
  const router = useRouter()
  const url = useListUrl()
  const used = indexed ? columnsOf(indexed.query) : none
  const hidden = hiddenIn(url.params.get('hide'), url.params.get('show'), used)
  const wanted = columnsToRead(hidden, used)
  const index = useIndex(
    props.look,
    {
      search: url.params.toString(),
      columns: wanted,
      names: props.page.rows.map((row) => row.name),
      matches: indexed !== undefined,
    },
    indexed?.page ?? props.firstLook,
  )
  const page = usePage(props.page, indexed && index.page)
  const live = useLiveRows(page, props.refresh)
  const summaries = useSummaries(async (names) => {
    const result = await props.loadSummaries(names)
    // For the command palette, which searches the containers that were read.
    if (result.ok) noteContainers(basePath.replace(/\/endpoints$/, ''), containersIn(result.value))
    return result
  })
  const checks = useChecks(props.check)
  const { jobs, read: readJobs } = useJobs(props.jobs, props.listJobs, (name) => {
    checks.forget(name)
    router.refresh()
  })
  const failures = firstOfEach([...summaries.failures, ...checks.failures])
  const [keys, setKeys] = useKeysEnabled()
  const table = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const seenNames = useSeenNames(page.rows)

  const [, account = '', region = ''] = basePath.split('/')
  const denied = canDeploy ? undefined : (denyReason ?? 'Your role is not allowed to deploy.')
  const filters = filtersIn(url.params)
  const timed = Boolean(query.created ?? query.modified)
  const complete = !indexed && !timed && isComplete(page, query)
  const filter = readFilter(url.params.get('status'), url.params.get('group'))
  const rows = indexed ? live.rows : live.rows.filter((row) => matches(row, filter))
  const filterLabel = filter === 'all' ? undefined : statusFilters.find((one) => one.value === filter)?.label
  const pageOnly = !indexed && !complete && filter !== 'all' && statusParam(filter) === undefined
  const matched = indexed && index.page ? matchesInWords(index.page) : undefined
  const countIn = (one: StatusFilter) =>
    indexed ? (one === filter ? matched : undefined) : countOf(one, live.rows, page, query)
  const factsOf = (name: string) => index.page?.facts[name]
  const { chosen, choose, clear } = useChosen(rows)
  const bulkCode = useOnceOpen(bulk, chosen.size > 0, clear)

  const chooseFilter = (next: StatusFilter) => {
    const status = statusParam(next)
    const change = { status, group: status || next === 'all' ? undefined : next }
    if (complete) url.show(change)
    else url.push(change)
  }

  const onRowKey = useCallback(
    (key: 'd' | 'p' | 'c', name: string) => {
      const row = live.rows.find((one) => one.name === name)
      if (row) act(key, row, basePath, denied, (href) => router.push(href))
    },
    [live.rows, basePath, denied, router],
  )
  useTableKeys({ table, search, enabled: keys, onRowKey })

  const progress = wanted.length > 0 ? index.page?.progress : undefined
  const nothingAtAll = complete && !query.search && live.rows.length === 0
  const deploy = {
    denied,
    requiredTags: props.requiredTags,
    detect: props.detectModels,
    deploy: props.deploySeveral,
    onQueued: () => router.push(`/${account}/${region}/apis`),
  }
  return (
    <div ref={table}>
      <h1 className="font-semibold text-20 tracking-[-0.02em]">Endpoints</h1>
      <TableSummary rows={live.rows} total={countIn('all') ?? matched} matches={Boolean(indexed)} complete={complete} />
      <TableToolbar
        search={query.search ?? ''}
        onSearch={(value) => url.replace({ search: value || undefined })}
        searchRef={search}
        filter={filter}
        onFilter={chooseFilter}
        countOf={countIn}
        reading={url.reading}
        readAt={page.readAt}
        polledAt={live.polledAt}
        onRefresh={url.refresh}
        keys={keys}
      >
        <FilterMenu filters={filters} onChange={url.push} />
        <ViewsMenu basePath={basePath} person={person} current={url.view} onOpen={url.open} />
        <ColumnMenu hidden={hidden} onChange={(column, shown) => url.show(withColumn(hidden, column, shown))} />
        {live.rows.length > 0 && <DeploySeveral rows={rows} {...deploy} />}
      </TableToolbar>
      <FilterChips filters={filters} onChange={url.push} />
      {index.page && wanted.length > 0 && <IndexLine page={index.page} failure={index.failure} />}
      {live.failure && (
        <Note tone="warn" role="status" icon={<Clock aria-hidden />} title={live.failure.message} className="mb-3">
          The changing rows are from <RelativeTime value={live.polledAt ?? page.readAt} ago />. They are refreshed every{' '}
          {Math.round(live.intervalMs / 1000)} s.
        </Note>
      )}
      <UnreadColumns
        failures={failures}
        onRetry={() => {
          summaries.retry()
          checks.retry()
        }}
      />
      {pageOnly && rows.length > 0 && (
        <Note tone="info" className="mb-3">
          SageMaker filters by one status at a time, so “{filterLabel}” covers the{' '}
          {plural(live.rows.length, 'endpoint')} on this page only.
        </Note>
      )}
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        {rows.length > 0 ? (
          <TableRows
            rows={rows}
            busy={url.reading}
            sort={
              indexed
                ? { by: indexed.query.sort, order: indexed.query.order }
                : { by: query.sortBy, order: query.sortOrder }
            }
            sortHref={(sort, order) => url.href({ sort, order })}
            hidden={hidden}
            aside={{
              name: readSoFar(progress, 'container'),
              url: readSoFar(progress, 'state'),
              access: readSoFar(progress, 'access'),
              cost: readSoFar(progress, 'cost'),
              tags: readSoFar(progress, 'tags'),
            }}
            chosen={chosen}
            onChoose={choose}
            propsOf={(row) => ({
              summary: summaries.summaryOf(row),
              facts: factsOf(row.name),
              currency: progress?.currency,
              job: jobs.find((job) => job.endpointName === row.name),
              basePath,
              denied,
              watch: summaries.watch,
              check: row.publicApi.state === 'none' ? undefined : checks.checkOf(row.name),
              watchCheck: checks.watch,
            })}
          />
        ) : nothingAtAll ? (
          <NoEndpoints
            region={region}
            otherRegions={otherRegions.map((other) => ({ region: other, href: `/${account}/${other}/endpoints` }))}
          />
        ) : (
          <NoMatch
            search={query.search}
            filter={filterLabel}
            pageOnly={pageOnly}
            unread={indexed && index.page && !isRead(index.page) ? index.page.progress : undefined}
            failure={indexed && index.page && failureOf(index.page)}
            filtered={Boolean(indexed) || timed}
            suggestion={query.search ? closest(query.search, [...seenNames, ...knownNames]) : undefined}
            onSearch={(value) => url.push({ search: value || undefined })}
            onShowAll={() => chooseFilter('all')}
            onClear={() => url.open('')}
          />
        )}
      </div>
      {bulkCode && (
        <bulkCode.BulkActions
          chosen={rows
            .filter(({ name }) => chosen.has(name))
            .map((row) => ({ row, summary: summaries.summaryOf(row) ?? undefined, facts: factsOf(row.name) }))}
          deploy={deploy}
          remove={props.remove}
          plan={props.plan}
          write={props.write}
          onStarted={readJobs}
          onWritten={url.refresh}
          onClear={clear}
        />
      )}
      <TableFooter
        shown={rows.length}
        loaded={live.rows.length}
        token={query.token}
        nextToken={page.nextToken}
        pageHref={(token) => url.href({ token })}
        numbered={
          indexed && index.page
            ? { page: index.page.page, pages: index.page.pages, href: (next) => url.href({ page: String(next) }) }
            : undefined
        }
        keys={keys}
        setKeys={setKeys}
      />
      <p role="status" className="sr-only">
        {live.news || `${plural(rows.length, 'endpoint')} shown`}
      </p>
    </div>
  )
}

const none: IndexColumn[] = []

const containersIn = ({ summaries }: EndpointSummaries) =>
  Object.fromEntries(Object.entries(summaries).map(([name, { container }]) => [name, container]))

function act(key: 'd' | 'p' | 'c', row: Row, basePath: string, denied: string | undefined, go: (href: string) => void) {
  const links = linksOf(basePath, row.name)
  const url = row.publicApi.state === 'live' ? row.publicApi.invokeUrl : undefined
  if (key === 'd') {
    const obstacle = deployObstacle(row, denied)
    if (obstacle) toast(obstacle, { duration: 6000 })
    else go(links.deploy)
  } else if (!url) toast(`${row.name} has no public API yet`)
  else if (key === 'p') go(links.playground)
  else copyAndSay(url, 'URL copied')
}
