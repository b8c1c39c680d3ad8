'use client'

import { type UIEvent, useRef, useState } from 'react'
import { isSameList, listOfText, textOfList, valuesByLine } from '@/lib/model/contract/list-text'
import { readRow } from '@/lib/model/requests/encode'
import { Button } from '../button'
import { cn } from '../cn'
import { useFieldControl } from './field'
import { controlEdge } from './input'

interface ListInputProps {
  value: string[]
  onChange: (list: string[]) => void
  placeholder?: string
  'aria-label'?: string
  /** Shows the place of each value in the list, from 0. */
  numbered?: boolean
}

const fewestLines = 3
const mostLines = 12
const type = 'font-mono text-code tracking-tight max-md:text-16'

/** A list with one value per line. Inside a Field it takes label, hint and error from there. */
export function ListInput({ value, onChange, numbered, ...props }: ListInputProps) {
  const field = useFieldControl()
  const area = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLPreElement>(null)
  const [draft, setDraft] = useState(() => textOfList(value))
  // The draft holds what no list has: a line that was only begun. A list from elsewhere replaces it.
  const text = isSameList(listOfText(draft), value) ? draft : textOfList(value)
  const lines = valuesByLine(text)

  const write = (next: string) => {
    setDraft(next)
    onChange(listOfText(next))
  }
  const follow = ({ currentTarget }: UIEvent<HTMLTextAreaElement>) => {
    if (numbers.current) numbers.current.style.transform = `translateY(-${currentTarget.scrollTop}px)`
  }
  const split = (parts: string[]) => {
    write(textOfList(parts))
    area.current?.focus()
  }
  return (
    <>
      <span className={cn('flex min-w-0 overflow-hidden', controlEdge)}>
        {numbered && (
          <span aria-hidden className="relative w-9 shrink-0 border-line border-r bg-sunken">
            <span className="absolute inset-x-0 top-0 bottom-1.5 overflow-hidden">
              <pre ref={numbers} className={cn(type, 'px-2 pt-1.5 text-right text-fg-3')}>
                {placesOf(lines)}
              </pre>
            </span>
          </span>
        )}
        <textarea
          ref={area}
          wrap="off"
          spellCheck={false}
          rows={Math.min(mostLines, Math.max(fewestLines, lines.length))}
          {...field}
          {...props}
          value={text}
          onScroll={follow}
          onChange={(event) => write(event.target.value)}
          className={cn(type, 'block w-full min-w-0 resize-y bg-transparent px-2.5 py-1.5 outline-none')}
        />
      </span>
      <SplitOffer value={value} onSplit={split} />
    </>
  )
}

/** The number of each line that holds a value. */
function placesOf(lines: (string | undefined)[]): string {
  let place = 0
  return lines.map((value) => (value === undefined ? '' : place++)).join('\n')
}

/** A whole list that was pasted as one line. Nothing is split unless a person says so. */
function SplitOffer({ value, onSplit }: { value: string[]; onSplit: (parts: string[]) => void }) {
  const [only = ''] = value
  const parts = value.length === 1 ? readRow(only).filter(Boolean) : []
  return (
    <div role="status" className={cn(parts.length > 1 && 'flex flex-wrap items-center gap-2 text-12 text-fg-2')}>
      {parts.length > 1 && (
        <>
          This line is one value.
          <Button size="sm" onClick={() => onSplit(parts)}>
            Split it into {parts.length} at the commas
          </Button>
        </>
      )}
    </div>
  )
}
