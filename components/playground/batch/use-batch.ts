'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { sentLine } from '@/lib/batch/check-row'
import { cellsOf } from '@/lib/batch/csv-line'
import { type ColumnChoices, type ColumnPlan, matchColumns } from '@/lib/batch/match-columns'
import { limitsFor } from '@/lib/batch/pace'
import { prepare, rowLine } from '@/lib/batch/prepare'
import { type RowTable, readTable } from '@/lib/batch/read-table'
import type { BatchResults } from '@/lib/batch/results'
import { type BatchRun, createRun } from '@/lib/batch/run'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { buildBatchRequest, isBodyless, queryLimits, type RowTarget } from '@/lib/model/requests/build-request'
import type { Encoding } from '@/lib/model/tables/encoding'
import { plural } from '@/lib/plural'
import { fail } from '@/lib/result'
import { useAuthorize } from '../call/authorize'
import { sendCall } from '../call/send-call'
import { breathe } from './breathe'

export interface Throttle {
  rateLimit: number
  burstLimit: number
}

/** A file that was read and checked; its run and results change in place, `version` says when. */
export interface LoadedBatch {
  fileName: string
  file: Blob
  table: RowTable
  choices: ColumnChoices
  plan: ColumnPlan
  results: BatchResults
  run: BatchRun
}

interface Options extends RowTarget {
  contract: FeatureContract
  throttle?: Throttle
}

/** Between two pictures of a running batch. */
const redrawMs = 250

export function useBatch({ contract, throttle, ...target }: Options) {
  const [batch, setBatch] = useState<LoadedBatch>()
  const [reading, setReading] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [version, setVersion] = useState(0)
  const authorize = useAuthorize()
  // A token can be pasted after the file was read.
  const latest = useRef(authorize)
  useEffect(() => {
    latest.current = authorize
  }, [authorize])
  const redraw = useRef<ReturnType<typeof setTimeout>>(undefined)
  const work = useRef<AbortController>(undefined)
  const running = useRef<BatchRun>(undefined)

  const onChange = useCallback(() => {
    redraw.current ??= setTimeout(() => {
      redraw.current = undefined
      setVersion((before) => before + 1)
    }, redrawMs)
  }, [])

  const check = async (
    { file, fileName, table }: Pick<LoadedBatch, 'file' | 'fileName' | 'table'>,
    choices: ColumnChoices,
    signal: AbortSignal,
  ) => {
    const plan = matchColumns(table, contract, choices)
    const results = await prepare(table, plan, contract, breathe, signal)
    if (!results) return
    const limits = limitsFor(throttle)
    const inQuery = queryLimits(target)
    const run = createRun({
      results,
      lineAt: (row) => sentLine(cellsOf(rowLine(table, plan, row)), plan),
      send: async (body, ending) => sendCall(await latest.current(buildBatchRequest(target, body.split('\n'))), ending),
      output: contract.output,
      features: contract.features.map(({ name }) => name),
      limits: isBodyless(target.request) ? { ...limits, maxRows: inQuery.rows, maxBytes: inQuery.bytes } : limits,
      onChange,
    })
    running.current = run
    setBatch({ file, fileName, table, choices, plan, results, run })
  }

  /** Whatever was under way before is ended. */
  const begin = () => {
    work.current?.abort()
    running.current?.cancel()
    work.current = new AbortController()
    return work.current.signal
  }

  const load = async (file: Blob, fileName: string, encoding?: Encoding) => {
    const signal = begin()
    setProblem(undefined)
    setReading(`Reading ${fileName}`)
    const read = await readTable(file, {
      signal,
      encoding,
      onProgress: (records) => setReading(`Reading ${fileName}: ${plural(records, 'record')}`),
    }).catch((error: unknown) =>
      // A browser refuses to read on in a file that was moved or changed meanwhile.
      fail({ code: 'unreadable-table', message: `${fileName} cannot be read: ${error}.`, remedy: 'Choose it again.' }),
    )
    if (signal.aborted) return
    if (read.ok) await check({ file, fileName, table: read.value }, {}, signal)
    else setProblem(`${read.error.message} ${read.error.remedy ?? ''}`)
    if (!signal.aborted) setReading(undefined)
  }

  const choose = (more: ColumnChoices) => {
    if (batch) void check(batch, { ...batch.choices, ...more }, begin())
  }

  useEffect(
    () => () => {
      work.current?.abort()
      running.current?.cancel()
      clearTimeout(redraw.current)
    },
    [],
  )
  const phase = batch?.run.state().phase
  useEffect(() => {
    if (phase !== 'running') return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [phase])

  return { batch, reading, problem, version, load, choose }
}
