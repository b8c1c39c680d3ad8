/** What mapping templates and test calls come to, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderTemplate } from '../data-plane/integrations/template'
import type { GatewayRequest, Route, Trace } from '../data-plane/types'
import { createTestAccount, type TestAccount } from '../testing/account'
import { countFacts, some } from '../testing/recorded'
import { retried } from '../testing/wait'

const rendered = (template: string, body: string) =>
  renderTemplate(template, body, 'response', {
    route: { resource: { path: '/' }, stage: 'dev' } as Route,
    request: { method: 'POST', rawPath: '/', rawQuery: '', headers: [] as [string, string][] } as GatewayRequest,
    trace: { requestId: 'id' } as Trace,
  }).text

describe('test_input_path_template_formatting', () => {
  const result = '#set($result = $input.path("$.json"))$result'
  const absent = (path: string) =>
    `#set($result = $input.path("$.${path}")){"body": $result, "nested": $result.nested, "isNull": #if( $result == $null )"true"#else"false"#end, "isEmptyString": #if( $result == "" )"true"#else"false"#end}`
  const none = '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}'
  it.each<[record: string, template: string, json: unknown, text: string]>([
    ['dict-response', result, { foo: 'bar' }, '{foo=bar}'],
    ['json-list', result, [{ foo: 'bar' }], '[{"foo":"bar"}]'],
    ['nested-dict', `${result}.nested`, { nested: { foo: 'bar' } }, '{foo=bar}'],
    ['nested-list', `${result}.nested`, { nested: [{ foo: 'bar' }] }, '[{"foo":"bar"}]'],
    ['dict-in-list', `${result}[0]`, [{ foo: 'bar' }], '{foo=bar}'],
    ['list-with-nested-list', `${result}[0]`, [[{ foo: 'bar' }]], '[{"foo":"bar"}]'],
    ['dict-with-nested-list', result, { foo: [{ nested: 'bar' }] }, '{foo=[{"nested":"bar"}]}'],
    [
      'bigger-dict',
      result,
      { bigger: 'dict', to: 'test', with: 'separators' },
      '{bigger=dict, to=test, with=separators}',
    ],
    ['to-string', `${result}.toString()`, { foo: 'bar' }, '{foo=bar}'],
    ['list-to-string', `${result}.toString()`, { list: [{ foo: 'bar' }] }, '{list=[{"foo":"bar"}]}'],
    ['empty-body', absent('nonExisting'), undefined, none],
    [
      'nested-empty-list',
      absent('json.listValue'),
      { listValue: [] },
      '{"body": [], "nested": , "isNull": "false", "isEmptyString": "false"}',
    ],
    ['nested-null-list', absent('json.listValue'), { listValue: null }, none],
  ])('%s', (_, template, json, text) => {
    expect(rendered(template, json === undefined ? '' : JSON.stringify({ json }))).toBe(text)
  })
})

describe('test_input_body_formatting', () => {
  const raw = '#set($result = $input.body)$result'
  const message = 'Action=SendMessage&MessageBody=$input.body'
  const attribute = '#set($result = $input.body.testAccess)$result'
  const encoded = 'EncodedBody=$util.urlEncode($input.body)&EncodedBodyAccess=$util.urlEncode($input.body.testAccess)'
  const json = '{"some": "value"}'
  const text = 'some raw data'
  /** The request's template, then the response's over what it made. */
  it.each<[record: string, request: string, response: string, [string, string, string]]>([
    ['response-raw-body', raw, raw, ['{}', json, text]],
    [
      'response-str-body-input',
      message,
      raw,
      ['{}', json, text].map((one) => `Action=SendMessage&MessageBody=${one}`) as [string, string, string],
    ],
    [
      'response-str-body-output',
      raw,
      message,
      ['{}', json, text].map((one) => `Action=SendMessage&MessageBody=${one}`) as [string, string, string],
    ],
    [
      'response-str-body-all',
      message,
      message,
      ['{}', json, text].map((one) => `Action=SendMessage&MessageBody=Action=SendMessage&MessageBody=${one}`) as [
        string,
        string,
        string,
      ],
    ],
    ['response-body-attr-access', attribute, raw, ['{}', '{}', '{}']],
    [
      'response-url-encode',
      encoded,
      raw,
      [
        'EncodedBody=%7B%7D&EncodedBodyAccess=',
        'EncodedBody=%7B%22some%22%3A+%22value%22%7D&EncodedBodyAccess=',
        'EncodedBody=some+raw+data&EncodedBodyAccess=',
      ],
    ],
  ])('%s', (_, request, response, texts) => {
    expect(['', json, text].map((body) => rendered(response, rendered(request, body)))).toEqual(texts)
  })
})

