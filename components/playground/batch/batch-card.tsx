'use client'

import { Suspense, useMemo } from 'react'
import { rowLine } from '@/lib/batch/prepare'
import { rowState } from '@/lib/batch/results'
import { summarise } from '@/lib/batch/summary'
import { formatNumber } from '@/lib/locale'
import { type FeatureContract, inputOf } from '@/lib/model/contract/contract'
import type { RowTarget } from '@/lib/model/requests/build-request'
import { plural } from '@/lib/plural'
import { Card, CardHeader } from '../../ui/card'
import { EncodingSelect } from '../../ui/form/encoding-select'
import { Note } from '../../ui/state/note'
import { ColumnMatch } from './column-match'
import { Downloads } from './downloads'
import { DropZone } from './drop-zone'
import { Progress } from './progress'
import { ResultGrid } from './result-grid'
import { SummaryView } from './summary-view'
import type { TransformFacts } from './transform/facts'
import { JobList, JobListSkeleton } from './transform/job-list'
import { Offer } from './transform/offer'
import { RowLimit } from './transform/row-limit'
import { useFreshJobs } from './transform/use-jobs'
import { useRowLimit } from './transform/use-row-limit'
import { type LoadedBatch, type Throttle, useBatch } from './use-batch'

interface BatchCardProps extends RowTarget {
  contract: FeatureContract
  /** The stage's own: a batch leaves a part of it to other callers. */
  throttle?: Throttle
  transform: TransformFacts
}

/** Many rows at once: a file goes through the public API in requests that fit it, and comes back with its predictions. */
export function BatchCard(props: BatchCardProps) {
  if (inputOf(props.contract).kind !== 'rows') return null
  return <RowBatchCard {...props} />
}

function RowBatchCard(props: BatchCardProps) {
  const { contract, transform } = props
  const [limit, setLimit] = useRowLimit()
  const fresh = useFreshJobs(transform)
  const { batch, reading, problem, version, load, choose } = useBatch(props)
  const fits = batch?.plan.problems.length === 0
  return (
    <Card aria-labelledby="batch">
      <CardHeader id="batch" title="Batch" meta="header row optional, up to 1,000,000 rows" />
      <div className="grid gap-4 p-4">
        <DropZone onFile={(file, name) => void load(file, name)}>
          <FileFacts batch={batch} reading={reading} />
        </DropZone>
        {problem && (
          <Note tone="bad" role="alert" title="The file could not be read.">
            {problem}
          </Note>
        )}
        {batch && (
          <>
            <ColumnMatch plan={batch.plan} onChoose={choose}>
              {batch.table.format === 'csv' && (
                <EncodingSelect
                  encoding={batch.table.encoding}
                  onChange={(encoding) => void load(batch.file, batch.fileName, encoding)}
                />
              )}
            </ColumnMatch>
            {fits && <Progress run={batch.run} results={batch.results} />}
            {fits && batch.results.count > limit && (
              <Offer
                key={`${transform.of.endpointName} ${batch.fileName}`}
                facts={transform}
                {...{ batch, limit }}
                onStart={fresh.read}
              />
            )}
          </>
        )}
      </div>
      {batch && fits && <Outcome batch={batch} contract={contract} version={version} />}
      <section aria-labelledby="transform-jobs" className="grid gap-2 border-line border-t p-4">
        <h3 id="transform-jobs" className="font-semibold text-13">
          SageMaker transform jobs
        </h3>
        <Suspense fallback={<JobListSkeleton />}>
          <JobList facts={transform} {...{ fresh, contract, limit }} />
        </Suspense>
        <RowLimit rows={limit} onChange={setLimit} />
      </section>
    </Card>
  )
}

function FileFacts({ batch, reading }: { batch?: LoadedBatch; reading?: string }) {
  if (reading) return <p role="status">{reading}…</p>
  if (!batch)
    return (
      <>
        <p className="font-medium">Drop a CSV or JSON lines file</p>
        <p className="text-12 text-fg-2">
          Columns are matched by name. The file goes from this browser to the public API.
        </p>
      </>
    )
  const { fileName, results, plan, table } = batch
  const matched = plan.sent.filter((column) => column >= 0).length
  const rejected = plan.problems.length === 0 ? (results.tally[rowState.rejected] ?? 0) : 0
  return (
    <>
      <p className="truncate font-medium">{fileName}</p>
      <p className="text-12 text-fg-2">
        {plural(results.count, 'row')}, {plural(matched, 'column')} matched
        {rejected > 0 && `, ${formatNumber(rejected)} rejected before sending`}. Drop another file to replace it.
      </p>
      {table.notes.length > 0 && <p className="text-12 text-fg-2">Read as {table.notes.join(', ')}.</p>}
    </>
  )
}

function Outcome({ batch, contract, version }: { batch: LoadedBatch; contract: FeatureContract; version: number }) {
  const { results, table, plan, fileName } = batch
  // biome-ignore lint/correctness/useExhaustiveDependencies: results change in place, and the version shows when
  const summary = useMemo(() => summarise(results), [results, version])
  return (
    <>
      <ResultGrid
        key={fileName}
        results={results}
        version={version}
        hasTruth={plan.truth !== undefined}
        lineAt={(row) => rowLine(table, plan, row)}
      />
      {summary && <SummaryView summary={summary} name={contract.output?.name} />}
      <Downloads fileName={fileName} table={table} plan={plan} results={results} />
    </>
  )
}
