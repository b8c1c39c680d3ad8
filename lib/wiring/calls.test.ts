/** How often AWS is called, as the sandbox's own record has it: what a deploy writes, and what deciding to write nothing costs. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { changesNothing, isRead } from '../aws/client/operations'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { runDeploy, runRemove } from './engine'
import { readWiring } from './read/current'
import { readDeploymentHistory } from './read/deployment-history'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const open = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: '5.1,3.5,1.4,0.2' })
const keyed = withFields(open, { access: { kind: 'key', rateLimit: 50, burstLimit: 100, quotaPerDay: 500 } })

let account: TestAccount

/** The operations that reach the account while the work runs, apart from those of the lock's timer. */
async function callsOf(work: () => Promise<unknown>): Promise<string[]> {
  const record = `${account.url}/_sandbox/accounts/${account.accountId}/faults`
  await fetch(record, { method: 'PUT', body: '[]' })
  await work()
  const { calls } = (await (await fetch(record)).json()) as { calls: { operation: string; timed?: true }[] }
  return calls.filter(({ timed }) => !timed).map(({ operation }) => operation)
}

const deploy = async (spec = open) => unwrap(await runDeploy(testContext(account), spec, () => {}))
const remove = async () => unwrap(await runRemove(testContext(account), endpointName, () => {}))

/** A role that is not known yet is refused, so its tries are one write; metrics of own calls and the lock's end change no wiring. */
const writesIn = (calls: string[]) => {
  const writes = calls.filter((one) => !changesNothing(one) && !['PutMetricData', 'TagRole'].includes(one))
  return writes.filter((one, at) => one !== 'CreateFunction' || writes.indexOf(one) === at).sort()
}

const firstWrites = [
  'AddPermission',
  'CreateAlias',
  'CreateDeployment',
  'CreateFunction',
  'CreateLogGroup',
  'CreateRestApi',
  'CreateRole',
  'PutRestApi',
  'PutRetentionPolicy',
  'PutRolePolicy',
  'TagResource',
  'TagResource',
  'UpdateStage',
]

beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

it('a first deploy writes each thing once, and does not read what its own call answered', async () => {
  const calls = await callsOf(() => deploy())
  expect(writesIn(calls)).toEqual(firstWrites)
  expect(calls.filter((one) => one === 'GetAlias')).toEqual([])
})

it('a second deploy writes nothing, and reads each thing once', async () => {
  const calls = await callsOf(() => deploy())
  expect(calls.filter((one) => !changesNothing(one) && one !== 'PutMetricData')).toEqual([])
  expect(calls.filter(isRead).sort()).toEqual([
    'DescribeEndpoint',
    'DescribeLogGroups',
    'DescribeLogGroups',
    'GetDeployments',
    'GetFunction',
    'GetFunctionConfiguration',
    'GetGatewayResponses',
    'GetModels',
    // Of the alias, of the function, and of its one version.
    'GetPolicy',
    'GetPolicy',
    'GetPolicy',
    'GetRequestValidators',
    'GetResources',
    'GetRestApis',
    'GetRole',
    'GetRolePolicy',
    'GetStages',
    'GetUsagePlans',
    'ListAliases',
    'ListAttachedRolePolicies',
    'ListFunctionUrlConfigs',
    'ListRolePolicies',
    'ListTagsForResource',
    'ListVersionsByFunction',
  ])
})

it('a page reads the zip of a version once in the life of the process', async () => {
  await readWiring(testContext(account), endpointName)
  const view = await callsOf(() => readWiring(testContext(account), endpointName))
  expect(view.filter((one) => one === 'GetFunction')).toHaveLength(1)
  const history = await callsOf(() => readDeploymentHistory(testContext(account), endpointName))
  expect(history.filter((one) => one === 'GetFunction')).toHaveLength(1)
})

it('an update of the throttle alone writes what holds it, and an update of a URL with keys no more than three calls more', async () => {
  const next = withFields(open, { throttle: { rateLimit: 33, burstLimit: 44 } })
  expect(writesIn(await callsOf(() => deploy(next)))).toEqual([
    'PublishVersion',
    'TagResource',
    'UpdateAlias',
    'UpdateDocumentationPart',
    'UpdateFunctionCode',
    'UpdateStage',
  ])
  await remove()
  const calls = writesIn(await callsOf(() => deploy(keyed)))
  expect(calls).toEqual([...firstWrites, 'CreateApiKey', 'CreateUsagePlan', 'CreateUsagePlanKey'].sort())
})