describe('TestInvokeMethod', () => {
  let account: TestAccount
  let restApiId = ''
  beforeAll(async () => {
    account = await createTestAccount({ seed: false })
    const api = await account.apiGateway.send(new gateway.CreateRestApiCommand({ name: 'recorded' }))
    restApiId = api.id ?? ''
  })
  afterAll(() => account.close())

  interface Mock {
    path?: string
    request: string
    response?: string
    pattern?: string
    parameters?: Record<string, boolean>
  }
  /** A method is imported, tested, and its log is read without the times. */
  async function invoke({ path = '/', request, response, pattern = 'default' }: Mock, test: object = {}) {
    const document = {
      openapi: '3.0.1',
      info: { title: 'recorded', version: '1' },
      paths: {
        [path]: {
          get: {
            parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true })),
            responses: { 200: { description: '' } },
            'x-amazon-apigateway-integration': {
              type: 'mock',
              requestTemplates: { 'application/json': request },
              responses: {
                [pattern]: {
                  statusCode: '200',
                  ...(response === undefined ? {} : { responseTemplates: { 'application/json': response } }),
                },
              },
            },
          },
        },
      },
    }
    const body = new TextEncoder().encode(JSON.stringify(document))
    const put = new gateway.PutRestApiCommand({ restApiId, mode: 'overwrite', body })
    await retried(() => account.apiGateway.send(put), /TooManyRequests/)
    const { items = [] } = await account.apiGateway.send(new gateway.GetResourcesCommand({ restApiId }))
    const { id: resourceId } = items.find((one) => one.path === path) ?? {}
    const reply = await account.apiGateway.send(
      new gateway.TestInvokeMethodCommand({ restApiId, resourceId, httpMethod: 'GET', ...test }),
    )
    const id = reply.log?.match(/Execution log for request (\S+)/)?.[1] ?? 'none'
    const lines = reply.log?.replaceAll(id, '<id>').split('\n') ?? []
    const time = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4} : /
    return { ...reply, log: lines.map((line) => line.replace(time, '<time> : ')) }
  }
  const ok = '{"statusCode": 200}'
  const logged = (path: string, parameters: string, body: string, headers = '{}', query = '{}') => [
    'Execution log for request <id>',
    '<time> : Starting execution for request: <id>',
    `<time> : HTTP Method: GET, Resource Path: ${path}`,
    `<time> : Method request path: ${parameters}`,
    `<time> : Method request query string: ${query}`,
    `<time> : Method request headers: ${headers}`,
    '<time> : Method request body before transformations: ',
    `<time> : Method response body after transformations: ${body}`,
    '<time> : Method response headers: {Content-Type=application/json}',
    '<time> : Successfully completed execution',
    '<time> : Method completed with status: 200',
    '',
  ]
  const tested = (body: string, log: string[]) => ({
    $metadata: expect.anything(),
    body,
    headers: { 'Content-Type': 'application/json' },
    latency: some.number,
    log,
    multiValueHeaders: { 'Content-Type': ['application/json'] },
    status: 200,
  })

  it('test_invoke_test_method test-invoke-method-get-pets', async () => {
    const pets = '{"pets": "all the pets"}'
    const met = await invoke({ path: '/pets', request: ok, response: pets }, { pathWithQueryString: '/pets' })
    expect(met).toEqual(tested(pets, logged('/pets', '{}', pets)))
  })

  it('test_invoke_test_method test-invoke-method-get-pets-bad-path', async () => {
    const pets = '{"pets": "all the pets"}'
    const met = await invoke({ path: '/pets', request: ok, response: pets }, { pathWithQueryString: '/random/test' })
    expect(met).toEqual(tested(pets, logged('/random/test', '{}', pets)))
  })

  it('test_invoke_test_method test-invoke-method-get-pets-id', async () => {
    const response = `{"petId": "$input.params('petId')"}`
    const mock = { path: '/pets/{petId}', request: ok, response }
    const met = await invoke(mock, { pathWithQueryString: '/pets/123' })
    expect(met).toEqual(tested('{"petId": "123"}', logged('/pets/123', '{petId=123}', '{"petId": "123"}')))
  })

  it('test_apigw_test_invoke_method_api test_invoke_method_response_with_body, its request lines', async () => {
    const met = await invoke(
      { path: '/foo', request: ok, response: '{}' },
      { pathWithQueryString: '/foo?queryTest=value', headers: { 'content-type': 'application/json' } },
    )
    expect(met.log).toEqual(logged('/foo', '{}', '{}', '{content-type=application/json}', '{queryTest=value}'))
  })

  it.each([
    ['invoke-path1', 'path1', 'path was path one'],
    ['invoke-path2', 'path2', 'path was path two'],
    ['invoke-path-else', 'path3', 'this is the else clause'],
  ])('test_integration_mock_with_request_overrides_in_response_template %s', async (_, message, text) => {
    const given = Buffer.from(JSON.stringify({ message })).toString('base64')
    const request = `#set($body = $util.base64Decode($input.params('testPath')))
#set($context.requestOverride.path.body = $body)
${ok}`
    const response = `#set($body = $util.parseJson($context.requestOverride.path.body))
#if($body.message == "path1")path was path one#elseif($body.message == "path2")path was path two#{else}this is the else clause#end`
    const mock = { path: '/{testPath}', request, response, pattern: '2\\d{2}' }
    const met = await invoke(mock, { pathWithQueryString: `/${encodeURIComponent(given)}` })
    expect(met.body?.trim()).toBe(text)
  })

  const override = `#set($context.responseOverride.status = 444)
#set($context.responseOverride.header.foo = "bar")
#set($context.responseOverride.custom = "is also passed around")
${ok}`
  it.each<[string, string | undefined, string]>([
    [
      '[True]',
      '{"statusOverride": "$context.responseOverride.status", "fooHeader": "$context.responseOverride.header.foo", "custom": "$context.responseOverride.custom"}',
      '{"statusOverride": "444", "fooHeader": "bar", "custom": "is also passed around"}',
    ],
    ['[False]', undefined, ''],
  ])('test_integration_mock_with_response_override_in_request_template%s', async (_, response, body) => {
    const met = await invoke({ request: override, response, pattern: '2\\d{2}' })
    expect(met).toMatchObject({ status: 444, body, headers: { foo: 'bar' } })
  })

  it('test_integration_mock_with_vtl_map_assignation', async () => {
    const request = `#set($paramName = "foo")
#set($context.requestOverride.querystring[$paramName] = "bar")
#set($paramPutName = "putfoo")
$context.requestOverride.querystring.put($paramPutName, "putBar")
#set($context["requestOverride"].querystring["nestedfoo"] = "nestedFoo")
${ok}`
    const at = (name: string) => `$context.requestOverride.querystring["${name}"]`
    const response = `{"value": "${at('foo')}", "value2": "${at('putfoo')}", "value3": "${at('nestedfoo')}"}`
    const met = await invoke({ request, response, pattern: '2\\d{2}' })
    expect(met.body).toBe('{"value": "bar", "value2": "putBar", "value3": "nestedFoo"}')
  })
})

countFacts()
