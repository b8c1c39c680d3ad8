/** Switches on what the configuration says: numbers are taken, and a port of their own is opened. */
import { config } from '../config'
import { jobs } from '../jobs/console-jobs'
import { log } from '../log'
import { takeMeasures } from '../measures'
import { consoleStore } from '../store/console-store'
import { metricsPlace } from './place'

/** Called once, when a process starts. A port that is taken ends no process: `/api/ready` and the log say so. */
export function startMetrics(): void {
  const { port, host, token } = config().metrics
  if (port === undefined && token === undefined) return
  start({ port, host, token }).catch((error: unknown) => {
    const code = (error as { code?: unknown }).code
    metricsPlace.problem =
      port === undefined
        ? 'METRICS_TOKEN: the metrics could not be started. The log of the console has the details.'
        : `METRICS_PORT: port ${port}${host ? ` of ${host}` : ''} cannot be used (${typeof code === 'string' ? code : 'unknown'}), so nobody can read the metrics. Set it to a free port that is not the console's own${host ? ', and METRICS_HOST to an address of this machine' : ''}.`
    log().error({ event: 'metrics', err: error }, metricsPlace.problem)
  })
}

type Metrics = ReturnType<typeof config>['metrics']

/** prom-client is loaded only if metrics are on. */
async function start({ port, host, token }: Metrics): Promise<void> {
  const { createExposition } = await import('./exposition')
  const store = consoleStore()
  const { measures, ...exposition } = createExposition({
    jobs: { counts: () => jobs().counts() },
    isStoreUp: () => store && store.trouble === undefined,
  })
  takeMeasures(measures)
  metricsPlace.exposition = exposition
  if (port === undefined) return
  const { serveMetrics } = await import('./serve')
  const report = (error: unknown) => log().error({ event: 'metrics', err: error }, 'metrics could not be read')
  await serveMetrics({ port, host, token, exposition, report })
}
