'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import type { RowTarget } from '@/lib/features/build-request'
import type { FeatureContract } from '@/lib/features/contract'
import { matching, newestFirst, type Run } from '@/lib/history/run'
import { CaseSets } from './case-sets'
import { CompareSheet } from './compare-sheet'
import { RunRow } from './run-row'
import { SaveCases } from './save-cases'
import { useHistory } from './use-history'

export interface HistoryCardProps extends RowTarget {
  api: string
  contract: FeatureContract
  /** Of the function that is live. */
  version?: string
  /** Shows a run again: its values in the form, its answer beside. */
  onOpen: (run: Run) => void
  onRerun: (rows: string[]) => void
}

/** What was asked from this browser. */
export function HistoryCard(props: HistoryCardProps) {
  const { api, contract, onOpen, onRerun } = props
  const { store, state, runs } = useHistory(api)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [clearing, setClearing] = useState(false)
  const [comparing, setComparing] = useState(false)
  const shown = matching(runs, search)
  const picked = runs.filter(({ id }) => chosen.includes(id))
  const [newer, older] = newestFirst(picked)
  const choose = (id: string, on: boolean) => setChosen((now) => (on ? [...now, id] : now.filter((one) => one !== id)))
  return (
    <Card aria-labelledby="history">
      <CardHeader id="history" title="History" meta="kept in this browser">
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
                  onClick={() => setComparing(true)}
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
              const { input } = run
              const rows = input.kind === 'rows' ? input.rows : undefined
              return (
                <RunRow
                  key={run.id}
                  run={run}
                  output={contract.output}
                  chosen={chosen.includes(run.id)}
                  onChoose={(on) => choose(run.id, on)}
                  onOpen={() => onOpen(run)}
                  onRerun={rows && (() => onRerun(rows))}
                  onPin={() => store.pin(run, !run.pinned)}
                  onRemove={() => store.remove([run.id])}
                />
              )
            })}
          </ul>
          {shown.length === 0 && <p className="p-4 text-fg-2">No run holds these words.</p>}
        </>
      ) : (
        <p className="p-4 text-fg-2">{emptyWords[state]}</p>
      )}
      <CaseSets {...props} />
      {comparing && older && newer && (
        <CompareSheet runs={[older, newer]} contract={contract} onClose={() => setComparing(false)} />
      )}
      <ConfirmDialog
        open={clearing}
        onOpenChange={setClearing}
        title="Clear the history"
        confirmLabel="Clear history"
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

const emptyWords = {
  loading: 'Reading what this browser kept…',
  ready: 'Nothing was asked yet. Each prediction is kept here, in this browser only.',
  unavailable:
    'This browser keeps nothing for this site: a private window, or storage is forbidden. Predictions work all the same.',
}
