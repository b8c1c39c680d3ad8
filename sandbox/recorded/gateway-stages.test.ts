/** What API Gateway answers about canaries and access logs of stages, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe } from 'vitest'
import type { TestAccount } from '../testing/account'
import {
  countFacts,
  itRefuses,
  itResponds,
  type RecordedCase,
  type Refused,
  recordedAccount,
  some,
} from '../testing/recorded'

let account: TestAccount
const made = { restApiId: '', first: '', second: '', canary: '', before: '', beside: '' }
beforeAll(async () => {
  account = await recordedAccount()
  const { apiGateway } = account
  const { id: restApiId = '', rootResourceId: resourceId } = await apiGateway.send(
    new gateway.CreateRestApiCommand({ name: 'recorded' }),
  )
  made.restApiId = restApiId
  const method = { restApiId, resourceId, httpMethod: 'GET' }
  await apiGateway.send(new gateway.PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await apiGateway.send(new gateway.PutMethodResponseCommand({ ...method, statusCode: '200' }))
  const ok = { 'application/json': '{"statusCode": 200}' }
  await apiGateway.send(new gateway.PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates: ok }))
  const responded = {
    'application/json':
      '{"variable": "$stageVariables.testVar", "absent": "$stageVariables.noStageVar", "kept": "$stageVariables.defaultVar"}',
  }
  await apiGateway.send(
    new gateway.PutIntegrationResponseCommand({ ...method, statusCode: '200', responseTemplates: responded }),
  )
})
afterAll(() => account.close())

/** Built when it is sent, since it names what earlier ones made. */
const send = (command: () => object) => () =>
  account.apiGateway.send(command() as gateway.GetRestApiCommand) as Promise<object>
const ofApi = () => ({ restApiId: made.restApiId })
const deploy = (name: keyof typeof made | undefined, more: Partial<gateway.CreateDeploymentCommandInput> = {}) =>
  async function make() {
    const response = await account.apiGateway.send(new gateway.CreateDeploymentCommand({ ...ofApi(), ...more }))
    if (name) made[name] = response.id ?? ''
    return response
  }
const createStage = (stageName: string, more: () => Partial<gateway.CreateStageCommandInput> = () => ({})) =>
  send(
    () =>
      new gateway.CreateStageCommand({
        ...ofApi(),
        stageName,
        deploymentId: made.first,
        description: 'dev stage',
        ...more(),
      }),
  )
const getStage = (stageName: string) => send(() => new gateway.GetStageCommand({ ...ofApi(), stageName }))
const patch = (op: string, path: string, value?: string, from?: string) =>
  ({ op, path, value, from }) as gateway.PatchOperation
const update = (stageName: string, ...patches: (() => gateway.PatchOperation)[]) =>
  send(() => {
    const patchOperations = patches.map((one) => one())
    return new gateway.UpdateStageCommand({ ...ofApi(), stageName, patchOperations })
  })
const change = (stageName: string, ...patches: gateway.PatchOperation[]) =>
  update(stageName, ...patches.map((one) => () => one))

const deployment = () => ({ createdDate: some.date, id: some.id })
const stage = (more: object = {}) => ({
  cacheClusterEnabled: false,
  cacheClusterStatus: 'NOT_AVAILABLE',
  createdDate: some.date,
  deploymentId: made.first,
  description: 'dev stage',
  lastUpdatedDate: some.date,
  methodSettings: {},
  stageName: 'dev',
  tracingEnabled: false,
  ...more,
})
const variables = { testVar: 'default' }
const canary = (deploymentId: string, percentTraffic: number, testVar?: string) => ({
  canarySettings: {
    deploymentId,
    percentTraffic,
    ...(testVar ? { stageVariableOverrides: { testVar } } : {}),
    useStageCache: false,
  },
})
const settings = (percentTraffic: number, testVar: string) => ({
  percentTraffic,
  stageVariableOverrides: { testVar },
})

