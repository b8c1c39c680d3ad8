/**
 * Makes the log to which the gateway writes a line for each call. The group is made before the stage names it. That API
 * Gateway can write at
 * all is a setting of the account: set where it is missing, never changed where it is there, and left behind on purpose.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */

import { readGatewayLogsRole, setGatewayLogsRole } from '../../../aws/apigateway/account'
import type { PolicyDocument } from '../../../aws/iam/policy'
import { createRole, observeRole, putBoundary, putRolePolicy } from '../../../aws/iam/role'
import { isExpected, Refusal } from '../../../errors'
import { propagationOf } from '../../../errors/propagation'
import { plural } from '../../../plural'
import { gatewayLogsRoleOf, isManaged, managedTag, rolePolicyName } from '../../../spec/names'
import type { RetryRule, StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import { ensureGroup, removeGroup, removeOwnGroup, tagGroup } from '../log-group/apply'
import { trustPolicy } from '../role/policy'
import { mayLog, staleAccessLog } from './plan'

export async function ensureAccessLog(run: Run, desired: DesiredApi, observed: Observed): Promise<void> {
  const { accessLog } = desired
  if (!accessLog) return
  await run.progress.step('access-log', async (step) => {
    if (!mayLog(observed)) await letGatewayWrite(run, desired, step)
    const changed = await ensureGroup(run, desired, step, accessLog, observed.accessLog)
    if (changed || !mayLog(observed)) step.say(plural(accessLog.retentionDays, 'day'))
    else step.skip('Up to date')
  })
}

/** What AmazonAPIGatewayPushToCloudWatchLogs allows for writing; API Gateway checks it on the whole account. */
const policy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'WriteLogs',
      Effect: 'Allow',
      Action: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogGroups',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
        'logs:GetLogEvents',
        'logs:FilterLogEvents',
      ],
      Resource: '*',
    },
  ],
}

async function letGatewayWrite(run: Run, desired: DesiredApi, step: StepHandle): Promise<void> {
  const { iam, apiGateway } = run.context.clients
  const { name, path, ...made } = gatewayLogsRoleOf(desired.target)
  const boundary = run.context.guardRails?.permissionsBoundary
  const there = await observeRole(iam, name, rolePolicyName)
  if (there && !isManaged(there.tags)) throw notOurs(name)
  // One that is there has the path with which it was made, whatever the account requires now.
  const arn = there?.arn ?? made.arn
  if (!there) {
    await step.write(async () => {
      try {
        await createRole(
          run.context.clients.once.iam,
          {
            name,
            path,
            description: 'Lets API Gateway write logs, made by Portico',
            trust: trustPolicy('apigateway.amazonaws.com'),
            boundary,
          },
          { ...desired.spec.tags, [managedTag]: 'true' },
        )
      } catch (error) {
        if (!isExpected(error)) throw error
        if (!isManaged((await observeRole(iam, name, rolePolicyName))?.tags)) throw error
      }
    })
  }
  if (there && boundary && there.boundary !== boundary) await step.write(() => putBoundary(iam, name, boundary))
  if (!there?.policy) {
    await step.write(() => putRolePolicy(iam, name, rolePolicyName, policy), there ? undefined : whileSpreading)
  }
  await step.write(async () => {
    // Another deploy might have set one meanwhile; whosever it is, it stays.
    if (await readGatewayLogsRole(apiGateway)) return
    try {
      await setGatewayLogsRole(run.context.clients.once.apiGateway, arn)
    } catch (error) {
      throw error instanceof Error && propagationOf(error) ? notTaken(name, error) : error
    }
  }, whenTheAccountMayBeSet)
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: one UpdateAccount per 20 s and account. */
const betweenTriesMs = 20_000
/** A new role reaches API Gateway within seconds, at times a minute or two. */
const mostTries = 8

const whenTheAccountMayBeSet: RetryRule = (error, attempt) => {
  if (attempt >= mostTries || !(error instanceof Error)) return undefined
  if (error.name === 'TooManyRequestsException')
    return { waitMs: betweenTriesMs, detail: `AWS takes one change of the account per 20 s (attempt ${attempt})` }
  if (error instanceof Refusal && error.failure.code === 'gateway-logs')
    return { waitMs: betweenTriesMs, detail: `API Gateway cannot use its role yet (attempt ${attempt})` }
  return undefined
}

const notTaken = (name: string, error: Error) =>
  new Refusal({
    code: 'gateway-logs',
    message: `API Gateway does not take role ${name} for its logs.`,
    cause: error.message,
    remedy: 'Deploy again in a minute, or switch the access log off.',
  })

const notOurs = (name: string) =>
  new Refusal({
    code: 'gateway-logs',
    message: `Role ${name} exists and does not have Portico's tag.`,
    remedy: 'Set a role for API Gateway’s logs in the settings of the account, or switch the access log off.',
  })

export const accessLogApply: ResourceApply = {
  tag: tagGroup,
  async tidy(run, desired, observed, step) {
    const { accessLog } = observed
    if (!accessLog || !staleAccessLog(desired, observed)) return []
    return removeGroup(run, step, accessLog.name)
  },
  remove: (run, endpointName, { accessLog }, step) => removeOwnGroup(run, endpointName, accessLog, step),
}
