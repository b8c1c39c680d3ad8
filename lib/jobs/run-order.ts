/** Runs what an order says, under the role that the account gives its person now: in whichever process its turn comes. */
import 'server-only'
import { dropSharedReads } from '../aws/client/shared-reads'
import { audited } from '../console/audit'
import { type ConsoleContext, openContext } from '../console/context'
import { wiringContext } from '../console/wiring-context'
import { plural } from '../plural'
import { fail, type Result } from '../result'
import { refusal } from '../roles'
import { outsideRequest } from '../running/request-notes'
import { runIdOf } from '../spec/run-id'
import type { WiringSpec, WiringTarget } from '../spec/spec'
import { runDeploy, runRemove } from '../wiring/engine'
import { forgetCheck } from '../wiring/read/check'
import type { Emit } from '../wiring/run/progress'
import type { JobOutcome } from '../wiring/state/plan'
import type { JobOrder, Signals, Work } from './board'
import { undoEmit } from './undo-steps'

/** The words of a job are kept, so they are in no reader's locale. */
export const workOf =
  (order: JobOrder, jobId: string, holds = 1): Work =>
  (emit, signals) =>
    outsideRequest(() => work(order, jobId, holds, emit, signals))

async function work(
  order: JobOrder,
  jobId: string,
  holds: number,
  emit: Emit,
  signals: Signals,
): Promise<Result<JobOutcome>> {
  const { accountId, region } = order.key
  const context = await openContext(order.person, { account: accountId, region }, 'own')
  if (!context.ok) return context
  // The account's configuration can have changed since the click, in a process that was started with a new one.
  const denied = refusal(context.value.person, 'deployer')
  if (denied) return fail({ code: 'forbidden', message: denied })
  const { spec } = order
  return spec
    ? deployOf(context.value, { ...order, spec }, jobId, runIdOf(jobId, holds), emit, signals)
    : removalOf(context.value, order, jobId, emit)
}

async function deployOf(
  context: ConsoleContext,
  order: JobOrder & { spec: WiringSpec },
  jobId: string,
  runId: string,
  emit: Emit,
  signals: Signals,
): Promise<Result<JobOutcome>> {
  const { spec, canaryPercent, untested, removeDuplicates } = order
  const { endpointName } = order.key
  const begunAt = Date.now()
  const options = { canaryPercent, untested, removeDuplicates, ...signals, runId }
  const run = () => runDeploy(wiringContext(context), spec, emit, options)
  const outcome = await audited({ ...lineOf(context, 'deploy', endpointName), runId }, run, () => ({ jobId }))
  forget(context.target, endpointName)
  if (outcome.ok || outcome.error.code !== 'stopped' || !outcome.error.runId) return outcome
  const undo = () => undoStopped(context, endpointName, runId, undoEmit(emit, Date.now() - begunAt))
  const undone = await audited({ ...lineOf(context, 'remove', endpointName), runId }, undo, () => ({ jobId }))
  forget(context.target, endpointName)
  return undone
}

/** Takes back what a stopped first deploy made, also in processes that had it before. If the process dies meanwhile, the page offers the same undo. */
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

async function removalOf(
  context: ConsoleContext,
  { key: { endpointName }, onlyRun }: JobOrder,
  jobId: string,
  emit: Emit,
): Promise<Result<JobOutcome>> {
  const run = () => runRemove(wiringContext(context), endpointName, emit, onlyRun)
  const line = { ...lineOf(context, 'remove', endpointName), runId: onlyRun }
  const outcome = await audited(line, run, () => ({ jobId }))
  forget(context.target, endpointName)
  return outcome
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
