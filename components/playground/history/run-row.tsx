'use client'

import { ArrowUpRight, Ellipsis, Pin, PinOff, RotateCw, Trash2 } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Menu, MenuItem } from '@/components/ui/dropdown-menu'
import { RelativeTime } from '@/components/ui/relative-time'
import type { FeatureContract } from '@/lib/features/contract'
import { headlineOf, inputLine, type Run } from '@/lib/history/run'
import { predictionOfRun } from './prediction-of-run'

interface RunRowProps {
  run: Run
  output: FeatureContract['output']
  chosen: boolean
  onChoose: (chosen: boolean) => void
  onOpen: () => void
  onRerun?: () => void
  onPin: () => void
  onRemove: () => void
}

/** What went in, what came out, and when. */
export function RunRow({ run, output, chosen, onChoose, onOpen, onRerun, onPin, onRemove }: RunRowProps) {
  const line = inputLine(run.input)
  return (
    <li
      className={cn(
        'grid min-h-10 grid-cols-[auto_minmax(0,1fr)_minmax(0,1fr)_auto_auto] items-center gap-2 border-line border-b px-4 last:border-b-0',
        chosen && 'bg-accent-soft',
      )}
    >
      <Checkbox
        label={<span className="sr-only">Choose {line}</span>}
        checked={chosen}
        onCheckedChange={(next) => onChoose(next === true)}
      />
      <span className="flex min-w-0 items-center gap-1.5">
        {run.pinned && <Pin aria-label="Pinned" className="size-3 shrink-0 text-fg-3" />}
        <span className="truncate font-mono text-code" title={line}>
          {line}
        </span>
      </span>
      <Answer run={run} output={output} />
      <RelativeTime value={run.at} className="text-12 text-fg-2" />
      <Menu trigger={<IconButton size="sm" label={`More for ${line}`} icon={<Ellipsis aria-hidden />} />}>
        <MenuItem icon={<ArrowUpRight aria-hidden />} onSelect={onOpen}>
          Show again
        </MenuItem>
        {onRerun && (
          <MenuItem icon={<RotateCw aria-hidden />} onSelect={onRerun}>
            Run again
          </MenuItem>
        )}
        <MenuItem icon={run.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />} onSelect={onPin}>
          {run.pinned ? 'Unpin' : 'Pin'}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden />} tone="bad" onSelect={onRemove}>
          Delete
        </MenuItem>
      </Menu>
    </li>
  )
}

const swatches = ['bg-c1', 'bg-c2', 'bg-c3']

function Answer({ run, output }: Pick<RunRowProps, 'run' | 'output'>) {
  if (run.status === undefined || run.status >= 400)
    return <span className="truncate text-bad-f">{run.status ?? 'no answer'}</span>
  const headline = headlineOf(predictionOfRun(run, output), output?.labels)
  if (!headline) return <span className="truncate font-mono text-code text-fg-2">{run.text.slice(0, 80)}</span>
  const { text, probability, place } = headline
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {place !== undefined && (
        <span aria-hidden className={cn('size-2 shrink-0 rounded-[2px]', swatches[place % swatches.length])} />
      )}
      <span className="truncate">{text}</span>
      {probability !== undefined && <span className="font-mono text-12 text-fg-2">{probability.toFixed(3)}</span>}
    </span>
  )
}
