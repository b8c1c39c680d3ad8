/** Whether a role of the person's own can carry the function: Lambda may assume it, and it may invoke the endpoint. */
import type { AwsClients } from '../aws/create-clients'
import { readPolicies, readTrust, simulate } from '../aws/existing-role'
import type { Plan } from './plan'
import { allows, invokeActionsFor, prettyPolicy, trustPolicy, trusts } from './policy'

/** Blockers; none where the role is suitable, or where nothing that may be read speaks against it. */
export async function checkExistingRole(
  clients: AwsClients,
  arn: string,
  endpointArn: string,
  streaming = false,
): Promise<Plan['blockers']> {
  const name = arn.split('/').at(-1) ?? arn
  const resource = `IAM role ${name}`
  const trust = await readTrust(clients.iam, name)
  if (trust === undefined) {
    return [
      {
        resource,
        message: `There is no role ${name} in this account.`,
        remedy: 'Check the ARN, or let Portico make a role.',
      },
    ]
  }
  const blockers: Plan['blockers'] = []
  if (!trusts(trust, 'lambda.amazonaws.com')) {
    blockers.push({
      resource,
      message: `${name} does not let Lambda assume it.`,
      remedy: `Add this to its trust policy, or let Portico make a role:\n${prettyPolicy(trustPolicy())}`,
    })
  }
  const actions = invokeActionsFor(streaming)
  const may = await Promise.all(actions.map((action) => mayInvoke(clients, arn, name, action, endpointArn)))
  if (may.includes(false)) {
    const statement = { Effect: 'Allow', Action: streaming ? actions : actions[0], Resource: endpointArn }
    blockers.push({
      resource,
      message: `${name} may not invoke this endpoint${may[0] === false ? '' : ' as a stream'}.`,
      remedy: `Add this statement to it, or let Portico make a role:\n${JSON.stringify(statement, null, 2)}`,
    })
  }
  return blockers
}

/** Undefined where it cannot be known. */
async function mayInvoke(
  clients: AwsClients,
  arn: string,
  name: string,
  action: string,
  endpointArn: string,
): Promise<boolean | undefined> {
  const simulated = await simulate(clients.iam, arn, action, endpointArn)
  if (simulated !== undefined) return simulated
  const policies = await readPolicies(clients.iam, name)
  return policies && allows(policies, action, endpointArn)
}
