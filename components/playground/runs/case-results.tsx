import { differenceLines, summaryOf } from '@/lib/runs/cases'
import { inputLine } from '@/lib/runs/input'
import type { CaseRun } from './use-case-run'

/** What each case came to; those that are the same are counted only. */
export function CaseResults({ run: { set, verdicts } }: { run: CaseRun }) {
  const done = verdicts.filter((verdict) => verdict !== undefined)
  const isSampled = done.some(({ kind }) => kind === 'differs')
  return (
    <div className="grid gap-1.5 text-12">
      <p role="status" className="text-fg-2">
        {done.length < verdicts.length ? `${done.length} of ${verdicts.length} run` : summaryOf(done)}
      </p>
      {isSampled && (
        <p className="text-fg-2">A sampled text can differ each time. Read it before you call it a change.</p>
      )}
      <ul className="grid gap-1">
        {set.cases.map(({ input }, index) => {
          const verdict = verdicts[index]
          if (!verdict || verdict.kind === 'same') return null
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a case is its place
            <li key={index} className="break-words">
              <span className="font-mono">{inputLine(input)}</span>{' '}
              <span className={verdict.kind === 'failed' ? 'text-bad-f' : 'text-warn-f'}>
                {verdict.kind}:{' '}
                {verdict.kind === 'failed' ? verdict.why : differenceLines(verdict.differences).join('; ')}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
