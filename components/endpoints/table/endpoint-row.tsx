'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { formatMoney } from '@/lib/cost/money'
import type { Indexed } from '@/lib/endpoint-index/types'
import type { EndpointRow as Row } from '@/lib/endpoints/types'
import type { JobSummary, WiringCheck } from '@/lib/wiring/state/plan'
import { ArchBadge, type ArchState, shortUrl } from '../../ui/arch'
import { cn } from '../../ui/cn'
import { Tick } from '../../ui/form/checkbox'
import { Skeleton } from '../../ui/state/skeleton'
import { StatusBadge } from '../../ui/state/status'
import { CopyButton } from '../../ui/text/copy-button'
import { RelativeTime } from '../../ui/text/relative-time'
import { archOfCheck, inWords, sentenceOf } from '../../wiring/check-look'
import { LiveBadge } from '../../wiring/live-badge'
import { accessOptions } from '../filters/list-filters'
import { isUnderWay, linksOf, RowAction } from './row-action'
import { Read, TagsCell, UnderWay } from './row-cells'
import { RowMenu } from './row-menu'
import { Spark } from './spark'
import type { Hidden, OptionalColumn } from './table-columns'
import { cell } from './table-frame'
import type { SummaryState } from './use-summaries'

export interface EndpointRowProps {
  row: Row
  summary: SummaryState
  /** What the index knows of it, and in which currency. */
  facts?: Indexed
  currency?: string
  /** A deploy or removal of this process. */
  job?: JobSummary
  chosen: boolean
  onChoose: (name: string, on: boolean) => void
  basePath: string
  denied?: string
  /** Columns that are not drawn where the list is a table; small screens draw each row as a block. */
  hidden: Hidden
  watch: (element: Element, row: Row) => () => void
  /** Says whether its public API is as deployed, once it was looked at. */
  check?: WiringCheck
  watchCheck: (element: Element, name: string) => () => void
}

