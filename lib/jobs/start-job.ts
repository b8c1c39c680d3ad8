/** Starts the engine's runs as jobs of this process, in the queue of the person who started them. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { dropSharedReads } from '../aws/client/shared-reads'
import { audited } from '../console/audit'
import type { ConsoleContext } from '../console/context'
import { wiringContext } from '../console/wiring-context'
import { plural } from '../plural'
import { fail, type Result } from '../result'
import { onlyRoute, type WiringSpec, type WiringTarget } from '../spec/spec'
import { type DeployOptions, runDeploy, runRemove } from '../wiring/engine'
import { initialSteps } from '../wiring/plan/steps'
import { forgetCheck } from '../wiring/read/check'
import type { Emit } from '../wiring/run/progress'
import type { JobOutcome } from '../wiring/state/plan'
import { jobs, type StartedJob } from './jobs'
import { undoEmit } from './undo-steps'

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
    async (emit, signals) => {
      const begunAt = Date.now()
      const run = () => runDeploy(wiringContext(context), spec, emit, { ...deployOptions, ...signals, runId })
      const outcome = await audited({ ...lineOf(context, 'deploy', key.endpointName), runId }, run, () =>
        jobOf(started),
      )
      forget(target, key.endpointName)
      if (outcome.ok || outcome.error.code !== 'stopped' || !outcome.error.runId) return outcome
      const undo = () => undoStopped(context, key.endpointName, runId, undoEmit(emit, Date.now() - begunAt))
      const undone = await audited({ ...lineOf(context, 'remove', key.endpointName), runId }, undo, () =>
        jobOf(started),
      )
      forget(target, key.endpointName)
      return undone
    },
    options,
  )
  return started
}

/** Takes back what a stopped first deploy made. If the process dies meanwhile, the page offers the same undo. */
async function undoStopped(
  context: ConsoleContext,
  endpointName: string,
  runId: string,
  emit: Emit,
): Promise<Result<JobOutcome>> {
  const undone = await runRemove(wiringContext(context), endpointName, emit, runId)
  if (!undone.ok) return fail({ ...undone.error, runId })
  return fail({
    code: 'stopped',
    message: 'The deploy was stopped, and what it had made is removed again.',
    cause: `${plural(undone.value.writes, 'write')} took it back; nothing of it is left.`,
    remedy: 'Deploy again at any time.',
  })
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
      forget(target, endpointName)
      return outcome
    },
    { owner: person.id },
  )
  return started
}

/** What pages show from now on is as the job left it. */
function forget(target: WiringTarget, endpointName: string): void {
  forgetCheck(target, endpointName)
  dropSharedReads(target.accountId)
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
