'use client'

import { Download, Play, Trash2, Upload } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/overlay/dropdown-menu'
import { saveFile } from '@/components/ui/save-file'
import { Note } from '@/components/ui/state/note'
import { megabytes } from '@/lib/model/requests/build-body'
import { plural } from '@/lib/plural'
import { casesCsv, exportJson, exportJsonLines, importSet, mostFileBytes } from '@/lib/runs/case-files'
import type { CaseSet } from '@/lib/runs/cases'
import type { Target } from '../call/call-of-input'
import { CaseResults } from './case-results'
import { useCaseRun } from './use-case-run'
import { useRuns } from './use-runs'

export interface CaseSetsProps extends Target {
  api: string
  /** The version of the function that is live. */
  version?: string
}

/** Sets of cases: run again after a deploy, each case is the same, changed, or failed. */
export function CaseSets({ api, version, ...target }: CaseSetsProps) {
  const { store, state, sets } = useRuns(api)
  const [problem, setProblem] = useState<string>()
  const file = useRef<HTMLInputElement>(null)
  const { run, start } = useCaseRun(target, (set) => store.saveSet({ ...set, version }))
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? []
    if (!chosen) return
    if (chosen.size > mostFileBytes)
      setProblem(
        `${chosen.name} has ${megabytes(chosen.size)} MB, and at most ${megabytes(mostFileBytes)} MB are read.`,
      )
    else {
      const read = importSet(await chosen.text(), chosen.name)
      setProblem(read.ok ? undefined : `${chosen.name}: ${read.error.message} ${read.error.remedy ?? ''}`)
      if (read.ok) void store.saveSet(read.value)
    }
    if (file.current) file.current.value = ''
  }
  if (state === 'loading') return null
  return (
    <section aria-labelledby="cases" className="grid gap-3 border-line border-t px-4 py-3">
      <div className="flex items-center gap-2">
        <h3 id="cases" className="font-medium">
          Test cases
        </h3>
        <input
          ref={file}
          type="file"
          aria-label="File of test cases"
          accept="application/json,.json,.jsonl"
          hidden
          onChange={take}
        />
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
        <Note tone="bad" role="alert" className="break-words">
          {problem}
        </Note>
      )}
      {sets.length === 0 && <p className="text-12 text-fg-2">Choose runs above and save them under a name.</p>}
      {sets.map((set) => (
        <div key={set.id} className="grid gap-2">
          {version && set.version !== version && (
            <Note tone="info">
              Version {version} is live, and {set.name} last ran against{' '}
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
                <MenuItem onSelect={async () => download(set, 'json', await exportJson(set))}>Cases as JSON</MenuItem>
                <MenuItem onSelect={async () => download(set, 'jsonl', await exportJsonLines(set))}>
                  Cases as JSON Lines
                </MenuItem>
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
          {run?.set.id === set.id && <CaseResults run={run} />}
        </div>
      ))}
    </section>
  )
}

const casesIn = ({ cases }: CaseSet) => plural(cases.length, 'case')

const mediaTypes = { json: 'application/json', jsonl: 'application/jsonl', csv: 'text/csv' }

function download({ name }: CaseSet, extension: keyof typeof mediaTypes, text: string) {
  const file = new Blob([text], { type: mediaTypes[extension] })
  saveFile(file, `${name.replace(/[^\w-]+/g, '-').toLowerCase()}-cases.${extension}`)
}
