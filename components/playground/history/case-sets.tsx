'use client'

import { Download, Play, Trash2, Upload } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/dropdown-menu'
import { Note } from '@/components/ui/note'
import { type CaseSet, casesCsv, exportSet, importSet, summaryOf } from '@/lib/history/cases'
import type { HistoryCardProps } from './history-card'
import { useCaseRun } from './use-case-run'
import { useHistory } from './use-history'

/** Sets of cases: asked again after a deploy, each case is the same, changed, or failed. */
export function CaseSets({ api, contract, invokeUrl, queryParameter, request, version }: HistoryCardProps) {
  const { store, state, sets } = useHistory(api)
  const [problem, setProblem] = useState<string>()
  const file = useRef<HTMLInputElement>(null)
  const { run, start } = useCaseRun({ invokeUrl, queryParameter, request, output: contract.output }, (set) =>
    store.saveSet({ ...set, version }),
  )
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? []
    event.target.value = ''
    if (!chosen) return
    const read = importSet(await chosen.text())
    setProblem(read.ok ? undefined : `${read.error.message} ${read.error.remedy ?? ''}`)
    if (read.ok) store.saveSet(read.value)
  }
  if (state !== 'ready') return null
  return (
    <section aria-labelledby="cases" className="grid gap-3 border-line border-t px-4 py-3">
      <div className="flex items-center gap-2">
        <h3 id="cases" className="font-medium">
          Test cases
        </h3>
        <input ref={file} type="file" accept="application/json,.json" hidden onChange={take} />
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          icon={<Upload aria-hidden />}
          onClick={() => file.current?.click()}
        >
          Import
        </Button>
      </div>
      {problem && (
        <Note tone="bad" role="alert">
          {problem}
        </Note>
      )}
      {sets.length === 0 && <p className="text-12 text-fg-2">Choose runs above and save them under a name.</p>}
      {sets.map((set) => (
        <div key={set.id} className="grid gap-2">
          {version && set.version !== version && (
            <Note tone="info">
              Version {version} is live, and {set.name} was last asked of{' '}
              {set.version ? `version ${set.version}` : 'none'}.
            </Note>
          )}
          <div className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 truncate">{set.name}</span>
            <span className="text-12 text-fg-3">{casesIn(set)}</span>
            <span className="ml-auto flex gap-1">
              <Button size="sm" icon={<Play aria-hidden />} onClick={() => start(set)}>
                Re-run {casesIn(set)}
              </Button>
              <Menu trigger={<IconButton size="sm" label={`Export ${set.name}`} icon={<Download aria-hidden />} />}>
                <MenuItem onSelect={() => download(set, 'json', exportSet(set))}>Cases as JSON</MenuItem>
                <MenuItem onSelect={() => download(set, 'csv', casesCsv(set))}>Input and expected as CSV</MenuItem>
              </Menu>
              <IconButton
                size="sm"
                label={`Delete ${set.name}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => store.removeSet(set.id)}
              />
            </span>
          </div>
          {run?.set.id === set.id && <Results run={run} />}
        </div>
      ))}
    </section>
  )
}

const casesIn = ({ cases }: CaseSet) => `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`

function Results({ run: { set, verdicts } }: { run: NonNullable<ReturnType<typeof useCaseRun>['run']> }) {
  const done = verdicts.filter((verdict) => verdict !== undefined)
  return (
    <div className="grid gap-1.5 text-12">
      <p role="status" className="text-fg-2">
        {done.length < verdicts.length ? `${done.length} of ${verdicts.length} asked` : summaryOf(done)}
      </p>
      <ul className="grid gap-1">
        {set.cases.map((one, index) => {
          const verdict = verdicts[index]
          if (!verdict || verdict.kind === 'same') return null
          return (
            <li key={one.rows.join('\n')} className="break-words">
              <span className="font-mono">{one.rows[0]}</span>{' '}
              <span className={verdict.kind === 'failed' ? 'text-bad-f' : 'text-warn-f'}>
                {verdict.kind === 'failed' ? `failed: ${verdict.why}` : `changed: ${verdict.differences.join(', ')}`}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function download({ name }: CaseSet, extension: 'json' | 'csv', text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: extension === 'json' ? 'application/json' : 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replace(/[^\w-]+/g, '-').toLowerCase()}-cases.${extension}`
  link.click()
  URL.revokeObjectURL(url)
}
