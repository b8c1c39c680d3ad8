/** Starts the engine's runs as jobs of this process, in the queue of the person who started them. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { audited } from '../console/audit'
import type { ConsoleContext } from '../console/context'
import { wiringContext } from '../console/wiring-context'
import type { Result } from '../result'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { type DeployOptions, runDeploy, runRemove } from '../wiring/engine'
import { initialSteps } from '../wiring/plan/steps'
import { forgetCheck } from '../wiring/read/check'
import { jobs, type StartedJob } from './jobs'

export function startDeploy(
  context: ConsoleContext,
  spec: WiringSpec,
  deployOptions: DeployOptions = {},
): Result<StartedJob> {
  const { target, person } = context
  const key = { ...target, endpointName: onlyRoute(spec).endpointName }
  const { canaryPercent } = deployOptions
  const options = { spec, canaryPercent, owner: person.id }
  const runId = randomUUID()
  const started = jobs().start(
    key,
    'deploy',
    initialSteps('deploy', spec, canaryPercent),
    async (emit, enough) => {
      const run = () => runDeploy(wiringContext(context), spec, emit, { ...deployOptions, enough, runId })
      const outcome = await audited({ ...lineOf(context, 'deploy', key.endpointName), runId }, run, () =>
        jobOf(started),
      )
      forgetCheck(target, key.endpointName)
      return outcome
    },
    options,
  )
  return started
}

/** @param onlyRun takes back only what this run made */
export function startRemoval(context: ConsoleContext, endpointName: string, onlyRun?: string): Result<StartedJob> {
  const { target, person } = context
  const started = jobs().start(
    { ...target, endpointName },
    'remove',
    initialSteps('remove'),
    async (emit) => {
      const run = () => runRemove(wiringContext(context), endpointName, emit, onlyRun)
      const line = { ...lineOf(context, 'remove', endpointName), runId: onlyRun }
      const outcome = await audited(line, run, () => jobOf(started))
      forgetCheck(target, endpointName)
      return outcome
    },
    { owner: person.id },
  )
  return started
}

const lineOf = ({ target, person }: ConsoleContext, kind: 'deploy' | 'remove', endpoint: string) => ({
  event: `job.${kind}`,
  person: person.email,
  role: person.role,
  account: target.accountId,
  region: target.region,
  endpoint,
})

const jobOf = (started: Result<StartedJob>) => (started.ok ? { jobId: started.value.jobId } : {})
