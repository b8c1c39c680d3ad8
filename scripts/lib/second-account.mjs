/** A second account for the demo, into which the console goes by roles alone (docs/iam), and where only admins deploy. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const policy = (name) => readFileSync(join(root, 'docs/iam', name), 'utf8')

/** @returns the variables that name both accounts; the roles can be assumed some seconds later, as in AWS */
export async function withSecondAccount({ url, region, accountId }) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const { CreateRoleCommand, IAMClient, PutRolePolicyCommand } = await import('@aws-sdk/client-iam')
  const response = await fetch(`${url}/_sandbox/accounts`, { method: 'POST', body: '{}' })
  const { accountId: id, ...credentials } = await response.json()
  const iam = new IAMClient({ region, endpoint: url, credentials })
  const externalId = randomBytes(12).toString('hex')
  const trust = policy('trust.json')
    .replace('arn:PARTITION:iam::111122223333:role/PorticoConsole', accountId)
    .replace('choose-one', externalId)
  const makeRole = async (RoleName, policies) => {
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
    for (const PolicyName of policies)
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: policy(`${PolicyName}.json`) }))
    return Role.Arn
  }
  const second = {
    id,
    name: 'production',
    regions: [region],
    viewerRole: await makeRole('PorticoViewer', ['viewer']),
    deployerRole: await makeRole('PorticoDeployer', ['viewer', 'deployer']),
    externalId,
    deployers: ['admin'],
  }
  iam.destroy()
  const first = { id: accountId, name: 'sandbox', regions: [region, 'eu-west-1'] }
  return { PORTICO_REGIONS: '', PORTICO_ACCOUNT_NAME: '', PORTICO_ACCOUNTS: JSON.stringify([first, second]) }
}
