'use client'

import { cn } from '@/components/ui/cn'
import { Sheet } from '@/components/ui/overlay/sheet'
import { Table, Td, Th } from '@/components/ui/table'
import type { FeatureContract } from '@/lib/model/contract/contract'
import type { Prediction } from '@/lib/model/predictions/prediction'
import { type Compared, compareInputs, comparePredictions } from '@/lib/runs/compare'
import { hasPrediction, predictionOf, type Run } from '@/lib/runs/run'
import { type Piece, wordDifference } from '@/lib/runs/words'
import { ScrollRegion } from '../../ui/scroll-region'
import { ComparedFiles } from './compared-files'

export interface CompareSheetProps {
  compared: { older: Run; newer: Run; filesDiffer: boolean }
  contract: FeatureContract
  onClose: () => void
}

/** Two runs side by side; what differs is marked by word and weight. */
export function CompareSheet({ compared: { older, newer, filesDiffer }, contract, onClose }: CompareSheetProps) {
  const facts: Compared[] = [
    fact('Status', String(older.status ?? 'no answer'), String(newer.status ?? 'no answer')),
    fact('Latency', `${Math.round(older.latencyMs)} ms`, `${Math.round(newer.latencyMs)} ms`),
    fact('Version', older.version ?? 'unknown', newer.version ?? 'unknown'),
  ]
  const [was, now] = [older, newer].map((run): Prediction => predictionOfRun(run, contract.output))
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title="Two runs" description="The older one at left">
      <ScrollRegion aria-label="Comparison" className="grid gap-6 p-6 max-md:p-4">
        <Side title="Input" rows={compareInputs(contract.features, older.input, newer.input)} />
        <ComparedFiles older={older} newer={newer} output={contract.output} differ={filesDiffer} />
        {was && now && <Side title="Answer" rows={comparePredictions(was, now)} />}
        <Side title="Call" rows={facts} />
      </ScrollRegion>
    </Sheet>
  )
}

const fact = (name: string, left: string, right: string): Compared => ({ name, left, right, differs: left !== right })

/** What is no answer is compared as it came. */
function predictionOfRun(run: Run, output: FeatureContract['output']): Prediction {
  if (hasPrediction(run)) return predictionOf(run, output)
  return { kind: 'raw', text: run.text, contentType: run.contentType }
}

function Side({ title, rows }: { title: string; rows: Compared[] }) {
  return (
    <Table className="table-fixed">
      <caption className="pb-1 text-left font-semibold">{title}</caption>
      <colgroup>
        <col className="w-1/5" />
        <col />
        <col />
        <col className="w-20 max-md:w-16" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <Th>Field</Th>
          <Th>Older run</Th>
          <Th>Newer run</Th>
          <Th>Difference</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: boxes of one label have one name
          <tr key={index} className={cn('align-baseline', row.differs && 'bg-accent-soft')}>
            <Td className="break-words py-2 text-fg-2">{row.name}</Td>
            <Values row={row} />
            <Td className="py-2 pl-0 text-right text-12 text-fg-2">{row.differs ? 'differs' : ''}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Values({ row: { left, right, differs, isText } }: { row: Compared }) {
  if (!isText)
    return (
      <>
        <Td className="break-all py-2 font-mono text-code">{left}</Td>
        <Td className={cn('break-all py-2 font-mono text-code', differs && 'font-semibold')}>{right}</Td>
      </>
    )
  const pieces = wordDifference(left, right)
  return (
    <>
      <Words pieces={pieces.left} as="del" />
      <Words pieces={pieces.right} as="ins" />
    </>
  )
}

/** The words that only this side has are marked, by line and ground. */
function Words({ pieces, as: Mark }: { pieces: Piece[]; as: 'del' | 'ins' }) {
  return (
    <Td className="whitespace-pre-wrap break-words py-2">
      {pieces.map(({ text, differs }, index) =>
        differs ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <Mark key={index} className="rounded-chip bg-warn-s text-fg decoration-fg-2">
            {text}
          </Mark>
        ) : (
          text
        ),
      )}
    </Td>
  )
}
