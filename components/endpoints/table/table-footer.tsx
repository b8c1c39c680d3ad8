'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { ButtonLink } from '../../ui/button'
import { Kbd } from '../../ui/text/kbd'

const hints: [string[], string][] = [
  [['J', 'K'], 'move'],
  [['Enter'], 'open'],
  [['D'], 'deploy'],
  [['P'], 'playground'],
  [['C'], 'copy URL'],
]

export interface TableFooterProps {
  shown: number
  loaded: number
  token?: string
  nextToken?: string
  pageHref: (token: string | undefined) => string
  /** The pages of what the index matches. */
  numbered?: { page: number; pages: number; href: (page: number) => string }
  keys: boolean
  setKeys: (enabled: boolean) => void
}

export function TableFooter(props: TableFooterProps) {
  const { shown, loaded, token, nextToken, pageHref, numbered, keys, setKeys } = props
  if (loaded === 0 && !token) return null
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2 text-12 text-fg-3">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 max-md:hidden">
        {keys &&
          hints.map(([letters, does]) => (
            <span key={does} className="inline-flex items-center gap-1.5">
              {letters.map((letter) => (
                <Kbd key={letter}>{letter}</Kbd>
              ))}
              {does}
            </span>
          ))}
        <button type="button" className="min-h-6 rounded-chip hover:text-fg" onClick={() => setKeys(!keys)}>
          {keys ? 'Turn keys off' : 'Turn keys on'}
        </button>
      </div>
      <div className="ml-auto flex items-center gap-2">
        <span>
          {shown === loaded ? `${loaded} on this page` : `${shown} of ${loaded} on this page`}
          {nextToken ? ', more follow' : ''}
        </span>
        {numbered && <NumberedLinks {...numbered} />}
        {token && <PreviousLink token={token} pageHref={pageHref} />}
        {nextToken && (
          <ButtonLink size="sm" href={pageHref(nextToken)} onClick={() => remember(nextToken, token)}>
            Next
            <ChevronRight aria-hidden />
          </ButtonLink>
        )}
      </div>
    </div>
  )
}

function NumberedLinks({ page, pages, href }: NonNullable<TableFooterProps['numbered']>) {
  if (pages < 2) return null
  return (
    <>
      <span>
        Page {page} of {pages}
      </span>
      {page > 1 && (
        <ButtonLink size="sm" href={href(page - 1)} icon={<ChevronLeft aria-hidden />}>
          Previous
        </ButtonLink>
      )}
      {page < pages && (
        <ButtonLink size="sm" href={href(page + 1)}>
          Next
          <ChevronRight aria-hidden />
        </ButtonLink>
      )}
    </>
  )
}

/** SageMaker's tokens lead forward only, so the way back is remembered by the tab; without it there is the first page. */
function PreviousLink({ token, pageHref }: Pick<TableFooterProps, 'pageHref'> & { token: string }) {
  const before = useSyncExternalStore(
    noChanges,
    () => recall(token),
    () => undefined,
  )
  return (
    <ButtonLink size="sm" href={pageHref(before || undefined)} icon={<ChevronLeft aria-hidden />}>
      {before === undefined ? 'First page' : 'Previous'}
    </ButtonLink>
  )
}

const noChanges = () => () => {}
const keyOf = (token: string) => `portico-page-before:${token}`

function remember(next: string, current: string | undefined) {
  try {
    sessionStorage.setItem(keyOf(next), current ?? '')
  } catch {
    // Storage is refused: the first page stays reachable.
  }
}

/** The token of the page before, '' for the first page, undefined where nobody knows. */
function recall(token: string): string | undefined {
  try {
    return sessionStorage.getItem(keyOf(token)) ?? undefined
  } catch {
    return undefined
  }
}
