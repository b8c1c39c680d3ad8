/** What a process sets up once, when it starts. */
import { storedEndings } from '../auth/stored-endings'
import { config } from '../config'
import { countProbesIn } from '../endpoints/probe/probe-budget'
import { startJobs } from '../jobs/console-jobs'
import { readLocaleBy } from '../locale'
import { startMetrics } from '../prometheus/start-metrics'
import { localeOfRequest } from '../running/reader-locale'
import { startSweeping } from '../share/sweep'
import { consoleStore, forgetOldRows } from '../store/console-store'
import { startTraces } from '../telemetry/start-traces'
import { drainOnSignal } from './shut-down'

export async function startRunning(): Promise<void> {
  await startTraces(config().traces)
  readLocaleBy(localeOfRequest)
  startMetrics()
  drainOnSignal(config().shutdownSeconds)
  storedEndings()
  startJobs()
  countProbesIn(consoleStore)
  forgetOldRows()
  startSweeping()
}
