/**
 * What a process does when it has to end (SIGTERM of a container, Ctrl C): it says that it is not ready, takes no new
 * jobs, waits for those that run within a deadline, and then hands the signal on to Next, which finishes the requests
 * that are open and ends the process. What did not finish is in AWS, and the next look at it finds what is left.
 */

import { jobs } from '../jobs/console-jobs'
import { log } from '../log'
import { processWide } from '../process-wide'
import { startDraining } from '../running/state'
import { consoleStore } from '../store/console-store'
import { endTraces } from '../telemetry/start-traces'

const signals = ['SIGTERM', 'SIGINT'] as const
type Signal = (typeof signals)[number]

/** Next waits for open requests without end; a page that is left open must not keep the process. */
const lastRequestsMs = 5_000

const handlers = processWide('signal-handlers', () => ({ set: false }))

/** Takes the place of Next's own handlers, which end the process while jobs run, and calls them when its work is done. */
export function drainOnSignal(shutdownSeconds: number): void {
  if (handlers.set) return
  handlers.set = true
  let begun = false
  for (const signal of signals) {
    const others = process.listeners(signal)
    process.removeAllListeners(signal)
    process.on(signal, () => {
      // A person who presses Ctrl C twice means it.
      if (begun && signal === 'SIGINT') process.exit(130)
      if (begun) return
      begun = true
      void shutDown(shutdownSeconds * 1_000).then(() => handOn(signal, others))
    })
  }
}

async function shutDown(deadlineMs: number): Promise<void> {
  startDraining()
  log().info({ event: 'shutdown', deadlineMs }, 'shutting down')
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, deadlineMs)
  })
  const drained = await jobs().drain(deadline)
  clearTimeout(timer)
  await consoleStore()?.end()
  await endTraces()
  log().info({ event: 'shutdown', ...drained }, 'jobs are done or handed over')
}

function handOn(signal: Signal, others: NodeJS.SignalsListener[]): void {
  const code = signal === 'SIGINT' ? 130 : 143
  setTimeout(() => process.exit(code), lastRequestsMs)
  if (others.length === 0) process.exit(code)
  for (const other of others) other(signal)
}
