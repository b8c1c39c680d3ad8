/**
 * A first deploy from the click to Live, beside a script that makes only the calls that AWS forces, in parallel, and tries the role
 * again as soon as it is refused: 80 ms to AWS and back, and a role that takes 8 s to spread.
 */
import { createRestApi, overwriteRestApi } from '../lib/aws/apigateway/rest-api'
import { createDeployment, updateStage } from '../lib/aws/apigateway/stage'
import { isRead } from '../lib/aws/client/operations'
import { createRole, putRolePolicy } from '../lib/aws/iam/role'
import { createAlias } from '../lib/aws/lambda/alias'
import { createFunction, observeVersion } from '../lib/aws/lambda/function'
import { addPermission } from '../lib/aws/lambda/permission'
import { createLogGroup, putRetention } from '../lib/aws/log-group'
import { defaultSpec } from '../lib/spec/defaults'
import { flatSpec } from '../lib/spec/flat-spec'
import { onlyRoute, type WiringSpec } from '../lib/spec/spec'
import { runDeploy } from '../lib/wiring/engine'
import { HANDLER_SOURCE } from '../lib/wiring/handler-bundle.generated'
import { desiredOf } from '../lib/wiring/plan/desired-of'
import { sourceArnFor } from '../lib/wiring/resources/permission/plan'
import { invokeUrlIn, type WiringContext } from '../lib/wiring/run/context'
import { functionZip } from '../lib/wiring/run/zip'
import { hasFunction } from '../lib/wiring/state/desired'
import type { JobStep } from '../lib/wiring/state/plan'
import { codeSha256 } from '../lib/wiring/state/zip-of'
import { startSandbox, stop } from '../scripts/lib/servers.mjs'
import { type Call, callsOf, contextIn, otherAccount } from './account'
import { report } from './row'

const latencyMs = 80
const roleMs = 8_000
const { child, info } = await startSandbox(['--latency-ms', `${latencyMs}`, '--role-propagation-ms', `${roleMs}`])
const spec = defaultSpec('iris-xgboost', 'Real-time')
const keyed: WiringSpec = { ...spec, access: { kind: 'key', rateLimit: 50, burstLimit: 100, quotaPerDay: 500 } }

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function timed<T>(work: () => Promise<T>) {
  const begun = performance.now()
  const value = await work()
  return { ms: performance.now() - begun, value }
}

/** Only what AWS forces: nothing is read first, nothing is checked afterwards but that the URL answers. */
async function forced({ clients, target, ...context }: WiringContext): Promise<void> {
  const bytes = functionZip(flatSpec(spec), HANDLER_SOURCE)
  const { endpointName } = onlyRoute(spec)
  const endpointArn = `arn:aws:sagemaker:${target.region}:${target.accountId}:endpoint/${endpointName}`
  const zip = { bytes, sha256: codeSha256(bytes) }
  const { consoleOrigin, deployedBy } = context
  const desired = desiredOf({ spec, target, endpointArn, consoleOrigin, zip, deployedBy })
  if (!hasFunction(desired) || desired.role.kind !== 'create') throw new Error('The spec has no function')
  const { role, stage, logGroup, tags } = desired
  const code = async () => {
    await createRole(clients.iam, role, tags)
    await putRolePolicy(clients.iam, role.name, role.policyName, role.policy)
    let version: string | undefined
    while (version === undefined)
      version = await createFunction(clients.once.lambda, desired.function, tags).catch((error: Error) => {
        if (error.name !== 'InvalidParameterValueException') throw error
        return pause(200).then(() => undefined)
      })
    while ((await observeVersion(clients.lambda, desired.function.name, version))?.state !== 'Active') await pause(200)
    await createAlias(clients.once.lambda, desired.function.name, 'live', version)
  }
  const gateway = async () => {
    const { name, description } = desired.api.definition
    const { id } = await createRestApi(clients.once.apiGateway, { name, description }, tags)
    await overwriteRestApi(clients.apiGateway, id, desired.api.openApi)
    await createDeployment(clients.once.apiGateway, id, { description: 'bench', stageName: stage.name })
    await updateStage(clients.apiGateway, id, stage.name, { rateLimit: stage.rateLimit, burstLimit: stage.burstLimit })
    return id
  }
  const log = async () => {
    await createLogGroup(clients.logs, logGroup.name, tags)
    await putRetention(clients.logs, logGroup.name, logGroup.retentionDays)
  }
  const [id] = await Promise.all([gateway(), code(), log()])
  const functionName = desired.function.name
  const sourceArn = sourceArnFor(desired, id)
  await addPermission(clients.lambda, { functionName, qualifier: 'live', statementId: 'bench', sourceArn })
  const url = invokeUrlIn({ target, ...context }, id, {
    stage: stage.name,
    resourcePath: desired.route.resourcePath,
  })
  while ((await fetch(`${url}?data=5.1,3.5,1.4,0.2`)).status !== 200) await pause(100)
}

async function deployed(context: WiringContext, chosen: WiringSpec, emit: (step: JobStep) => void = () => {}) {
  const result = await runDeploy(context, chosen, emit)
  if (!result.ok) throw new Error(`${result.error.step}: ${result.error.message}`)
  return result.value
}

const steps = new Map<string, JobStep>()
const context = contextIn(info)
const ours = await callsOf(info, () => timed(() => deployed(context, spec, (step) => steps.set(step.id, step))))
const again = await callsOf(info, () => deployed(context, spec))
const ofFloor = await otherAccount(info)
const floor = await callsOf(ofFloor, () => timed(() => forced(contextIn(ofFloor))))
const ofKey = await otherAccount(info)
const key = await deployed(contextIn(ofKey), keyed)
await stop(child)

const ratio = ours.value.ms / floor.value.ms
const reads = (calls: Call[]) => calls.filter(({ operation, timed }) => isRead(operation) && !timed).length
const refused = ours.calls.filter(({ operation }) => operation === 'CreateFunction').length - 1
const { writes } = ours.value.value
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
report(
  [
    {
      what: 'Deploy, click to Live',
      measured: seconds(ours.value.ms),
      peer: `${seconds(floor.value.ms)} for the calls that AWS forces`,
      ratio,
      goal: '≤ 1.10 ×',
      met: ratio <= 1.1,
    },
    { what: 'Writes, open URL', measured: `${writes}`, peer: '', goal: '≤ 12', met: writes <= 12 },
    { what: 'Writes, with a key', measured: `${key.writes}`, peer: '', goal: '≤ 15', met: key.writes <= 15 },
    {
      what: 'Refused calls while the role spreads',
      measured: `${refused}`,
      peer: `${roleMs / 1000} s`,
      goal: '≤ 1 a second',
      met: refused <= roleMs / 1000 + 1,
    },
    {
      what: 'Second deploy',
      measured: `${again.value.writes} writes, ${reads(again.calls)} reads`,
      peer: '',
      goal: '0 writes, ≤ 12 reads',
      met: again.value.writes === 0 && reads(again.calls) <= 12,
    },
  ],
  [
    `The first deploy makes ${reads(ours.calls)} reads; a timer that watches the lock makes ${ours.calls.filter((call) => call.timed).length} more.`,
    ...[...steps.values()].map(
      ({ title, startedMs = 0, endedMs = 0 }) => `${title}: ${seconds(startedMs)} to ${seconds(endedMs)}`,
    ),
  ],
)
