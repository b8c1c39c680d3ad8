/** Says whether a role of the person's own can carry the function: Lambda can assume it, and it can invoke the endpoint. */

import type { AwsClients } from '../../aws/client/create-clients'
import { readPolicies, readTrust, simulate } from '../../aws/iam/existing-role'
import { allows, prettyPolicy, type Statement, trusts } from '../../aws/iam/policy'
import { pluralWord } from '../../plural'
import { invokeStatements, type Target } from '../../spec/route-parts/target'
import { invokeActionsFor, trustPolicy } from '../resources/role/policy'
import type { TrustedService } from '../state/desired'
import type { Plan } from '../state/plan'

interface Use {
  streaming?: boolean
  target?: Target
  /** Who assumes it. */
  service?: TrustedService
}

/** Blockers; none where the role is suitable, or if nothing that can be read is against it. */
export async function checkExistingRole(
  clients: AwsClients,
  arn: string,
  endpointArn: string,
  { streaming = false, target, service = 'lambda.amazonaws.com' }: Use = {},
): Promise<Plan['blockers']> {
  const name = arn.split('/').at(-1) ?? arn
  const resource = `IAM role ${name}`
  const trust = await readTrust(clients.iam, name)
  if (trust === undefined) {
    return [
      {
        resource,
        message: `There is no role ${name} in this account.`,
        remedy: 'Check the ARN, or choose a role made by Portico.',
      },
    ]
  }
  const blockers: Plan['blockers'] = []
  if (!trusts(trust, service)) {
    blockers.push({
      resource,
      message: `${name} does not allow ${service === 'lambda.amazonaws.com' ? 'Lambda' : 'API Gateway'} to assume it.`,
      remedy: `Add this to its trust policy, or choose a role made by Portico:\n${prettyPolicy(trustPolicy(service))}`,
    })
  }
  const statements = invokeStatements(endpointArn, invokeActionsFor(streaming), target)
  const may = await Promise.all(statements.flatMap(callsOf).map((call) => mayCall(clients, arn, name, call)))
  const [mayInvoke] = may
  if (may.includes(false)) {
    const remedies = statements.map(({ Sid: _, ...statement }) => JSON.stringify(statement, null, 2))
    const lacking = mayInvoke === false ? 'this endpoint' : target ? 'this target' : 'this endpoint as a stream'
    blockers.push({
      resource,
      message: `${name} is not allowed to invoke ${lacking}.`,
      remedy: `Add ${pluralWord(remedies.length, 'this statement', 'these statements')} to it, or choose a role made by Portico:\n${remedies.join(',\n')}`,
    })
  }
  return blockers
}

interface Call {
  action: string
  resource: string
  keys: Record<string, string>
}

const listOf = (value: string | string[] | undefined): string[] => [value ?? []].flat()

/** One call for each action, resource and value of a condition; a pattern stands for one object below it. */
function callsOf({ Action, Resource, Condition }: Statement): Call[] {
  const conditions = Object.entries(Condition?.StringEquals ?? {}).flatMap(([key, values]) =>
    listOf(values).map((value) => ({ [key]: value })),
  )
  const keySets = conditions.length > 0 ? conditions : [{}]
  return listOf(Action).flatMap((action) =>
    listOf(Resource).flatMap((resource) =>
      keySets.map((keys) => ({ action, resource: resource.replace('*', 'portico'), keys })),
    ),
  )
}

/** Undefined where it cannot be known. */
async function mayCall(
  clients: AwsClients,
  arn: string,
  name: string,
  { action, resource, keys }: Call,
): Promise<boolean | undefined> {
  const simulated = await simulate(clients.iam, arn, action, resource, keys)
  if (simulated !== undefined) return simulated
  const policies = await readPolicies(clients.iam, name)
  return policies && allows(policies, action, resource)
}