describe('a canary', () => {
  const facts: RecordedCase[] = [
    ['test_create_canary_deployment create-deployment', deploy('first'), 201, deployment],
    [
      'test_create_canary_deployment create-stage',
      createStage('dev1', () => ({
        variables,
        canarySettings: { deploymentId: made.first, ...settings(40, 'canary1') },
      })),
      201,
      () => stage({ stageName: 'dev1', variables, ...canary(made.first, 40, 'canary1') }),
    ],
    [
      'test_create_canary_deployment create-canary-deployment',
      deploy('canary', { stageName: 'dev1', canarySettings: settings(50, 'canary2') }),
      201,
      deployment,
    ],
    [
      'test_create_canary_deployment get-stage-1',
      getStage('dev1'),
      200,
      () => stage({ stageName: 'dev1', variables, ...canary(made.canary, 50, 'canary2') }),
    ],
    [
      'test_create_canary_deployment create-stage-2',
      createStage('dev2', () => ({
        variables,
        canarySettings: { deploymentId: made.canary, ...settings(60, 'canary-overridden') },
      })),
      201,
      () => stage({ stageName: 'dev2', variables, ...canary(made.canary, 60, 'canary-overridden') }),
    ],
    [
      'test_create_canary_deployment_with_stage create-stage',
      createStage('dev3', () => ({ variables })),
      201,
      () => stage({ stageName: 'dev3', variables }),
    ],
    [
      'test_create_canary_deployment_with_stage create-canary-deployment',
      deploy('canary', { stageName: 'dev3', canarySettings: settings(50, 'canary') }),
      201,
      deployment,
    ],
    [
      'test_create_canary_deployment_with_stage get-stage',
      getStage('dev3'),
      200,
      () => stage({ stageName: 'dev3', variables, ...canary(made.canary, 50, 'canary') }),
    ],
    ['test_create_canary_deployment_by_stage_update create-deployment-2', deploy('second'), 201, deployment],
    [
      'test_create_canary_deployment_by_stage_update create-stage',
      createStage('dev', () => ({ variables })),
      201,
      () => stage({ variables }),
    ],
    [
      'test_create_canary_deployment_by_stage_update update-stage-with-deployment',
      update('dev', () => patch('replace', '/canarySettings/deploymentId', made.second)),
      200,
      () => stage({ variables, ...canary(made.second, 0) }),
    ],
    [
      'test_create_canary_deployment_by_stage_update remove-stage-canary',
      change('dev', patch('remove', '/canarySettings')),
      200,
      () => stage({ variables }),
    ],
    [
      'test_create_canary_deployment_by_stage_update update-stage-with-percent',
      change('dev', patch('replace', '/canarySettings/percentTraffic', '50')),
      200,
      () => stage({ variables, ...canary(made.first, 50) }),
    ],
    [
      'test_create_canary_deployment_by_stage_update get-stage',
      getStage('dev'),
      200,
      () => stage({ variables, ...canary(made.first, 50) }),
    ],
  ]
  itResponds(facts)

  const bad = (record: string, send: () => Promise<unknown>, message: () => string | RegExp): Refused => [
    record,
    send,
    'BadRequestException',
    400,
    message,
  ]
  const validation = 'test_create_canary_deployment_validation create-canary-deployment-'
  const invalid = 'Invalid deployment content specified.'
  const wrong = 'test_update_stage_canary_deployment_validation update-stage-'
  const noSetting = (path: string) => () =>
    `Cannot remove method setting ${path} because there is no method setting for this method `
  itRefuses([
    bad(
      'test_create_canary_deployment bad-canary-deployment-id',
      createStage('dev4', () => ({ canarySettings: { deploymentId: 'deploy' } })),
      () => 'Deployment id does not exist',
    ),
    bad(
      `${validation}no-stage`,
      deploy(undefined, { canarySettings: settings(50, 'canary') }),
      () => `${invalid}Non null and non empty stageName must be provided for canary deployment. Provided value is null`,
    ),
    bad(
      `${validation}empty-stage`,
      deploy(undefined, { stageName: '', canarySettings: settings(50, 'canary') }),
      () => `${invalid}Non null and non empty stageName must be provided for canary deployment. Provided value is `,
    ),
    bad(
      `${validation}non-existing-stage`,
      deploy(undefined, { stageName: 'non-existing', canarySettings: settings(50, 'canary') }),
      () => `${invalid}Stage non-existing must already be created before making a canary release deployment`,
    ),
    bad(
      `${wrong}canary-settings-remove-overrides`,
      change('dev3', patch('remove', '/canarySettings/stageVariableOverrides')),
      noSetting('canarySettings/stageVariableOverrides'),
    ),
    bad(
      `${wrong}canary-settings-bad-path`,
      change('dev3', patch('remove', '/canarySettings/badPath')),
      noSetting('canarySettings/badPath'),
    ),
    bad(
      `${wrong}canary-settings-bad-path-2`,
      change('dev3', patch('replace', '/canarySettings', 'test')),
      () => /^Invalid method setting path: \/canarySettings(\. |$)/,
    ),
    bad(
      `${wrong}canary-settings-replace-bad-path`,
      change('dev3', patch('replace', '/canarySettings/badPath', 'badPath')),
      () => /^Invalid method setting path: \/canarySettings\/badPath(\. |$)/,
    ),
    bad(
      `${wrong}add-deployment`,
      update('dev', () => patch('add', '/canarySettings/deploymentId', made.second)),
      () => 'Invalid add operation with path: /canarySettings/deploymentId',
    ),
    bad(
      `${wrong}no-deployment`,
      change('dev', patch('replace', '/canarySettings/deploymentId', 'deploy')),
      () => 'Deployment id does not exist',
    ),
  ])
})

