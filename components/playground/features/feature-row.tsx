'use client'

import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from 'lucide-react'
import { type KeyboardEvent, memo, useState } from 'react'
import { type Cell, isNumeric } from '@/lib/model/contract/column-value'
import type { Feature } from '@/lib/model/contract/contract'
import type { DraftRow } from '@/lib/model/contract/draft'
import { typeOptions } from '../../contract/feature-options'
import { IconButton } from '../../ui/button'
import { cn } from '../../ui/cn'
import { CellProblem, EditCell, SelectCell, TextCell } from './cells'
import { ChoicesButton } from './choices-button'
import { MoreOfFeature } from './more-of-feature'

interface FeatureRowProps {
  row: DraftRow
  /** From 0. */
  place: number
  isLast: boolean
  /** Parts that differ from the API's, with blanks between them. */
  changed: string
  /** Problems by part, JSON; empty if there are none. */
  problems: string
  onChange: (row: DraftRow) => void
  onMove: (key: string, by: number, part: string) => void
  onRemove: (key: string) => void
}

/** One feature in a line; what is rarely set opens below it. */
export const FeatureRow = memo(function FeatureRow(props: FeatureRowProps) {
  const { row, place, isLast, onChange, onMove, onRemove } = props
  const { feature, min, max, choices } = row
  const [open, setOpen] = useState(false)
  const problems: Partial<Record<Cell, string>> = props.problems ? JSON.parse(props.problems) : {}
  const parts = props.changed.split(' ')
  const set = (change: Partial<Feature>) => onChange({ ...row, feature: { ...feature, ...change } })
  const name = feature.name.trim() || `column ${place + 1}`
  const id = `feature-${row.key}`
  const cell = (part: Cell, label: string) => ({
    id: `${id}-${part}`,
    part,
    label: `${label} of ${name}`,
    problem: problems[part],
    changed: parts.includes(part),
  })
  const isOpen = open || problems.missing !== undefined || problems.description !== undefined
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    const part = (event.target as HTMLElement).closest<HTMLElement>('[data-part]')?.dataset.part ?? 'name'
    onMove(row.key, event.key === 'ArrowUp' ? -1 : 1, part)
  }
  const hidden = parts.includes('missing') || parts.includes('description') || parts.includes('values')
  return (
    <tbody
      data-row={row.key}
      // Before a select opens by it.
      onKeyDownCapture={onKeyDown}
      className="border-line border-b last:border-b-0 max-md:block max-md:px-4 max-md:py-3"
    >
      <tr className="align-top max-md:grid max-md:grid-cols-2 max-md:gap-x-2.5 max-md:gap-y-2 [&>td]:px-1 [&>td]:py-1.5 max-md:[&>td]:p-0">
        <td className="pt-3! pl-3! text-right text-12 text-fg-3 max-md:hidden">
          {parts.includes('row') && <Changed />}
          {place + 1}
        </td>
        <EditCell {...cell('name', 'Name')} title={`${place + 1} · Name`} className="max-md:col-span-2">
          <TextCell {...cell('name', 'Name')} mono value={feature.name} onValue={(next) => set({ name: next })} />
        </EditCell>
        <EditCell {...cell('type', 'Type')} title="Type">
          <SelectCell
            {...cell('type', 'Type')}
            options={typeOptions}
            value={feature.type}
            onValue={(type) => set({ type: type as Feature['type'] })}
          />
        </EditCell>
        <td className="max-md:order-5 max-md:col-span-2">
          {isNumeric(feature.type) ? (
            <>
              <span aria-hidden className="mb-1 hidden text-12 text-fg-3 max-md:block">
                Range
              </span>
              <span className="flex items-center gap-1.5">
                <TextCell
                  {...cell('min', 'Minimum')}
                  mono
                  right
                  placeholder="min"
                  value={min}
                  onValue={(next) => onChange({ ...row, min: next })}
                />
                <span aria-hidden className="text-fg-3">
                  –
                </span>
                <TextCell
                  {...cell('max', 'Maximum')}
                  id={problems.max === problems.min ? `${id}-min` : `${id}-max`}
                  mono
                  right
                  placeholder="max"
                  value={max}
                  onValue={(next) => onChange({ ...row, max: next })}
                />
              </span>
              <CellProblem id={`${id}-min`} problem={problems.min} />
              {problems.max !== problems.min && <CellProblem id={`${id}-max`} problem={problems.max} />}
            </>
          ) : feature.type === 'choice' ? (
            <ChoicesButton
              {...cell('choices', 'Choices')}
              choices={choices}
              open={isOpen}
              onToggle={() => setOpen(!open)}
            />
          ) : (
            <span className="flex h-(--ctl-s) items-center text-12 text-fg-3 max-md:hidden">
              {feature.type === 'boolean' ? 'true or false' : 'any text'}
            </span>
          )}
        </td>
        <EditCell {...cell('default', 'Default')} title="Default">
          <TextCell
            {...cell('default', 'Default')}
            mono
            right={isNumeric(feature.type)}
            value={feature.default ?? ''}
            onValue={(next) => set({ default: next })}
          />
        </EditCell>
        <EditCell {...cell('unit', 'Unit')} title="Unit" className="max-md:order-6">
          <TextCell {...cell('unit', 'Unit')} value={feature.unit ?? ''} onValue={(unit) => set({ unit })} />
        </EditCell>
        <td className="whitespace-nowrap text-right max-md:order-last max-md:self-end">
          <IconButton
            size="sm"
            data-part="more"
            label={`More of ${name}`}
            aria-expanded={isOpen}
            icon={
              <ChevronDown aria-hidden className={cn('size-3.5', isOpen && 'rotate-180', hidden && 'text-upd-d!')} />
            }
            onClick={() => setOpen(!isOpen)}
          />
          <IconButton
            size="sm"
            data-part="up"
            label={`Move ${name} up`}
            icon={<ArrowUp aria-hidden />}
            disabledReason={place === 0 ? 'It is the first' : undefined}
            onClick={() => onMove(row.key, -1, 'up')}
          />
          <IconButton
            size="sm"
            data-part="down"
            label={`Move ${name} down`}
            icon={<ArrowDown aria-hidden />}
            disabledReason={isLast ? 'It is the last' : undefined}
            onClick={() => onMove(row.key, 1, 'down')}
          />
          <IconButton
            size="sm"
            data-part="remove"
            label={`Remove ${name}`}
            icon={<Trash2 aria-hidden />}
            onClick={() => onRemove(row.key)}
          />
        </td>
      </tr>
      {isOpen && (
        <tr className="max-md:block">
          <td colSpan={7} className="max-md:block">
            <MoreOfFeature row={row} name={name} problems={problems} parts={parts} onChange={onChange} />
          </td>
        </tr>
      )}
    </tbody>
  )
})

function Changed() {
  return (
    <span title="Added or moved" className="mr-1 inline-block size-1.5 rounded-full bg-upd-d align-middle">
      <span className="sr-only">Added or moved</span>
    </span>
  )
}
