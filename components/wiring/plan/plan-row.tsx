'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { highlight } from '@/lib/snippets/highlight'
import type { ChangeKind, PlanItem } from '@/lib/wiring/state/plan'
import { cn } from '../../ui/cn'
import { Segmented } from '../../ui/form/segmented'
import { CodeBlock } from '../../ui/text/code-block'
import { type Tone, toneClass } from '../../ui/tone'
import { resourceLook } from '../resource-look'
import { ChangeLines } from './change-lines'

export const changeLook: Record<ChangeKind, { mark: string; tone: Tone; word: string }> = {
  create: { mark: '+', tone: 'ok', word: 'create' },
  update: { mark: '~', tone: 'upd', word: 'change' },
  replace: { mark: '~', tone: 'upd', word: 'replace' },
  delete: { mark: '−', tone: 'bad', word: 'remove' },
  none: { mark: '=', tone: 'off', word: 'keep' },
}

/** One resource: marker, type, name, one fact; opened, why, field by field, and its documents in full. */
export function PlanRow({ item }: { item: PlanItem }) {
  const { mark, tone, word } = changeLook[item.change]
  const { word: type, icon: Icon } = resourceLook[item.type]
  return (
    <li className="border-line border-b last:border-b-0">
      <details className="group">
        <summary className="flex min-h-10 list-none items-center gap-2.5 px-3 py-1.5 hover:bg-hover focus-visible:outline-offset-[-2px] max-md:flex-wrap max-md:gap-y-0.5 [&::-webkit-details-marker]:hidden">
          <span
            className={cn(
              toneClass[tone],
              'grid size-5 shrink-0 place-items-center rounded-chip border border-(--x-l) bg-(--x-s) font-mono font-semibold text-(--x-f)',
            )}
          >
            <span aria-hidden>{mark}</span>
            <span className="sr-only">{word}</span>
          </span>
          <Icon aria-hidden className="size-4 shrink-0 text-fg-3" />
          <span className="shrink-0 font-medium">{type}</span>
          <span title={item.name} className="min-w-20 grow truncate font-mono text-12">
            {item.name}
          </span>
          <span
            title={item.fact}
            className="max-w-[28%] shrink-0 truncate text-12 text-fg-2 max-md:order-last max-md:w-full max-md:max-w-none max-md:pl-[30px]"
          >
            {item.fact}
          </span>
          <ChevronRight aria-hidden className="size-3.5 shrink-0 text-fg-3 group-open:rotate-90" />
        </summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5 pt-1 pr-3 pb-3 pl-[42px] max-md:pl-3">
          <p className="text-12 text-fg-2">{item.why}.</p>
          {item.documents && item.documents.length > 0 && <Documents documents={item.documents} />}
        </div>
      </details>
      {item.fields.length > 0 && <ChangeLines fields={item.fields} />}
    </li>
  )
}

function Documents({ documents }: { documents: NonNullable<PlanItem['documents']> }) {
  const [name, setName] = useState(documents[0]?.name ?? '')
  const shown = documents.find((one) => one.name === name) ?? documents[0]
  if (!shown) return null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {documents.length > 1 && (
        <Segmented
          label="Document"
          value={shown.name}
          onValueChange={setName}
          items={documents.map((one) => ({ value: one.name, label: one.name }))}
        />
      )}
      <CodeBlock
        boxed
        code={shown.text}
        tokens={highlight(shown.text, 'json')}
        label={shown.name}
        copied={`${shown.name} copied`}
      />
    </div>
  )
}