describe('a deployment', () => {
  itResponds([
    [
      'test_update_rest_api_deployment after-update',
      async () => {
        const patchOperations = [patch('replace', '/description', 'new-description')]
        const deploymentId = made.first
        await send(() => new gateway.UpdateDeploymentCommand({ ...ofApi(), deploymentId, patchOperations }))()
        return send(() => new gateway.GetDeploymentCommand({ ...ofApi(), deploymentId }))()
      },
      200,
      () => ({ ...deployment(), description: 'new-description' }),
    ],
  ])
})

describe('a promotion', () => {
  const two = { testVar: 'test', testVar2: 'test2' }
  const copied = [
    patch('copy', '/deploymentId', undefined, '/canarySettings/deploymentId'),
    patch('copy', '/variables', undefined, '/canarySettings/stageVariableOverrides'),
  ]
  const none = patch('replace', '/canarySettings/percentTraffic', '0.0')
  const test = 'test_update_stage_with_copy_ops'
  const ofStage = (deploymentId: string, more: object) =>
    stage({ stageName: 'copied', description: undefined, deploymentId, ...more })
  itResponds([[`${test} deployment-1`, deploy('before', { stageName: 'copied', variables: two }), 201, deployment]])
  itRefuses([
    [
      `${test} copy-with-bad-statement`,
      change(
        'copied',
        patch('copy', '/canarySettings/stageVariableOverrides', undefined, '/variables'),
        patch('copy', '/canarySettings/deploymentId', undefined, '/deploymentId'),
      ),
      'BadRequestException',
      400,
      () =>
        'Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]',
    ],
    [
      `${test} copy-with-no-replace`,
      change('copied', ...copied),
      'BadRequestException',
      400,
      () => 'Promotion not available. Canary does not exist.',
    ],
  ])
  itResponds([
    [
      `${test} update-stage-with-copy`,
      change('copied', none, ...copied),
      200,
      () => ofStage(made.before, { variables: two, ...canary(made.before, 0) }),
    ],
    [
      `${test} deployment-canary`,
      deploy('beside', { stageName: 'copied', canarySettings: settings(50, 'override') }),
      201,
      deployment,
    ],
    [
      `${test} get-stage`,
      getStage('copied'),
      200,
      () => ofStage(made.before, { variables: two, ...canary(made.beside, 50, 'override') }),
    ],
    [
      `${test} update-stage-with-copy-2`,
      change('copied', none, ...copied),
      200,
      () => ofStage(made.beside, { variables: { ...two, testVar: 'override' }, ...canary(made.beside, 0, 'override') }),
    ],
  ])
})

