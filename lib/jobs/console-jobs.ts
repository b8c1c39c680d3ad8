/** The jobs of this console: in the store if it has one, else in the memory of this process. */
import 'server-only'
import { log } from '../log'
import { processWide } from '../process-wide'
import { consoleStore } from '../store/console-store'
import type { JobBoard } from './board'
import { memoryBoard } from './memory-board'
import { workOf } from './run-order'
import { StoredJobs } from './stored/stored-jobs'

export const jobs = (): JobBoard =>
  processWide('jobs', () => {
    const place = {
      now: () => Date.now(),
      report: (error: unknown) => log().error({ event: 'job', err: error }, 'unexpected'),
      workOf,
    }
    const store = consoleStore()
    return store ? new StoredJobs(store, place) : memoryBoard(place)
  })

/** Opens the store beside the start of the process, and takes up what other processes, or this one before, left. */
export function startJobs(): void {
  jobs()
  void consoleStore()?.start()
}
