'use client'

import { Clock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { EndpointPage, EndpointQuery, EndpointSummaries, EndpointRow as Row } from '@/lib/endpoints/types'
import { firstOfEach } from '@/lib/errors/first-of-each'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import type { WiringCheck } from '@/lib/wiring/state/plan'
import { noteContainers } from '../palette/known-containers'
import { Button } from '../ui/button'
import { copyAndSay } from '../ui/copy-button'
import { RelativeTime } from '../ui/relative-time'
import { Note } from '../ui/state/note'
import { Unread } from '../ui/state/unread'
import { closest } from './closest'
import { ColumnMenu } from './column-menu'
import { DeploySeveral, type Several } from './deploy-several'
import { NoEndpoints, NoMatch } from './empty-list'
import { EndpointRow } from './endpoint-row'
import { countOf, isComplete, matches, readFilter, type StatusFilter, statusFilters, statusParam } from './filters'
import { deployObstacle, linksOf } from './row-action'
import { hiddenIn, withColumn } from './table-columns'
import { TableFooter } from './table-footer'
import { TableFrame } from './table-frame'
import { TableSummary } from './table-summary'
import { TableToolbar } from './table-toolbar'
import { useChecks } from './use-checks'
import type { Detect } from './use-detected'
import { useListUrl } from './use-list-url'
import { useLiveRows } from './use-live-rows'
import { useSummaries } from './use-summaries'
import { useKeysEnabled, useTableKeys } from './use-table-keys'

export interface EndpointTableProps {
  page: EndpointPage
  query: EndpointQuery
  /** `/{account}/{region}/endpoints`. */
  basePath: string
  canDeploy: boolean
  /** Why this person cannot deploy. */
  denyReason?: string
  loadSummaries: (names: string[]) => Promise<Result<EndpointSummaries>>
  /** Says whether a public API is still as it was deployed. */
  check: (endpointName: string) => Promise<Result<WiringCheck>>
  refresh: (names: string[]) => Promise<Result<Row[]>>
  /** Finds out what the models of a few endpoints take. */
  detectModels: Detect
  /** Deploys several; answers why some could not be started, by name. */
  deploySeveral: (chosen: Several) => Promise<Result<Record<string, Failure>>>
  /** Names that are known beside this page, for "did you mean". */
  knownNames?: string[]
  /** Regions of this account to look in where this one has no endpoints. */
  otherRegions?: string[]
}

export function EndpointTable({
  page,
  query,
  basePath,
  canDeploy,
  denyReason,
  loadSummaries,
  refresh,
  check,
  detectModels,
  deploySeveral,
  knownNames = [],
  otherRegions = [],
}: EndpointTableProps) {
  const router = useRouter()
  const url = useListUrl()
  const live = useLiveRows(page, refresh)
  const summaries = useSummaries(async (names) => {
    const result = await loadSummaries(names)
    // For the command palette, which searches the containers that were read.
    if (result.ok) noteContainers(basePath.replace(/\/endpoints$/, ''), containersIn(result.value))
    return result
  })
  const checks = useChecks(check)
  const failures = firstOfEach([...summaries.failures, ...checks.failures])
  const [keys, setKeys] = useKeysEnabled()
  const table = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const seenNames = useSeenNames(page.rows)

  const [, account = '', region = ''] = basePath.split('/')
  const denied = canDeploy ? undefined : (denyReason ?? 'Your role is not allowed to deploy.')
  const complete = isComplete(page, query)
  const filter = readFilter(url.params.get('status'), url.params.get('group'))
  const hidden = hiddenIn(url.params.get('hide'))
  const rows = live.rows.filter((row) => matches(row, filter))
  const filterLabel = filter === 'all' ? undefined : statusFilters.find((one) => one.value === filter)?.label
  const pageOnly = !complete && filter !== 'all' && statusParam(filter) === undefined

  const choose = (next: StatusFilter) => {
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

  const nothingAtAll = complete && !query.search && live.rows.length === 0
  return (
    <div ref={table}>
      <h1 className="font-semibold text-20 tracking-[-0.02em]">Endpoints</h1>
      <TableSummary rows={live.rows} total={countOf('all', live.rows, page, query)} complete={complete} />
      <TableToolbar
        search={query.search ?? ''}
        onSearch={(value) => url.replace({ search: value || undefined })}
        searchRef={search}
        filter={filter}
        onFilter={choose}
        countOf={(one) => countOf(one, live.rows, page, query)}
        reading={url.reading}
        readAt={page.readAt}
        polledAt={live.polledAt}
        onRefresh={url.refresh}
        keys={keys}
      >
        <ColumnMenu
          hidden={hidden}
          onChange={(column, shown) => url.show({ hide: withColumn(hidden, column, shown) })}
        />
        <DeploySeveral
          rows={rows}
          denied={denied}
          detect={detectModels}
          deploy={deploySeveral}
          onQueued={() => router.push(`/${account}/${region}/apis`)}
        />
      </TableToolbar>
      {live.failure && (
        <Note tone="warn" role="status" icon={<Clock aria-hidden />} title={live.failure.message} className="mb-3">
          The changing rows are from <RelativeTime value={live.polledAt ?? page.readAt} ago />. They are refreshed every{' '}
          {Math.round(live.intervalMs / 1000)} s.
        </Note>
      )}
      {failures.length > 0 && (
        <Note
          tone="warn"
          role="status"
          title="Some columns could not be read."
          className="mb-3"
          action={
            <Button
              size="sm"
              onClick={() => {
                summaries.retry()
                checks.retry()
              }}
            >
              Refresh
            </Button>
          }
        >
          {failures.map((failure) => (
            <Unread key={failure.denied?.action ?? failure.code} failure={failure} />
          ))}
        </Note>
      )}
      {pageOnly && rows.length > 0 && (
        <Note tone="info" className="mb-3">
          SageMaker filters by one status at a time, so “{filterLabel}” covers the{' '}
          {plural(live.rows.length, 'endpoint')} on this page only.
        </Note>
      )}
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        {rows.length > 0 ? (
          <TableFrame
            label="Endpoints"
            busy={url.reading}
            sort={query}
            hidden={hidden}
            sortHref={(sort, order) => url.href({ sort, order })}
          >
            {rows.map((row) => (
              <EndpointRow
                key={row.name}
                row={row}
                summary={summaries.summaryOf(row)}
                basePath={basePath}
                denied={denied}
                hidden={hidden}
                watch={summaries.watch}
                check={row.publicApi.state === 'none' ? undefined : checks.checkOf(row.name)}
                watchCheck={checks.watch}
              />
            ))}
          </TableFrame>
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
            suggestion={query.search ? closest(query.search, [...seenNames, ...knownNames]) : undefined}
            onSearch={(value) => url.push({ search: value || undefined })}
            onShowAll={() => choose('all')}
          />
        )}
      </div>
      <TableFooter
        shown={rows.length}
        loaded={live.rows.length}
        token={query.token}
        nextToken={page.nextToken}
        pageHref={(token) => url.href({ token })}
        keys={keys}
        setKeys={setKeys}
      />
      <p role="status" className="sr-only">
        {live.news || `${plural(rows.length, 'endpoint')} shown`}
      </p>
    </div>
  )
}

/** Names that this tab has listed, so that a search without a match can suggest one of them. */
function useSeenNames(rows: Row[]): ReadonlySet<string> {
  const [seen, setSeen] = useState<{ rows: Row[]; names: ReadonlySet<string> }>({ rows: [], names: new Set() })
  if (seen.rows === rows) return seen.names
  const names = new Set([...seen.names, ...rows.map((row) => row.name)])
  setSeen({ rows, names })
  return names
}

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