describe('the variables that a call meets', () => {
  const call = async () => {
    const url = account.invokeUrl(made.restApiId, 'shared', '/')
    return { response: await (await fetch(url)).json(), $metadata: { httpStatusCode: 200 } }
  }
  itResponds([
    [
      'test_invoking_canary_deployment create-deployment-1',
      deploy('before', { stageName: 'shared', variables: { testVar: 'default', defaultVar: 'default' } }),
      201,
      deployment,
    ],
    [
      'test_invoking_canary_deployment create-deployment-2',
      deploy('beside', {
        stageName: 'shared',
        canarySettings: { percentTraffic: 0, stageVariableOverrides: { testVar: 'canary', noStageVar: 'canary' } },
      }),
      201,
      deployment,
    ],
    [
      'test_invoking_canary_deployment response-deployment-1',
      call,
      200,
      () => ({ response: { variable: 'default', absent: '', kept: 'default' } }),
    ],
    [
      'test_invoking_canary_deployment update-stage',
      change('shared', patch('replace', '/canarySettings/percentTraffic', '100.0')),
      200,
      () => ({
        ...stage({ description: undefined, deploymentId: made.before, stageName: 'shared' }),
        variables: { testVar: 'default', defaultVar: 'default' },
        canarySettings: {
          deploymentId: made.beside,
          percentTraffic: 100,
          stageVariableOverrides: { testVar: 'canary', noStageVar: 'canary' },
          useStageCache: false,
        },
      }),
    ],
    [
      'test_invoking_canary_deployment response-canary-deployment',
      call,
      200,
      () => ({ response: { variable: 'canary', absent: 'canary', kept: 'default' } }),
    ],
  ])
})

describe('the answer of a MOCK', () => {
  const ok = { 'application/json': '{"statusCode":200}' }
  const responses = {
    GET: '{"statusCode": 200, "id": $input.params().path.id}',
    POST: '{"statusCode": 200, "id": $input.params().path.id}',
    ANY: '{"echo": "$input.params(\'id\')", "response": "mocked"}',
  }
  const behaviours = ['WHEN_NO_MATCH', 'NEVER', 'WHEN_NO_TEMPLATES']
  beforeAll(async () => {
    const { items = [] } = await account.apiGateway.send(new gateway.GetResourcesCommand(ofApi()))
    const root = items.find(({ path }) => path === '/')?.id
    const resource = (parentId: string | undefined, pathPart: string) =>
      account.apiGateway.send(new gateway.CreateResourceCommand({ ...ofApi(), parentId, pathPart }))
    const mock = async (pathPart: string, passthroughBehavior: string, verbs: (keyof typeof responses)[]) => {
      const { id: resourceId } = await resource((await resource(root, pathPart)).id, '{id}')
      for (const httpMethod of verbs) {
        const of = { ...ofApi(), resourceId, httpMethod }
        const responded = { ...of, statusCode: '200' }
        const responseTemplates = { 'application/json': responses[httpMethod] }
        await send(() => new gateway.PutMethodCommand({ ...of, authorizationType: 'NONE' }))()
        await send(() => new gateway.PutMethodResponseCommand(responded))()
        await send(
          () => new gateway.PutIntegrationCommand({ ...of, type: 'MOCK', passthroughBehavior, requestTemplates: ok }),
        )()
        await send(() => new gateway.PutIntegrationResponseCommand({ ...responded, responseTemplates }))()
      }
    }
    for (const one of behaviours) await mock(one, one, ['GET', 'POST'])
    await mock('echo', 'WHEN_NO_MATCH', ['ANY'])
    await deploy(undefined, { stageName: 'mocked' })()
  })
  const call = (path: string, method: string) => async () => {
    const headers = { 'content-type': 'application/json' }
    const met = await fetch(account.invokeUrl(made.restApiId, 'mocked', path), { method, headers })
    return { response: (await met.json()) as object, $metadata: { httpStatusCode: met.status } }
  }
  itResponds([
    ...behaviours.flatMap((behaviour) =>
      ['GET', 'POST'].map(
        (verb): RecordedCase => [
          `test_mock_integration_response[${behaviour}-${verb}] mock-response`,
          call(`/${behaviour}/42`, verb),
          200,
          () => ({ response: { id: 42, statusCode: 200 } }),
        ],
      ),
    ),
    [
      'test_api_gateway_mock_integration mocked-response',
      call('/echo/foobar', 'GET'),
      200,
      () => ({ response: { echo: 'foobar', response: 'mocked' } }),
    ],
  ])
})

