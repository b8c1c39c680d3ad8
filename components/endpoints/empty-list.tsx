'use client'

import { Search } from 'lucide-react'
import { isSearchable } from '@/lib/endpoints/query'
import { Button, ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/state/empty-state'
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
  suggestion?: string
  onSearch: (search: string) => void
  onShowAll: () => void
}

export function NoMatch({ search, filter, pageOnly, suggestion, onSearch, onShowAll }: NoMatchProps) {
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
