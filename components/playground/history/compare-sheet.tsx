'use client'

import { cn } from '@/components/ui/cn'
import { Sheet } from '@/components/ui/sheet'
import { Table, Td, Th } from '@/components/ui/table'
import type { FeatureContract } from '@/lib/features/contract'
import { type Compared, compareAnswers, compareInputs } from '@/lib/history/compare'
import type { Run } from '@/lib/history/run'
import { predictionOfRun } from './prediction-of-run'

interface CompareSheetProps {
  /** The older one first. */
  runs: [Run, Run]
  contract: FeatureContract
  onClose: () => void
}

/** Two runs side by side; what differs is marked by word and weight. */
export function CompareSheet({ runs: [left, right], contract, onClose }: CompareSheetProps) {
  const facts: Compared[] = [
    fact('Status', String(left.status ?? 'no answer'), String(right.status ?? 'no answer')),
    fact('Latency', `${Math.round(left.latencyMs)} ms`, `${Math.round(right.latencyMs)} ms`),
    fact('Version', left.version ?? 'unknown', right.version ?? 'unknown'),
  ]
  const answers = compareAnswers(predictionOfRun(left, contract.output), predictionOfRun(right, contract.output))
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title="Two runs" description="The older one at left">
      <div className="grid gap-6 p-6 max-md:p-4">
        <Side title="Input" rows={compareInputs(contract.features, left, right)} />
        <Side title="Answer" rows={answers} />
        <Side title="Call" rows={facts} />
      </div>
    </Sheet>
  )
}

const fact = (name: string, left: string, right: string): Compared => ({ name, left, right, differs: left !== right })

function Side({ title, rows }: { title: string; rows: Compared[] }) {
  return (
    <Table>
      <caption className="pb-1 text-left font-semibold">{title}</caption>
      <thead className="sr-only">
        <tr>
          <Th>Field</Th>
          <Th>Older run</Th>
          <Th>Newer run</Th>
          <Th>Difference</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, left, right, differs }) => (
          <tr key={name} className={cn(differs && 'bg-accent-soft')}>
            <Td className="text-fg-2">{name}</Td>
            <Td className="break-all font-mono text-code">{left}</Td>
            <Td className={cn('break-all font-mono text-code', differs && 'font-semibold')}>{right}</Td>
            <Td className="text-right text-12 text-fg-2">{differs ? 'differs' : ''}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