describe('an access log', () => {
  const test = 'test_stage_access_log_settings_validation'
  const destinationArn = () => `arn:aws:logs:${account.region}:${account.accountId}:log-group:recorded`
  beforeAll(async () => {
    // The account of the records has the role that writes the logs of its APIs.
    const trusting = (service: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      })
    const RoleName = 'gateway-logs'
    const AssumeRolePolicyDocument = trusting('apigateway.amazonaws.com')
    const { Role } = await account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }],
    })
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'logs', PolicyDocument }))
    await account.pass(60_000)
    const patchOperations = [patch('replace', '/cloudwatchRoleArn', Role?.Arn)]
    await account.apiGateway.send(new gateway.UpdateAccountCommand({ patchOperations }))
  })
  const paths =
    'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]'
  const setting = (path: string) =>
    `Cannot remove method setting ${path} because there is no method setting for this method `
  const refused = (record: string, op: string, path: string, value: string | undefined, message: string): Refused => [
    `${test} ${record}`,
    change('logged', patch(op, path, value)),
    'BadRequestException',
    400,
    () => message,
  ]
  itResponds([[`${test} create-stage`, createStage('logged'), 201, () => stage({ stageName: 'logged' })]])
  itRefuses([
    refused('invalid-path-add', 'add', '/accessLogSettings/randomValue', 'updated', paths),
    refused(
      'invalid-path-remove',
      'remove',
      '/accessLogSettings/randomValue',
      'updated',
      setting('accessLogSettings/randomValue'),
    ),
    refused('invalid-path-replace', 'replace', '/accessLogSettings/randomValue', 'updated', paths),
    refused('star-and-add', 'add', '/accessLogSettings/*', 'updated', paths),
    refused('star-and-remove', 'remove', '/accessLogSettings/*', 'updated', setting('accessLogSettings/*')),
    refused('star-and-replace', 'replace', '/accessLogSettings/*', 'updated', paths),
    refused('root-and-add', 'add', '/accessLogSettings', 'test', paths),
    refused('root-and-replace', 'replace', '/accessLogSettings', 'test', paths),
  ])
  itResponds([
    [
      `${test} update-stage-access-log-dest-add`,
      update('logged', () => patch('add', '/accessLogSettings/destinationArn', destinationArn())),
      200,
      () => stage({ stageName: 'logged', accessLogSettings: { destinationArn: destinationArn() } }),
    ],
  ])
  const empty = 'Access Log value must not be empty'
  itRefuses([
    refused('update-stage-access-log-destinationArn-empty', 'replace', '/accessLogSettings/destinationArn', '', empty),
    refused('update-stage-access-log-format-empty', 'replace', '/accessLogSettings/format', '', empty),
    refused(
      'update-stage-access-log-dest-remove',
      'remove',
      '/accessLogSettings/destinationArn',
      undefined,
      setting('accessLogSettings/destinationArn'),
    ),
  ])
})

countFacts()
