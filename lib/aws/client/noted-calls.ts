/** The calls of AWS that one action or job made: each carries the run's id, and those that wrote or were refused are noted. */
import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from '../../process-wide'
import type { AwsCall } from './create-clients'
import { isRead } from './operations'

const runs = processWide('noted-runs', () => new AsyncLocalStorage<NotedRun>())

/** One action or job. */
interface NotedRun {
  id: string
  noted: AwsCall[]
}

/** The id of the action or job that runs now. Each of its calls carries it, so that CloudTrail's events of it are found again. */
export const currentRunId = (): string | undefined => runs.getStore()?.id

const mostCalls = 200
const absent = /NotFound|NoSuch/

const isNoDeed = (operation: string): boolean => isRead(operation) || operation.startsWith('Assume')

/** Reads that were answered, be it that there is nothing, are not noted: they are many and change nothing. */
export function noteCall(call: AwsCall): void {
  const noted = runs.getStore()?.noted
  if (!noted || noted.length >= mostCalls || (isNoDeed(call.operation) && (!call.error || absent.test(call.error))))
    return
  noted.push(call)
}

/** Runs it under this id, and adds its calls to the list. */
export const noteCalls = <T>(id: string, noted: AwsCall[], run: () => Promise<T>): Promise<T> =>
  runs.run({ id, noted }, run)
