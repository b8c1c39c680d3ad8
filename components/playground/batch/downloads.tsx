'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { rowState } from '@/lib/batch/results'
import { type Written, writeFailed, writeResults } from '@/lib/batch/write-results'
import { plural } from '@/lib/plural'
import { Button } from '../../ui/button'
import { saveFile } from '../../ui/save-file'
import { breathe } from './breathe'

/** `iris-holdout.csv` becomes `iris-holdout-predictions.csv`. */
export const nameOf = (fileName: string, what: string) =>
  `${fileName.replace(/\.[a-z]+$/i, '').replace(/\s+/g, '-')}-${what}.csv`

export function Downloads({ fileName, ...written }: Written & { fileName: string }) {
  const [busy, setBusy] = useState<string>()
  const { tally } = written.results
  const predicted = tally[rowState.predicted] ?? 0
  const bad = (tally[rowState.rejected] ?? 0) + (tally[rowState.failed] ?? 0)
  const write = async (what: string, make: typeof writeResults) => {
    setBusy(what)
    saveFile(await make(written, breathe), nameOf(fileName, what))
    setBusy(undefined)
  }
  if (predicted + bad === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-3">
      {predicted > 0 && (
        <Button
          size="sm"
          icon={<Download aria-hidden />}
          busy={busy === 'predictions'}
          onClick={() => write('predictions', writeResults)}
        >
          Download {plural(predicted, 'result')}
        </Button>
      )}
      {bad > 0 && (
        <Button
          size="sm"
          icon={<Download aria-hidden />}
          busy={busy === 'failed-rows'}
          onClick={() => write('failed-rows', writeFailed)}
        >
          Failed rows only
        </Button>
      )}
      <span className="ml-auto text-12 text-fg-3">written back in input order</span>
    </div>
  )
}
