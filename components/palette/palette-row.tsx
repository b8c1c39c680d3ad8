'use client'

import { Command } from 'cmdk'
import { cn } from '../ui/cn'
import { Kbd } from '../ui/text/kbd'
import { RelativeTime } from '../ui/text/relative-time'
import type { Item } from './item'
import { PaletteIcon } from './item-icon'
import { marked } from './rank'

interface PaletteRowProps {
  item: Item
  query: string
  selected: boolean
  onSelect: () => void
}

export function PaletteRow({ item, query, selected, onSelect }: PaletteRowProps) {
  const { label, mono, detail, icon, keys, at } = item
  return (
    <Command.Item
      value={item.id}
      onSelect={onSelect}
      className={cn(
        'flex min-h-9 items-center gap-3 rounded-ctl px-2.5 py-1 max-md:min-h-11',
        'data-[selected=true]:bg-accent-soft data-[selected=true]:shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <span className="grid size-4 shrink-0 place-items-center text-fg-3">
        <PaletteIcon icon={icon} />
      </span>
      <span className={cn('min-w-0 truncate', mono && 'mono font-medium', detail && 'shrink-0 max-w-[70%]')}>
        <Marked text={label} query={query} />
      </span>
      {(detail || at) && (
        <span className="min-w-0 truncate text-12 text-fg-2">
          {detail && <Marked text={detail} query={query} />}
          {at && (
            <>
              {detail && ' · '}
              <RelativeTime value={at} ago />
            </>
          )}
        </span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-1 max-md:hidden">
        {selected && !keys && <Kbd>Enter</Kbd>}
        {keys?.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </Command.Item>
  )
}

/** Shows what was typed where it stands in a text. */
function Marked({ text, query }: { text: string; query: string }) {
  const [before, hit, after] = marked(text, query)
  return (
    <>
      {before}
      {hit && <mark className="bg-transparent font-semibold text-accent-fg">{hit}</mark>}
      {after}
    </>
  )
}
