'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Input } from '@/components/ui/form/input'
import { ConfirmDialog } from '@/components/ui/overlay/dialog'
import { haveSameBytes } from '@/lib/runs/compare'
import type { RunInput } from '@/lib/runs/input'
import { matching, newestFirst, type Run } from '@/lib/runs/run'
import type { Call } from '../call/call'
import { callOfInput } from '../call/call-of-input'
import { CaseSets, type CaseSetsProps } from './case-sets'
import { CompareSheet, type CompareSheetProps } from './compare-sheet'
import { RunRow } from './run-row'
import { SaveCases } from './save-cases'
import { StorageNote } from './storage-note'
import { useRuns } from './use-runs'

interface RunsCardProps extends CaseSetsProps {
  /** Shows a run again: its values in the form, its answer beside. */
  onOpen: (run: Run) => void
  onSendAgain: (call: Call, input: RunInput) => void
}

/** Lists the runs of this browser. */
export function RunsCard(props: RunsCardProps) {
  const { api, contract, onOpen, onSendAgain } = props
  const { store, ...kept } = useRuns(api)
  const { state, runs } = kept
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [clearing, setClearing] = useState(false)
  const [compared, setCompared] = useState<CompareSheetProps['compared']>()
  const shown = matching(runs, search)
  const picked = runs.filter(({ id }) => chosen.includes(id))
  const [newer, older] = newestFirst(picked)
  const choose = (id: string, on: boolean) => setChosen((now) => (on ? [...now, id] : now.filter((one) => one !== id)))
  const compare = async () => {
    if (older && newer) setCompared({ older, newer, filesDiffer: await filesDiffer(older.input, newer.input) })
  }
  return (
    <Card aria-labelledby="runs">
      <CardHeader
        id="runs"
        title="Playground runs"
        meta={state === 'page' ? 'on this page only' : 'kept in this browser'}
      >
        {runs.length > 0 && (
          <Button size="sm" variant="ghost" onClick={() => setClearing(true)}>
            Clear
          </Button>
        )}
      </CardHeader>
      {runs.length > 0 ? (
        <>
          <div className="grid gap-2 border-line border-b px-4 py-2.5">
            <Input
              type="search"
              aria-label="Find a run"
              placeholder="Find a run"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            {picked.length > 0 && (
              <div className="flex flex-wrap items-center gap-2">
                <span className="text-12 text-fg-2">{picked.length} chosen</span>
                <Button
                  size="sm"
                  disabledReason={picked.length === 2 ? undefined : 'Choose two runs'}
                  onClick={compare}
                >
                  Compare
                </Button>
                <SaveCases
                  picked={picked}
                  output={contract.output}
                  onSave={(name, cases) => {
                    store.saveSet({ name, cases, tolerance: 0.001, version: props.version })
                    setChosen([])
                  }}
                />
              </div>
            )}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
          <ul aria-label="Runs" tabIndex={0} className="max-h-96 overflow-y-auto">
            {shown.map((run) => {
              const again = callOfInput(props, run.input)
              return (
                <RunRow
                  key={run.id}
                  run={run}
                  output={contract.output}
                  chosen={chosen.includes(run.id)}
                  onChoose={(on) => choose(run.id, on)}
                  onOpen={() => onOpen(run)}
                  obstacle={again.ok ? undefined : again.error.message}
                  onRerun={() => again.ok && onSendAgain(again.value, run.input)}
                  onPin={() => store.pin(run, !run.pinned)}
                  onRemove={() => store.remove([run.id])}
                />
              )
            })}
          </ul>
          {shown.length === 0 && <p className="p-4 text-fg-2">No run holds these words.</p>}
        </>
      ) : (
        <p className="p-4 text-fg-2">{state === 'loading' ? 'Reading what this browser kept…' : nothing}</p>
      )}
      <div className="border-line border-t px-4 py-2.5 empty:hidden">
        <StorageNote {...kept} />
      </div>
      <CaseSets {...props} />
      {compared && <CompareSheet compared={compared} contract={contract} onClose={() => setCompared(undefined)} />}
      <ConfirmDialog
        open={clearing}
        onOpenChange={setClearing}
        title="Clear the playground runs"
        confirmLabel="Clear runs"
        onConfirm={() => {
          store.remove(runs.filter(({ pinned }) => !pinned).map(({ id }) => id))
          setClearing(false)
        }}
      >
        Every run that is not pinned is deleted from this browser. Sets of cases stay.
      </ConfirmDialog>
    </Card>
  )
}

const nothing = 'Nothing was predicted yet. Each prediction is listed here, in this browser only.'

const filesDiffer = async (older: RunInput, newer: RunInput) =>
  'file' in older && 'file' in newer && !(await haveSameBytes(older.file, newer.file))
