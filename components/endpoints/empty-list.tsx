'use client'

import { Search } from 'lucide-react'
import type { IndexProgress } from '@/lib/endpoint-index/types'
import { isSearchable } from '@/lib/endpoints/list/query'
import { plural } from '@/lib/plural'
import type { Failure } from '@/lib/result'
import { Button, ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/state/empty-state'
import { ErrorState } from '../ui/state/error-state'
import { Spinner } from '../ui/state/spinner'
import { FirstSteps } from './first-steps'

export interface NoEndpointsProps {
  region: string
  /** Regions of this account to look in. */
  otherRegions: { region: string; href: string }[]
}

export function NoEndpoints({ region, otherRegions }: NoEndpointsProps) {
  return (
    <EmptyState
      title={`No endpoints in ${region}`}
      actions={otherRegions.map((other) => (
        <ButtonLink key={other.region} href={other.href}>
          Look in {other.region}
        </ButtonLink>
      ))}
    >
      Portico lists SageMaker endpoints in this account and region. Create one in SageMaker
      {otherRegions.length > 0 ? ', or look where you have some.' : ', then refresh.'}
      <FirstSteps />
    </EmptyState>
  )
}

export interface NoMatchProps {
  search?: string
  /** In words: `InService`. */
  filter?: string
  /** The filter holds for this page only, and other pages exist. */
  pageOnly: boolean
  /** Filters beside the status are on. */
  filtered?: boolean
  /** How far the index is, if a match can still be found. */
  unread?: IndexProgress
  /** Why no match can be found. */
  failure?: Failure
  suggestion?: string
  onSearch: (search: string) => void
  onShowAll: () => void
  /** Takes every filter off. */
  onClear: () => void
}

export function NoMatch(props: NoMatchProps) {
  const { search, filter, pageOnly, filtered, unread, failure, suggestion, onSearch, onShowAll, onClear } = props
  if (failure) return <ErrorState error={failure} actions={<Button onClick={onClear}>Clear all filters</Button>} />
  if (unread) {
    return (
      <EmptyState picture={<Spinner className="size-5" />} title="No match so far">
        {plural(unread.listed, 'endpoint')} of this account and region {unread.listed === 1 ? 'is' : 'are'} listed so
        far. Matches appear here as they are read.
      </EmptyState>
    )
  }
  if (filtered) {
    return (
      <EmptyState
        picture={<Search aria-hidden className="size-5" />}
        title="No endpoint matches these filters"
        actions={<Button onClick={onClear}>Clear all filters</Button>}
      >
        {search ? `The search for “${search}” is one of them.` : 'Take one off, or clear all.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      picture={<Search aria-hidden className="size-5" />}
      title={search ? `Nothing matches “${search}”` : `No endpoint is ${filter}`}
      actions={
        <>
          {search && <Button onClick={() => onSearch('')}>Clear search</Button>}
          {filter && <Button onClick={onShowAll}>Show all statuses</Button>}
        </>
      }
    >
      {search && !isSearchable(search)
        ? 'Names of endpoints hold letters, digits and hyphens only.'
        : search
          ? `No endpoint here has that in its name${filter ? ` and is ${filter}` : ''}.`
          : pageOnly
            ? 'SageMaker filters by one status at a time, so this filter covers the endpoints on this page only.'
            : 'Every endpoint of this account and region was read.'}
      {search && suggestion && (
        <>
          {' '}
          Did you mean{' '}
          <button type="button" className="link mono min-h-6" onClick={() => onSearch(suggestion)}>
            {suggestion}
          </button>
          ?
        </>
      )}
    </EmptyState>
  )
}
