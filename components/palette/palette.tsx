'use client'

import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { firstOfEach } from '@/lib/errors/first-of-each'
import { docs } from '@/lib/guide/guide-index.generated'
import { plural } from '@/lib/plural'
import { Spinner } from '../ui/state/spinner'
import { Unread } from '../ui/state/unread'
import { copyAndSay } from '../ui/text/copy-button'
import { Kbd } from '../ui/text/kbd'
import type { Item, PaletteContext } from './item'
import { actionsOn, docItems, knownOf, pageItems, placeItems, recentItems, sharingItems } from './items'
import { useContainers } from './known-containers'
import { PaletteRow } from './palette-row'
import { type RankedGroup, rank, subjectOf } from './rank'
import type { RecentPlace } from './recent'
import { searchedLine } from './searched-line'
import { type PlaceReads, usePlaces } from './use-places'

export interface PaletteProps {
  context: PaletteContext
  recent: RecentPlace[]
  reads?: PlaceReads
  onClose: () => void
  onShortcuts: () => void
  /** Gets the focus back to where it was. */
  onCloseAutoFocus: (event: Event) => void
}

const everyDoc = docItems(docs)

/** The command palette. Everything in it works by keyboard alone; what was typed is searched in what was read. */
export default function Palette({ context, recent, reads, onClose, onShortcuts, onCloseAutoFocus }: PaletteProps) {
  const router = useRouter()
  const { base = '' } = context
  const [query, setQuery] = useState('')
  const [value, setValue] = useState('')
  const [chosen, setChosen] = useState<string>()
  const { places, found, failure, searching, sharing } = usePlaces(base, query, context.current, reads)
  const typed = query.trim()

  const containers = useContainers(base)
  const groups = useMemo((): RankedGroup[] => {
    const counts = places && {
      endpoints: `${places.endpoints.length}${places.more ? '+' : ''}`,
      apis: String(places.apis.length),
    }
    const endpoints = places ? placeItems(context, places, found, containers) : []
    const subject = chosen ?? (typed ? subjectOf(endpoints, typed) : undefined) ?? context.current
    const actions = subject ? actionsOn(context, subject, knownOf(places, subject)) : []
    const { current } = context
    const shared = current ? sharingItems(context, current, knownOf(places, current), sharing) : []
    const pages = pageItems(context, counts ?? {})
    if (typed) return rank([...endpoints, ...actions, ...shared, ...pages, ...everyDoc], typed)
    const start = everyDoc.filter((doc) => !doc.href?.includes('#')).slice(0, 5)
    const all: [RankedGroup['group'], Item[]][] = [
      [
        'Recent',
        recentItems(base, recent, places)
          .filter((one) => one.endpoint !== context.current)
          .slice(0, 4),
      ],
      ['Actions', actions],
      ['Share links and keys', shared.slice(0, 5)],
      ['Pages', pages],
      ['Documentation', start],
    ]
    return all.filter(([, items]) => items.length > 0).map(([group, items]) => ({ group, items, total: items.length }))
  }, [context, base, places, found, sharing, containers, chosen, typed, recent])

  const items = groups.flatMap((group) => group.items)
  const selected = items.find((item) => item.id === value)
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  const subject = groups.find((group) => group.group === 'Actions')?.items[0]?.words[0]

  const change = (next: string) => {
    setQuery(next)
    setChosen(undefined)
  }
  const select = (next: string) => {
    setValue(next)
    // Its actions follow it down the list, and stay while one of them is selected.
    const endpoint = typed ? items.find((item) => item.id === next)?.endpoint : undefined
    if (endpoint) setChosen(endpoint)
  }
  const go = (href: string) => {
    const { pathname, hash } = new URL(href, location.href)
    // The browser's own way says `hashchange`, and Next's does not.
    if (hash && pathname === location.pathname) location.hash = hash
    else router.push(href, { scroll: !/\/(deploy|remove)$/.test(href) })
  }
  const run = (item: Item, newTab: boolean) => {
    if (item.href && newTab) return void window.open(item.href, '_blank', 'noopener')
    onClose()
    if (item.href) go(item.href)
    else if (item.act === 'shortcuts') onShortcuts()
    else if (item.act) void copyAndSay(item.act.copy, item.act.said)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && selected) {
      event.preventDefault()
      run(selected, true)
    }
    if (event.key === 'Tab' && !event.shiftKey && selected?.endpoint) {
      event.preventDefault()
      setChosen(selected.endpoint)
      const first = actionsOn(context, selected.endpoint, knownOf(places, selected.endpoint))[0]
      if (first) setValue(first.id)
    }
  }

  const signedOut = failure?.code === 'signed-out'
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed top-[88px] left-1/2 z-50 w-[min(680px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-card bg-surface shadow-3 outline-none max-md:top-3"
        >
          <Dialog.Title className="sr-only">Command palette</Dialog.Title>
          {signedOut ? (
            <p role="alert" className="p-5">
              You are signed out.{' '}
              <a
                className="link"
                href={`/sign-in?callbackUrl=${encodeURIComponent(`${base || '/docs'}${base && '/endpoints'}`)}`}
              >
                Sign in again
              </a>
            </p>
          ) : (
            <Command
              label="Command palette"
              shouldFilter={false}
              vimBindings={false}
              loop
              value={value}
              onValueChange={select}
              onKeyDown={onKeyDown}
            >
              <div className="flex h-[52px] items-center gap-3 border-line border-b px-4">
                {searching || (!places && !failure) ? (
                  <Spinner className="size-4 text-fg-3" />
                ) : (
                  <Search aria-hidden className="size-4 shrink-0 text-fg-3" />
                )}
                <Command.Input
                  value={query}
                  onValueChange={change}
                  maxLength={200}
                  placeholder="Search endpoints, pages, actions and documentation"
                  className="h-full min-w-0 flex-1 bg-transparent text-16 outline-none"
                />
                {typed && (
                  <span role="status" className="whitespace-nowrap text-12 text-fg-2 max-md:sr-only">
                    {plural(total, 'result')}
                  </span>
                )}
                <Kbd className="max-md:hidden">Esc</Kbd>
              </div>
              <Command.List
                label="Results"
                className="max-h-[min(500px,calc(100dvh-200px))] overflow-y-auto overscroll-contain p-2 max-md:max-h-[calc(100dvh-120px)]"
              >
                {typed && items.length === 0 && (
                  <p className="px-2 py-6 text-center text-fg-2">
                    {searching || (!places && !failure) ? 'Searching…' : `Nothing matches “${typed}”.`}
                  </p>
                )}
                {groups.map(({ group, items, total }) => (
                  <Command.Group
                    key={group}
                    value={group}
                    heading={
                      <span className="flex justify-between px-2 pt-2 pb-1 font-medium text-12 text-fg-2">
                        <span className="min-w-0 truncate">
                          {group === 'Actions' ? `Actions on ${subject}` : group}
                        </span>
                        {typed && total > items.length && (
                          <span className="font-normal">
                            {items.length} of {total}
                          </span>
                        )}
                      </span>
                    }
                  >
                    {items.map((item) => (
                      <PaletteRow
                        key={item.id}
                        item={item}
                        query={typed}
                        selected={item.id === value}
                        onSelect={() => run(item, false)}
                      />
                    ))}
                  </Command.Group>
                ))}
              </Command.List>
            </Command>
          )}
          {(failure ? [failure] : firstOfEach([...(places?.failures ?? []), ...(sharing?.failures ?? [])])).map(
            (one) =>
              one.code !== 'signed-out' && (
                <Unread key={one.denied?.action ?? one.code} failure={one} className="border-line border-t px-4 py-2" />
              ),
          )}
          {!signedOut && typed && places && reads && (
            <p className="border-line border-t px-4 py-2 text-12 text-fg-2">{searchedLine(places, containers.size)}</p>
          )}
          {!signedOut && <Foot />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** The palette's own keys. */
function Foot() {
  const keys: [string[], string][] = [
    [['↑', '↓'], 'move'],
    [['Enter'], 'open'],
    [['Ctrl Enter'], 'new tab'],
    [['Tab'], 'actions of the endpoint'],
  ]
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t bg-sunken px-4 py-2 text-12 text-fg-2 max-md:hidden">
      {keys.map(([names, does]) => (
        <span key={does} className="flex items-center gap-1">
          {names.map((name) => (
            <Kbd key={name}>{name}</Kbd>
          ))}
          {does}
        </span>
      ))}
      <span className="ml-auto flex items-center gap-1">
        <Kbd>Esc</Kbd> close
      </span>
    </p>
  )
}
