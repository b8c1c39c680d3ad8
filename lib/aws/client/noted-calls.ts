/** The calls of AWS that one action or job made: each carries the run's id, and those that wrote or were refused are noted. */
import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from '../../process-wide'
import type { AwsCall } from './create-clients'

const runs = processWide('noted-runs', () => new AsyncLocalStorage<NotedRun>())

/** One action or job. */
interface NotedRun {
  id: string
  noted: AwsCall[]
}

/** The id of the action or job that runs now. Each of its calls carries it, so that CloudTrail's events of it are found again. */
export const currentRunId = (): string | undefined => runs.getStore()?.id

const mostCalls = 200
const reads = /^(Get|List|Describe|Head|Lookup|Filter|Simulate|Assume)/

const absent = /NotFound|NoSuch/

/** Reads that were answered, be it that there is nothing, are not noted: they are many and change nothing. */
export function noteCall(call: AwsCall): void {
  const noted = runs.getStore()?.noted
  if (!noted || noted.length >= mostCalls || (reads.test(call.operation) && (!call.error || absent.test(call.error))))
    return
  noted.push(call)
}

/** Runs it under this id, and adds its calls to the list. */
export const noteCalls = <T>(id: string, noted: AwsCall[], run: () => Promise<T>): Promise<T> =>
  runs.run({ id, noted }, run)
