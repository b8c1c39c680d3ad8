'use client'

import { isLosslessNumber } from 'lossless-json'
import { useState } from 'react'
import { textOfBytes } from '@/lib/model/predictions/bodies/nested'
import { isPicture } from '@/lib/model/predictions/boxes/masks'
import { plural } from '@/lib/plural'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { ScrollRegion } from '../ui/scroll-region'
import { PictureOf } from './picture-of'

/** So many entries of a list or an object are drawn at once. */
const step = 100
/** What has more entries than this begins closed. */
const mostOpen = 24

interface JsonTreeProps {
  /** Numbers as text keep their digits: see `parseDigits`. */
  value: unknown
  label: string
}

/** JSON as a tree that opens and closes by mouse and keyboard. */
export function JsonTree({ value, label }: JsonTreeProps) {
  return (
    <ScrollRegion
      aria-label={label}
      className="max-h-[480px] overflow-auto rounded-ctl border border-line bg-sunken px-3 py-2 font-mono text-12/[20px]"
    >
      {isBranch(value) ? <Branch value={value} depth={0} /> : <Leaf value={value} />}
    </ScrollRegion>
  )
}

type Values = unknown[] | Record<string, unknown>

const isBranch = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !isLosslessNumber(value) && Object.keys(value).length > 0

function Branch({ value, depth }: { value: Values; depth: number }) {
  const [shown, setShown] = useState(step)
  const entries = Object.entries(value)
  const isList = Array.isArray(value)
  const more = entries.length - shown
  return (
    <ul className={cn('grid min-w-0', depth > 0 && 'ml-1 border-line border-l pl-3')}>
      {entries.slice(0, shown).map(([key, one]) => (
        <li key={key} className="min-w-0">
          {isBranch(one) ? (
            <Closable name={key} isIndex={isList} value={one} depth={depth + 1} />
          ) : (
            <span className="flex min-w-0 items-start gap-2 pl-3.5">
              <Name name={key} isIndex={isList} />
              <Leaf value={one} />
            </span>
          )}
        </li>
      ))}
      {more > 0 && (
        <li className="py-1 pl-3.5">
          <Button size="sm" onClick={() => setShown(shown + 10 * step)}>
            {`Show more of ${entries.length}`}
          </Button>
        </li>
      )}
    </ul>
  )
}

interface ClosableProps {
  name: string
  isIndex: boolean
  value: Values
  depth: number
}

/** What is closed is not drawn, as a body can hold a million values. */
function Closable({ name, isIndex, value, depth }: ClosableProps) {
  const count = Object.keys(value).length
  const [isOpen, setOpen] = useState(depth < 4 && count <= mostOpen)
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-5 rounded-chip">
        <Name name={name} isIndex={isIndex} />
        <span className="ml-2 text-fg-3">{Array.isArray(value) ? plural(count, 'item') : plural(count, 'key')}</span>
      </summary>
      {isOpen && <Branch value={value} depth={depth} />}
    </details>
  )
}

const Name = ({ name, isIndex }: { name: string; isIndex: boolean }) => (
  <span className={cn('shrink-0 break-all', isIndex ? 'text-fg-3 tabular-nums' : 'text-k-key')}>{name}</span>
)

/** More characters than this of one text are cut; the raw response has them. */
const longestText = 2_000

function Leaf({ value }: { value: unknown }) {
  if (isPicture(value)) return <PictureOf base64={value} alt="A picture of the response" className="max-h-40" />
  if (typeof value === 'string') return <Text text={value} />
  if (typeof value === 'object' && value !== null && !isLosslessNumber(value))
    return <span className="text-fg-3">{Array.isArray(value) ? 'an empty list' : 'an empty object'}</span>
  return (
    <span className={cn('break-all tabular-nums', value === null ? 'text-fg-3' : 'text-k-num')}>{String(value)}</span>
  )
}

function Text({ text }: { text: string }) {
  const bytes = textOfBytes({ b64: text })
  return (
    <span className="min-w-0 whitespace-pre-wrap break-words text-k-str">
      {text.length > longestText
        ? `${text.slice(0, longestText)}… (${text.length} characters)`
        : text || '(an empty text)'}
      {bytes !== undefined && text.length >= 8 && text.endsWith('=') && <span className="text-fg-2"> {bytes}</span>}
    </span>
  )
}
