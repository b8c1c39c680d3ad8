'use client'

import { useState } from 'react'
import type { IndexColumn, IndexedPage, IndexProgress } from '@/lib/endpoint-index/types'
import { uncapitalized } from '@/lib/first-letter'
import { formatNumber } from '@/lib/locale'
import { plural } from '@/lib/plural'
import type { Failure } from '@/lib/result'
import { Note } from '../../ui/state/note'
import { Spinner } from '../../ui/state/spinner'
import { Unread } from '../../ui/state/unread'

const columnNames: Record<IndexColumn, string> = {
  state: 'Public API',
  container: 'Container',
  access: 'Access',
  cost: 'Cost',
  tags: 'Tags',
}

const number = (count: number) => formatNumber(count)

/** `of 400 read`, until a column is known of every endpoint. */
export function readSoFar(progress: IndexProgress | undefined, column: IndexColumn): string | undefined {
  const one = progress?.columns[column]
  if (!one || one.complete) return undefined
  // It has no column of its own: it stands below the name.
  return `${column === 'container' ? 'container ' : ''}of ${number(one.read)} read`
}

/** `Container of 400, tags of 1,200`. */
function partsRead(progress: IndexProgress): string {
  if (progress.listed === 0 && !progress.listComplete) return 'The endpoints of this region are being listed.'
  const parts = Object.entries(progress.columns).map(
    ([column, { read }]) => `${columnNames[column as IndexColumn]} of ${number(read)}`,
  )
  const listed = `${number(progress.listed)}${progress.listComplete ? '' : '+'} endpoints`
  return `${parts.map((part, at) => (at === 0 ? part : uncapitalized(part))).join(', ')} of ${listed} read.`
}

function pace({ waiting, waitMs = 0 }: IndexProgress): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  if (waiting === 'throttled') return `AWS throttles this account, so it goes on in ${plural(seconds, 'second')}.`
  if (waiting === 'budget')
    return `The 6,000 calls of this hour are used up, so it goes on in ${plural(Math.ceil(seconds / 60), 'minute')}.`
  return 'The rest is read while this page is open: at most 4 calls a second and 6,000 an hour for the account and region.'
}

interface IndexLineProps {
  page: IndexedPage
  /** Why the last look failed. */
  failure?: Failure
}

/** Says how far the index is, what it waits for, and what AWS refuses. */
export function IndexLine({ page: { progress }, failure }: IndexLineProps) {
  const columns = Object.entries(progress.columns)
  const refused = columns.flatMap(([column, one]) =>
    one.failure ? [[column as IndexColumn, one.failure] as const] : [],
  )
  const complete = progress.listComplete && columns.every(([, one]) => one.complete)
  const isReading = columns.some(([, one]) => !one.complete && !one.failure) || !progress.listComplete
  const stopped = refused.length > 0 || failure !== undefined || progress.failure !== undefined
  // It stays once it was there: without it the rows would jump under the pointer.
  const [wasThere, setThere] = useState(false)
  if (complete && !stopped && !wasThere) return null
  if (!wasThere) setThere(true)
  return (
    <Note
      tone={stopped ? 'warn' : 'info'}
      // Counts that grow every two seconds are not announced; what stops them is.
      role={stopped ? 'status' : undefined}
      icon={isReading && !failure && !progress.failure ? <Spinner className="size-[15px]" /> : undefined}
      title={partsRead(progress)}
      className="mb-3"
    >
      {isReading && !progress.failure && pace(progress)}
      {failure && <Unread failure={failure} what="Index" />}
      {progress.failure && <Unread failure={progress.failure} what="List of endpoints" />}
      {refused.map(([column, why]) => (
        <Unread key={column} failure={why} what={columnNames[column]} />
      ))}
    </Note>
  )
}
