/** What API Gateway answers about resources and method responses, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
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
/** Ids by the name that a row gave them. One API is emptied and filled again, the other holds what is refused. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  account = await recordedAccount()
  for (const name of ['proxies', 'refused']) {
    const api = await account.apiGateway.send(new gateway.CreateRestApiCommand({ name }))
    ids[`${name} api`] = api.id ?? ''
    ids[`${name} root`] = api.rootResourceId ?? ''
  }
  for (const [httpMethod, members] of [
    ['GET', { responseParameters: { [header]: false }, responseModels: { 'application/json': 'Empty' } }],
    ['PUT', {}],
  ] as const) {
    const of = { ...ofRefused(), httpMethod }
    await account.apiGateway.send(new gateway.PutMethodCommand({ ...of, authorizationType: 'NONE' }))
    await account.apiGateway.send(new gateway.PutMethodResponseCommand({ ...of, statusCode: '200', ...members }))
  }
})
afterAll(() => account.close())

const send = (command: () => object) => () =>
  account.apiGateway.send(command() as gateway.GetRestApiCommand) as Promise<object>
const create =
  (api: string, parent: string, pathPart: string, name = pathPart) =>
  async () => {
    const command = new gateway.CreateResourceCommand({ restApiId: ids[`${api} api`], parentId: ids[parent], pathPart })
    const made = await account.apiGateway.send(command)
    ids[name] = made.id ?? ''
    return made
  }
const resource = (parent: string, path: string) => () => ({
  id: some.id,
  parentId: ids[parent],
  path,
  pathPart: path.split('/').at(-1),
})
const resources = (api: string) =>
  send(() => new gateway.GetResourcesCommand({ restApiId: ids[`${api} api`], limit: 500 }))

const header = 'method.response.header.my-header'
const ofHeader = `/responseParameters/${header}`
const ofModel = '/responseModels/application~1json'
const patch = (op: string, path: string, value?: string) => ({ op: op as gateway.Op, path, value })
const ofRefused = () => ({ restApiId: ids['refused api'], resourceId: ids['refused root'] })
/** Updates a method response: of GET, which has a parameter and a model, or of PUT, which has neither. */
const update =
  (
    httpMethod: 'GET' | 'PUT',
    patchOperations: gateway.PatchOperation[],
    more: Partial<gateway.UpdateMethodResponseCommandInput> = {},
  ) =>
  () =>
    account.apiGateway.send(
      new gateway.UpdateMethodResponseCommand({
        ...ofRefused(),
        httpMethod,
        statusCode: '200',
        patchOperations,
        ...more,
      }),
    )

