'use client'

import { ArrowUpRight, AudioLines, Ellipsis, ImageIcon, Pin, PinOff, RotateCw, Trash2 } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Checkbox } from '@/components/ui/form/checkbox'
import { Menu, MenuItem } from '@/components/ui/overlay/dropdown-menu'
import { RelativeTime } from '@/components/ui/text/relative-time'
import { formatFixed } from '@/lib/locale'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { inputLine } from '@/lib/runs/input'
import { hasPrediction, headlineOf, predictionOf, type Run } from '@/lib/runs/run'

interface RunRowProps {
  run: Run
  output: FeatureContract['output']
  chosen: boolean
  onChoose: (chosen: boolean) => void
  onOpen: () => void
  onRerun: () => void
  /** Why it cannot be called again. */
  obstacle?: string
  onPin: () => void
  onRemove: () => void
}

/** What went in, what came out, and when. */
export function RunRow({ run, output, chosen, onChoose, onOpen, onRerun, obstacle, onPin, onRemove }: RunRowProps) {
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
        <Preview run={run} />
        <span className="truncate font-mono text-code" title={line}>
          {line}
        </span>
      </span>
      <RunPrediction run={run} output={output} />
      <RelativeTime value={run.at} className="text-12 text-fg-2" />
      <Menu trigger={<IconButton size="sm" label={`More for ${line}`} icon={<Ellipsis aria-hidden />} />}>
        <MenuItem icon={<ArrowUpRight aria-hidden />} onSelect={onOpen}>
          Show again
        </MenuItem>
        <MenuItem icon={<RotateCw aria-hidden />} onSelect={onRerun} disabledReason={obstacle}>
          Run again
        </MenuItem>
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

/** A picture or a recording's wave; what the browser could not read has its kind's mark. */
function Preview({ run: { input, preview } }: { run: Run }) {
  if (!('file' in input)) return null
  if (!preview) {
    const Icon = input.kind === 'image' ? ImageIcon : AudioLines
    return <Icon aria-hidden className="size-4 shrink-0 text-fg-3" />
  }
  return (
    // biome-ignore lint/performance/noImgElement: a data URL, which no optimiser can fetch
    <img src={preview} alt="" className="h-7 w-9 shrink-0 rounded-chip border border-line bg-sunken object-contain" />
  )
}

const swatches = ['bg-c1', 'bg-c2', 'bg-c3']

function RunPrediction({ run, output }: Pick<RunRowProps, 'run' | 'output'>) {
  if (!hasPrediction(run)) return <span className="truncate text-bad-f">{run.status ?? 'no answer'}</span>
  if (run.image) return <span className="truncate text-fg-2">a picture</span>
  const headline = headlineOf(predictionOf(run, output), output?.labels)
  if (!headline) return <span className="truncate font-mono text-code text-fg-2">{run.text.slice(0, 80)}</span>
  const { text, probability, place } = headline
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {place !== undefined && (
        <span aria-hidden className={cn('size-2 shrink-0 rounded-[2px]', swatches[place % swatches.length])} />
      )}
      <span className="truncate">{text}</span>
      {probability !== undefined && <span className="font-mono text-12 text-fg-2">{formatFixed(probability, 3)}</span>}
    </span>
  )
}
