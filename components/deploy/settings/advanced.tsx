'use client'

import { ChevronRight, Search, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { plural } from '@/lib/plural'
import { Button, IconButton } from '../../ui/button'
import { cn } from '../../ui/cn'
import { Input } from '../../ui/form/input'
import { Segmented } from '../../ui/form/segmented'
import type { DeployValues } from '../values/form-values'
import { type ControlProps, controlOf } from './controls/control-of'
import type { Setting } from './setting'
import { type SettingGroup, settingGroups } from './setting-groups'
import { SettingRow } from './setting-row'
import { changedFrom, countWords, matches, settings } from './settings'

interface AdvancedProps extends ControlProps {
  defaults: DeployValues
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** More chips than this take the place of the filter. */
const mostChips = 3

/** Everything that the three questions do not hold: one row while it is closed, a filtered list while it is open. */
export function Advanced({ defaults, open, onOpenChange, ...props }: AdvancedProps) {
  const { values, problems, from } = props
  const { setValue } = useFormContext<DeployValues>()
  const id = useId()
  const [query, setQuery] = useState('')
  const [group, setGroup] = useState<SettingGroup | 'all'>('all')
  const situation = { values, adopted: from.base.adopted !== undefined, deployed: from.deployed }
  const offered = settings.filter((one) => one.applies(situation))
  const changed = changedFrom(defaults, values, offered)
  const found = offered.filter((one) => matches(one, query))
  const groups = settingGroups.filter((name) => found.some((one) => one.group === name))
  const shown = groups.includes(group as SettingGroup) ? found.filter((one) => one.group === group) : found
  const wrong = offered.filter((one) => problemOf(one, problems) !== undefined).length
  const reset = ({ paths }: Setting) => {
    for (const path of paths) setValue(path as 'apiName', valueAt(defaults, path) as string)
  }
  const resetAll = () => {
    for (const one of changed) reset(one)
  }
  return (
    <section aria-label="Advanced" className="min-w-0 rounded-card border border-line-2 bg-surface">
      <div className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 px-3.5 py-1.5">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpenChange(!open)}
          className="flex min-h-8 min-w-0 items-center gap-2 text-left"
        >
          <ChevronRight aria-hidden className={cn('size-4 shrink-0 text-fg-3', open && 'rotate-90')} />
          <span className="font-semibold text-14">Advanced</span>
          <span className={changed.length > 0 ? 'text-upd-f' : 'text-fg-3'}>
            {countWords(changed.length, offered.length)}
          </span>
        </button>
        {wrong > 0 && <span className="text-12 text-bad-f">{wrong} to fix</span>}
        <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-1.5">
          {open || changed.length > 0 ? (
            <>
              {changed.slice(0, mostChips).map((one) => (
                <Chip key={one.id} setting={one} words={one.words(values)} onReset={() => reset(one)} />
              ))}
              {changed.length > mostChips && (
                <span className="text-12 text-upd-f">and {changed.length - mostChips} more</span>
              )}
              {changed.length > 0 && (
                <Button size="sm" variant="ghost" onClick={resetAll}>
                  Reset all
                </Button>
              )}
            </>
          ) : (
            <span className="text-12 text-fg-3 max-lg:hidden">{settingGroups.join(' · ')}</span>
          )}
        </span>
      </div>
      <div id={id} hidden={!open}>
        <div className="flex flex-wrap items-center gap-3 border-line border-b px-3.5 pb-3">
          <Input
            aria-label="Filter settings"
            placeholder="Filter, also by AWS name"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              // A form of one click: Enter in the filter deploys nothing, and Escape empties it before it closes the sheet.
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
              if (event.key !== 'Escape' || query === '') return
              event.stopPropagation()
              setQuery('')
            }}
            prefix={<Search aria-hidden className="size-3.5" />}
            suffix={
              query.trim() !== '' && (
                <>
                  {found.length} of {offered.length}
                  <IconButton
                    size="sm"
                    variant="ghost"
                    label="Clear the filter"
                    icon={<X aria-hidden />}
                    className="-mr-2 ml-1"
                    onClick={() => setQuery('')}
                  />
                </>
              )
            }
            className="w-60 max-md:w-full"
          />
          <Segmented
            label="Group of settings"
            value={groups.includes(group as SettingGroup) ? group : 'all'}
            onValueChange={setGroup}
            items={[
              { value: 'all' as const, label: 'All', count: found.length },
              ...groups.map((name) => ({
                value: name,
                label: name,
                count: found.filter((one) => one.group === name).length,
              })),
            ]}
          />
        </div>
        <p role="status" className={found.length > 0 ? 'sr-only' : 'px-3.5 py-4 text-fg-2'}>
          {query.trim() === ''
            ? ''
            : found.length > 0
              ? `${plural(found.length, 'setting')} found`
              : `No setting matches “${query.trim()}”. Who can call it, the rate, the stage and the path are in the questions above.`}
        </p>
        {open &&
          settingGroups.map((name) => {
            const rows = shown.filter((one) => one.group === name)
            if (rows.length === 0) return null
            return (
              <section key={name} aria-label={name} className="border-line border-b px-3.5 pt-3 last:border-b-0">
                <h4 className="mb-0.5 font-medium text-12 text-fg-3">{name}</h4>
                <ul>
                  {rows.map((one) => {
                    const { control, below } = controlOf(one.id)
                    return (
                      <SettingRow
                        key={one.id}
                        setting={one}
                        query={query}
                        changed={changed.includes(one)}
                        standard={one.words(defaults)}
                        problem={problemOf(one, problems)}
                        control={control?.(props)}
                        below={below && ((labelId) => below({ ...props, labelId }))}
                        onReset={() => reset(one)}
                      />
                    )
                  })}
                </ul>
              </section>
            )
          })}
      </div>
    </section>
  )
}

function Chip({ setting, words, onReset }: { setting: Setting; words: string; onReset: () => void }) {
  return (
    <span className="inline-flex h-6 max-w-60 items-center gap-1 rounded-full border border-upd-l bg-upd-s pr-0.5 pl-2 font-medium text-12 text-upd-f">
      <span title={words} className="truncate">
        {setting.label} {words}
      </span>
      <button
        type="button"
        onClick={onReset}
        className="grid size-5 shrink-0 place-items-center rounded-full hover:bg-hover"
      >
        <X aria-hidden className="size-3" />
        <span className="sr-only">Reset {setting.label}</span>
      </button>
    </span>
  )
}

/** The problem of the field at the right of a setting; those of the fields below it stand at these. */
function problemOf({ paths: [first] }: Setting, problems: ControlProps['problems']): string | undefined {
  const shape = first === 'request.form' ? 'request' : first === 'response.form' ? 'response' : undefined
  return problems[shape ?? (first as keyof DeployValues)]
}

function valueAt(values: DeployValues, path: string): unknown {
  const [whole = '', part] = path.split('.')
  const value = values[whole as keyof DeployValues]
  return part === undefined ? value : (value as unknown as Record<string, unknown>)[part]
}
