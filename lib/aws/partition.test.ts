/** Regions of every partition, and a wiring in one that has names of its own. */

import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { namesOf } from '../spec/names'
import { withFields } from '../spec/testing'
import { runDeploy, runRemove } from '../wiring/engine'
import { readWiring } from '../wiring/read/current'
import { testContext, unwrap } from '../wiring/testing'
import { partitionIn, partitionOf } from './partition'
import { regionPattern } from './region'

it.each([
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['mx-central-1', 'aws', 'amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-east-1', 'aws-us-gov', 'amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
])('%s is a region of %s, with hosts of %s', (region, name, domain) => {
  expect(region).toMatch(regionPattern)
  expect(partitionOf(region)).toEqual({ name, domain })
})

it.each(['', 'us', 'us-east', 'US-EAST-1', 'us-east-1.evil.dev', 'us-east-1/x', '-us-east-1'])(
  '"%s" is no region',
  (one) => expect(one).not.toMatch(regionPattern),
)

it('is that of the ARN, and of the region if there is none', () => {
  expect(partitionIn('arn:aws-cn:iam::123456789012:role/x', 'us-east-1')).toBe('aws-cn')
  expect(partitionIn('root', 'us-gov-west-1')).toBe('aws-us-gov')
})

describe('a wiring in the European Sovereign Cloud', () => {
  const endpointName = 'iris-xgboost'
  const row = '5.1,3.5,1.4,0.2'
  let account: TestAccount
  beforeAll(async () => {
    account = await createTestAccount({ region: 'eusc-de-east-1' })
  })
  afterAll(() => account.close())

  it('works, compares as it was deployed, and has ARNs of its partition alone', async () => {
    const { Arn } = await account.sts.send(new GetCallerIdentityCommand({}))
    expect(Arn).toMatch(/^arn:aws-eusc:/)
    const context = testContext(account)
    const spec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row })
    const { invokeUrl = '' } = unwrap(await runDeploy(context, spec, () => {}))
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    const view = await readWiring(context, endpointName)
    expect(view.resources.filter(({ health }) => health !== 'healthy')).toEqual([])
    const { functionName: FunctionName, roleArn } = namesOf(endpointName, context.target)
    const { Role, Environment } = await account.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
    expect([Role, Environment?.Variables?.DOMAIN_SUFFIX]).toEqual([roleArn, 'amazonaws.eu'])
    expect(roleArn).toMatch(/^arn:aws-eusc:/)
    expect(unwrap(await runDeploy(context, spec, () => {})).writes).toBe(0)
    unwrap(await runRemove(context, endpointName, () => {}))
  })
})