/** Two lines; the whole row opens, its actions sit above that link. */
export function EndpointRow(props: EndpointRowProps) {
  const { row, summary, facts, currency, job, chosen, onChoose, basePath, denied, hidden, watch, check, watchCheck } =
    props
  const element = useRef<HTMLTableRowElement>(null)
  const links = linksOf(basePath, row.name)
  const off = (column: OptionalColumn) => hidden.has(column) && 'lg:hidden xl:hidden'
  useEffect(() => (element.current ? watch(element.current, row) : undefined), [watch, row])
  const deployed = row.publicApi.state !== 'none'
  const cellRef = useRef<HTMLTableCellElement>(null)
  useEffect(
    () => (deployed && cellRef.current ? watchCheck(cellRef.current, row.name) : undefined),
    [deployed, watchCheck, row.name],
  )
  return (
    <tr
      ref={element}
      data-name={row.name}
      className={cn(
        cell.row,
        'hover:bg-hover has-[:focus-visible]:bg-accent-soft has-[:focus-visible]:shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <td className={cn(cell.base, cell.pick)}>
        <span className="relative z-1 flex">
          <Tick
            aria-label={`Choose ${row.name}`}
            checked={chosen}
            onCheckedChange={(on) => onChoose(row.name, on === true)}
          />
        </span>
      </td>
      <td className={cn(cell.base, cell.name)}>
        <Link
          href={links.open}
          data-row-link
          className="mono block font-medium [overflow-wrap:anywhere] tracking-[-0.02em] after:absolute after:inset-0 group-has-[:focus-visible]:text-accent-fg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2 max-md:text-14"
        >
          {row.name}
        </Link>
        <SecondLine row={row} summary={summary} />
      </td>
      <td className={cn(cell.base, cell.status, off('status'))}>
        <StatusBadge status={row.status} variant="bare" />
      </td>
      <td className={cn(cell.base, cell.kind, off('kind'), 'text-fg-2')}>
        <Cell summary={summary} width="w-16">
          {summary?.kind ?? <NotRead />}
        </Cell>
      </td>
      <td className={cn(cell.base, cell.capacity, off('capacity'), 'truncate text-fg-2')}>
        <Cell summary={summary} width="w-28">
          <span className="font-mono text-12 tracking-tight" title={summary?.capacity}>
            {summary?.capacity ?? <NotRead />}
          </span>
        </Cell>
      </td>
      <td className={cn(cell.base, cell.requests, off('requests'))}>
        {summary?.requests ? (
          <Spark values={summary.requests} />
        ) : (
          (summary === undefined && <Skeleton className="w-16" />) || <NotRead />
        )}
      </td>
      <td ref={cellRef} className={cn(cell.base, cell.url, off('url'))}>
        <PublicApiCell row={row} check={check} job={job} />
      </td>
      {!hidden.has('access') && (
        <td className={cn(cell.base, cell.read, 'text-fg-2')}>
          <Read value={facts?.access} none="no public API">
            {accessOptions.find(({ value }) => value === facts?.access)?.label}
          </Read>
        </td>
      )}
      {!hidden.has('cost') && (
        <td className={cn(cell.base, cell.read, 'text-right text-fg-2 tabular-nums')}>
          <Read value={facts?.hour} none="no price">
            {typeof facts?.hour === 'number' && formatMoney(facts.hour, currency === 'CNY' ? 'CNY' : 'USD')}
          </Read>
        </td>
      )}
      {!hidden.has('tags') && (
        <td className={cn(cell.base, cell.read, 'text-12 text-fg-2')}>
          <TagsCell tags={facts?.tags} />
        </td>
      )}
      <td className={cn(cell.base, cell.created, off('created'), 'whitespace-nowrap text-fg-2')}>
        <span className="text-12 text-fg-3 lg:hidden">Created </span>
        <RelativeTime value={row.createdAt} className="relative z-1" />
      </td>
      <td className={cn(cell.base, cell.actions)}>
        <div className="relative z-1 grid w-fit grid-cols-[1fr_var(--ctl-s)_var(--ctl-s)] items-center justify-items-end gap-0.5 lg:ml-auto">
          <RowAction row={row} links={links} denied={denied} job={job} />
          {row.publicApi.state === 'live' && (
            <CopyButton
              iconOnly
              text={row.publicApi.invokeUrl}
              label={`Copy invoke URL of ${row.name}`}
              said="URL copied"
              className="col-start-2"
            />
          )}
          <span className="col-start-3">
            <RowMenu row={row} links={links} denied={denied} />
          </span>
        </div>
      </td>
    </tr>
  )
}

function SecondLine({ row, summary }: { row: Row; summary: SummaryState }) {
  if (summary === undefined) return <Skeleton className="mt-1 mb-1 h-2 w-24" />
  if (summary === null) return <span className="block text-12 text-fg-3">details not read</span>
  if (summary.failureReason && row.status !== 'InService') {
    return (
      <span title={summary.failureReason} className="block truncate text-12 text-bad-f">
        {summary.failureReason}
      </span>
    )
  }
  const variants = summary.variantCount > 1 ? `${summary.variantCount} variants` : undefined
  const line = [summary.container, variants].filter(Boolean).join(' · ') || 'container unknown'
  return (
    <span title={line} className="block truncate text-12 text-fg-3">
      {line}
    </span>
  )
}

const NotRead = () => <span className="text-fg-3">not read</span>

function Cell({ summary, width, children }: { summary: SummaryState; width: string; children: React.ReactNode }) {
  if (summary === undefined) return <Skeleton className={width} />
  if (summary === null) return <NotRead />
  return children
}

function PublicApiCell({ row, check, job }: { row: Row; check?: WiringCheck; job?: JobSummary }) {
  const url = row.publicApi
  if (job && isUnderWay(job)) return <UnderWay job={job} />
  if (url.state === 'none') return <ArchBadge state="none" variant="bare" />
  if (url.state === 'incomplete') {
    return (
      <span className="grid max-lg:flex max-lg:items-center max-lg:gap-2">
        <ArchBadge state="incomplete" variant="bare" title={url.reason} />
        <span title={url.reason} className="truncate text-12 text-fg-2">
          {url.reason}
        </span>
      </span>
    )
  }
  return (
    <span className="grid max-lg:flex max-lg:items-center max-lg:gap-2">
      <span className="relative z-1 flex w-fit items-baseline gap-1.5">
        <LiveBadge
          state={archOf(check)}
          live={url.live}
          variant="bare"
          title={check?.differing.map(inWords).join('; ')}
        />
        {check && (
          <span className="truncate text-12 text-fg-3">
            <RelativeTime value={check.checkedAt} ago />
            {check.unchecked.length > 0 && (
              <span className="text-warn-f" title={check.unchecked.map(sentenceOf).join(' ')}>
                {' '}
                partly checked<span className="sr-only">. {check.unchecked.map(sentenceOf).join(' ')}</span>
              </span>
            )}
          </span>
        )}
      </span>
      <span title={url.invokeUrl} className="truncate font-mono text-12 text-fg-2 tracking-tight">
        {shortUrl(url)}
      </span>
    </span>
  )
}

/** Live until a look at it says otherwise. */
const archOf = (check: WiringCheck | undefined): ArchState => (check ? archOfCheck(check) : 'live')
