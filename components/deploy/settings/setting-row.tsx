'use client'

import { CircleX } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '../../ui/cn'
import { FieldContext } from '../../ui/form/field'
import { OptionHelpLinks } from '../option-help-links'
import { Marked } from './marked'
import type { Setting } from './setting'

interface SettingRowProps {
  setting: Setting
  query: string
  changed: boolean
  /** The default in words. */
  standard: string
  problem?: string
  /** One input, at the right. */
  control?: ReactNode
  /** Controls that need the whole width; they take their name from the id of the label. */
  below?: (labelId: string) => ReactNode
  onReset: () => void
}

/** One setting: its label, AWS's name, a line, the control, and whether it is at its default. */
export function SettingRow({ setting, query, changed, standard, problem, control, below, onReset }: SettingRowProps) {
  const id = useId()
  const [labelId, lineId] = [`${id}-label`, `${id}-line`]
  const label = <Marked text={setting.label} query={query} />
  return (
    <li
      data-setting={setting.id}
      className="grid grid-cols-[14px_minmax(0,1fr)_auto_104px] items-center gap-x-2.5 gap-y-2 border-line border-b py-2 last:border-b-0 max-md:grid-cols-[14px_minmax(0,1fr)_auto]"
    >
      <span className={cn('size-1.5 justify-self-center rounded-full', changed && 'bg-upd-d')}>
        {changed && <span className="sr-only">changed</span>}
      </span>
      <div className="min-w-0">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          {control ? (
            <label htmlFor={id} id={labelId} className="font-medium">
              {label}
            </label>
          ) : (
            <span id={labelId} className="font-medium">
              {label}
            </span>
          )}
          <span className="min-w-0 truncate font-mono text-12 text-fg-3">
            <Marked text={setting.property} query={query} />
          </span>
          <OptionHelpLinks field={setting.paths[0] ?? ''} labelId={labelId} />
        </p>
        <p id={lineId} className="text-12 text-fg-3">
          <Marked text={setting.line} query={query} />
        </p>
      </div>
      <span className="flex justify-end max-md:order-last max-md:col-span-2 max-md:col-start-2 max-md:justify-start">
        <FieldContext value={{ id, 'aria-describedby': lineId, 'aria-invalid': problem ? true : undefined }}>
          {control}
        </FieldContext>
      </span>
      <span className="text-right text-12 text-fg-3">
        {changed ? (
          <button type="button" onClick={onReset} className="link max-w-full truncate" title={`Reset to ${standard}`}>
            Reset to {standard}
          </button>
        ) : (
          'Default'
        )}
      </span>
      {problem && (
        <p role="alert" className="col-span-2 col-start-2 flex gap-1.5 text-12 text-bad-f">
          <CircleX aria-hidden className="mt-0.5 size-3 shrink-0" />
          {problem}
        </p>
      )}
      {below && (
        <div className="col-span-3 col-start-2 grid grid-cols-[minmax(0,1fr)] gap-3 empty:hidden max-md:col-span-2">
          {below(labelId)}
        </div>
      )}
    </li>
  )
}