describe('answers', () => {
  const proxy = 'test_create_proxy_resource'
  const listed = (...paths: [parent: string, path: string][]) => ({
    items: [
      { id: ids['proxies root'], path: '/' },
      ...paths.map(([parent, path]) => ({ ...resource(parent, path)() })),
    ],
  })
  const facts: RecordedCase[] = [
    [
      'test_delete_resource delete-resource',
      async () => {
        await create('proxies', 'proxies root', 'pets')()
        await create('proxies', 'pets', 'subpets')()
        return send(() => new gateway.DeleteResourceCommand({ restApiId: ids['proxies api'], resourceId: ids.pets }))()
      },
      202,
      () => ({}),
    ],
    [
      'test_delete_resource get-resources',
      resources('proxies'),
      200,
      () => ({ items: [{ id: ids['proxies root'], path: '/' }] }),
    ],
    [
      `${proxy} create-base-proxy-resource`,
      create('proxies', 'proxies root', '{proxy+}', 'base'),
      201,
      resource('proxies root', '/{proxy+}'),
    ],
    [
      `${proxy} create-proxy-sibling-resource`,
      create('proxies', 'proxies root', 'parent'),
      201,
      resource('proxies root', '/parent'),
    ],
    [
      `${proxy} create-proxy-sibling-proxy-child-resource`,
      create('proxies', 'parent', '{proxy+}', 'greedy'),
      201,
      resource('parent', '/parent/{proxy+}'),
    ],
    [
      `${proxy} create-proxy-sibling-static-child-resource`,
      create('proxies', 'parent', 'child'),
      201,
      resource('parent', '/parent/child'),
    ],
    [
      `${proxy} create-static-child-proxy-resource`,
      create('proxies', 'child', '{proxy+}', 'below child'),
      201,
      resource('child', '/parent/child/{proxy+}'),
    ],
    [
      `${proxy} all-resources`,
      resources('proxies'),
      200,
      () =>
        listed(
          ['proxies root', '/parent'],
          ['parent', '/parent/child'],
          ['child', '/parent/child/{proxy+}'],
          ['parent', '/parent/{proxy+}'],
          ['proxies root', '/{proxy+}'],
        ),
    ],
    [
      `${proxy} create-proxy-sibling-dynamic-child-resource`,
      async () => {
        const of = { restApiId: ids['proxies api'], resourceId: ids.greedy }
        await account.apiGateway.send(new gateway.DeleteResourceCommand(of))
        return create('proxies', 'parent', '{child}')()
      },
      201,
      resource('parent', '/parent/{child}'),
    ],
    [
      `${proxy} create-dynamic-child-proxy-resource`,
      create('proxies', '{child}', '{proxy+}', 'below dynamic'),
      201,
      resource('{child}', '/parent/{child}/{proxy+}'),
    ],
    [
      `${proxy} all-resources-2`,
      resources('proxies'),
      200,
      () =>
        listed(
          ['proxies root', '/parent'],
          ['parent', '/parent/child'],
          ['child', '/parent/child/{proxy+}'],
          ['parent', '/parent/{child}'],
          ['{child}', '/parent/{child}/{proxy+}'],
          ['proxies root', '/{proxy+}'],
        ),
    ],
    [
      `${proxy}_validation create-base-proxy-resource`,
      create('refused', 'refused root', '{proxy+}', 'refused proxy'),
      201,
      resource('refused root', '/{proxy+}'),
    ],
    [
      `${proxy}_validation create-greedy-child-resource`,
      async () => {
        await create('refused', 'refused root', 'parent', 'refused parent')()
        return create('refused', 'refused parent', '{child+}')()
      },
      201,
      resource('refused parent', '/parent/{child+}'),
    ],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const bad = (record: string, call: () => Promise<unknown>, message: string): Refused => [
    record,
    call,
    'BadRequestException',
    400,
    () => message,
  ]
  const absent = (record: string, call: () => Promise<unknown>, message: string): Refused => [
    record,
    call,
    'NotFoundException',
    404,
    () => message,
  ]
  const invalid = (record: string, call: () => Promise<unknown>, ...errors: string[]): Refused => [
    record,
    call,
    'ValidationException',
    400,
    () => `${errors.length} validation error${errors.length > 1 ? 's' : ''} detected: ${errors.join('; ')}`,
  ]
  const wrongOp = (...places: number[]) =>
    places.map(
      (at) =>
        `Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.${at}.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]`,
    )
  const wrongStatus =
    "Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d"
  const greedy = 'Cannot create a child of a resource with a greedy path variable: {proxy+}'
  const noParameter = 'Invalid parameter name specified'
  const noModel = 'Content-Type specified was not found'
  const onHeader = patch('wrong_op', ofHeader, 'true')
  const onModel = patch('wrong_op', ofModel, 'Empty')
  const one = [patch('replace', ofHeader, 'true')]
  const validation = 'test_create_proxy_resource_validation create-proxy'
  const operations = 'test_update_method_response_wrong_operations update-method-response-wrong-operation'
  const negative = 'test_update_method_response_negative_tests update-method-response'
  const lack = 'test_update_method_lack_response_parameters_and_models update-method-response-operation'
  const names = 'test_update_method_wrong_param_names update-method-response-operation-with-wrong-param-name'
  const facts: Refused[] = [
    absent(
      'test_delete_resource delete-subresource',
      send(() => new gateway.DeleteResourceCommand({ restApiId: ids['proxies api'], resourceId: ids.subpets })),
      'Invalid Resource identifier specified',
    ),
    bad(
      `${validation}-dynamic-sibling-resource`,
      create('refused', 'refused root', '{dynamic}'),
      'A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed',
    ),
    bad(`${validation}-static-child-resource`, create('refused', 'refused proxy', 'child'), greedy),
    bad(`${validation}-dynamic-child-resource`, create('refused', 'refused proxy', '{child}'), greedy),

    invalid(`${operations}-1`, update('GET', [onHeader]), ...wrongOp(1)),
    invalid(`${operations}-2`, update('GET', [onModel]), ...wrongOp(1)),
    invalid(`${operations}-3`, update('GET', [onHeader, onModel]), ...wrongOp(1, 2)),
    invalid(`${operations}-4`, update('GET', [onHeader, onModel, onHeader, onModel]), ...wrongOp(1, 2, 3, 4)),
    invalid(`${operations}-5`, update('GET', [onHeader, patch('remove', ofModel, 'Empty'), onModel]), ...wrongOp(1, 3)),

    absent(
      `${negative}-wrong-statuscode`,
      update('GET', one, { statusCode: '201' }),
      'Invalid Response status code specified',
    ),
    invalid(`${negative}-invalid-statuscode`, update('GET', one, { statusCode: 'wrong' }), wrongStatus),
    invalid(
      `${negative}-invalid-statuscode-and-wrong-op`,
      update('GET', [onHeader], { statusCode: 'wrong' }),
      ...wrongOp(1),
      wrongStatus,
    ),
    absent(
      `${negative}-wrong-resource`,
      update('GET', one, { resourceId: 'wrong' }),
      'Invalid Resource identifier specified',
    ),
    absent(
      `${negative}-wrong-method`,
      update('GET', one, { httpMethod: 'POST' }),
      'Invalid Method identifier specified',
    ),

    absent(`${lack}-without-response-parameters`, update('PUT', [patch('remove', ofHeader)]), noParameter),
    absent(`${lack}-without-response-models`, update('PUT', [patch('remove', ofModel)]), noModel),
    bad(
      `${lack}-with-wrong-path`,
      update('PUT', [patch('remove', `/wrong/${header}`)]),
      `Invalid patch path /wrong/${header}`,
    ),

    absent(`${names}-1`, update('GET', [patch('replace', '/responseParameters/wrong', 'true')]), noParameter),
    absent(`${names}-2`, update('GET', [patch('remove', '/responseParameters/wrong')]), noParameter),
    absent(`${names}-3`, update('GET', [patch('replace', '/responseModels/wrong', 'Empty')]), noModel),
    absent(`${names}-4`, update('GET', [patch('remove', '/responseModels/wrong')]), noModel),
  ]
  itRefuses(facts)
})

describe('method responses', () => {
  const facts: RecordedCase[] = [
    [
      'remove-update-method-response',
      update('GET', [patch('remove', ofHeader, 'true'), patch('remove', ofModel, 'Empty')]),
      201,
      () => ({ statusCode: '200' }),
    ],
    [
      'add-update-method-response',
      update('GET', [patch('add', ofHeader, 'true'), patch('add', ofModel, 'Empty')]),
      201,
      () => ({
        responseModels: { 'application/json': 'Empty' },
        responseParameters: { [header]: true },
        statusCode: '200',
      }),
    ],
  ]
  itResponds(facts, 'test_update_method_response')
})

countFacts()
