/** What PutIntegration answers and refuses, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readResponse } from '../data-plane/integrations/proxy-response'
import type { TestAccount } from '../testing/account'
import {
  countFacts,
  itRefuses,
  itResponds,
  type RecordedCase,
  type Refused,
  recordedAccount,
} from '../testing/recorded'

let account: TestAccount
const method = { restApiId: '', resourceId: '', httpMethod: 'GET' }
const ofResponse = () => ({ ...method, statusCode: '200' })
beforeAll(async () => {
  account = await recordedAccount()
  const { id = '', rootResourceId = '' } = await account.apiGateway.send(
    new gateway.CreateRestApiCommand({ name: 'recorded' }),
  )
  Object.assign(method, { restApiId: id, resourceId: rootResourceId })
  await account.apiGateway.send(new gateway.PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await account.apiGateway.send(new gateway.PutMethodResponseCommand(ofResponse()))
})
afterAll(() => account.close())

const put = (more: () => Partial<gateway.PutIntegrationCommandInput>) => () =>
  account.apiGateway.send(new gateway.PutIntegrationCommand({ ...method, type: 'AWS', ...more() })) as Promise<object>
const lambdaUri = () =>
  `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${account.region}:${account.accountId}:function:MyLambda/invocations`
const s3Uri = () => `arn:aws:apigateway:${account.region}:s3:path/b/k`
const integrationOf = (more: object) => ({
  cacheKeyParameters: [],
  cacheNamespace: method.resourceId,
  passthroughBehavior: 'WHEN_NO_MATCH',
  // Newer than the records: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
  responseTransferMode: undefined,
  timeoutInMillis: 29_000,
  ...more,
})
const http = { httpMethod: 'POST', uri: 'http://example.com' }
const uri = 'http://example.com'
const putResponse = (more: Partial<gateway.PutIntegrationResponseCommandInput>) => () =>
  account.apiGateway.send(new gateway.PutIntegrationResponseCommand({ ...ofResponse(), ...more })) as Promise<object>
const pattern = '2\\d{2}'

describe('answers', () => {
  const facts: RecordedCase[] = [
    [
      'test_put_integration_validation not-required-integration-method-MOCK',
      put(() => ({ type: 'MOCK', uri })),
      201,
      () => integrationOf({ type: 'MOCK' }),
    ],
    ...(['HTTP', 'HTTP_PROXY'] as const).map(
      (type): RecordedCase => [
        `test_put_integration_validation http-method-${type}`,
        put(() => ({ type, uri, integrationHttpMethod: 'POST' })),
        201,
        () => integrationOf({ ...http, connectionType: 'INTERNET', type }),
      ],
    ),
    ...(['AWS', 'AWS_PROXY'] as const).map(
      (type): RecordedCase => [
        `test_put_integration_validation aws-integration-type-${type}`,
        put(() => ({ type, uri: lambdaUri(), integrationHttpMethod: 'POST' })),
        201,
        () => integrationOf({ httpMethod: 'POST', type, uri: lambdaUri() }),
      ],
    ),
    [
      'test_put_integration_responses put-integration-response-get',
      putResponse({ selectionPattern: pattern, responseTemplates: {} }),
      201,
      () => ({ responseTemplates: {}, selectionPattern: pattern, statusCode: '200' }),
    ],
    [
      'test_put_integration_responses put-integration-response-put',
      putResponse({ selectionPattern: pattern, contentHandling: 'CONVERT_TO_BINARY' }),
      201,
      () => ({ contentHandling: 'CONVERT_TO_BINARY', selectionPattern: pattern, statusCode: '200' }),
    ],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const onlyFunctions =
    "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations."
  const bad = (record: string, more: () => Partial<gateway.PutIntegrationCommandInput>, message: string): Refused => [
    record,
    put(() => ({ integrationHttpMethod: 'POST', ...more() })),
    'BadRequestException',
    400,
    () => message,
  ]
  const validation = 'test_put_integration_validation'
  const proxyUri = 'test_put_integration_aws_proxy_uri'
  const facts: Refused[] = [
    ...(['HTTP', 'HTTP_PROXY', 'AWS'] as const).map((type) =>
      bad(
        `${validation} required-integration-method-${type}`,
        () => ({ type, uri, integrationHttpMethod: undefined }),
        'Enumeration value for HttpMethod must be non-empty',
      ),
    ),
    bad(`${validation} no-s3-support-AWS_PROXY`, () => ({ type: 'AWS_PROXY', uri: s3Uri() }), onlyFunctions),
    ...(['HTTP', 'HTTP_PROXY'] as const).map((type) =>
      bad(
        `${validation} invalid-uri-${type}`,
        () => ({ type, uri: 'non-valid-http' }),
        'Invalid HTTP endpoint specified for URI',
      ),
    ),
    bad(
      `${validation} invalid-uri-not-an-arn`,
      () => ({ uri: 'non-valid-arn' }),
      'Invalid ARN specified in the request',
    ),
    bad(
      `${validation} invalid-uri-invalid-arn`,
      () => ({ uri: 'arn:aws:iam::0000000000:role/service-role/asdf' }),
      'AWS ARN for integration must contain path or action',
    ),
    bad(
      `${proxyUri} put-integration-lambda-uri`,
      () => ({ type: 'AWS_PROXY', uri: `arn:aws:lambda:${account.region}:${account.accountId}:function:MyLambda` }),
      'AWS ARN for integration must contain path or action',
    ),
  ]
  itRefuses(facts)
})

describe('test_aws_proxy_response_payload_format_validation', () => {
  const response = (more: object = {}) => ({ statusCode: 200, headers: [], body: '', isBase64Encoded: false, ...more })
  const data = 'dGVzdC1kYXRh'
  it.each<[record: string, given: unknown, met: object | undefined]>([
    ['invoke-api-no-body', { statusCode: 200 }, response()],
    [
      'invoke-api-with-headers',
      { statusCode: 200, headers: { 'test-header': 'value', 'header-bool': true } },
      response({
        headers: [
          ['test-header', 'value'],
          ['header-bool', 'true'],
        ],
      }),
    ],
    ['invoke-api-with-headers-null', { statusCode: 200, headers: null }, response()],
    ['invoke-api-wrong-format', { statusCode: 200, wrongValue: 'value' }, undefined],
    ['invoke-api-empty-response', {}, undefined],
    [
      'invoke-api-b64-encoded-true',
      { statusCode: 200, body: data, isBase64Encoded: true },
      response({ body: data, isBase64Encoded: true }),
    ],
    ['invoke-api-b64-encoded-false', { statusCode: 200, body: data }, response({ body: data })],
    [
      'invoke-api-multi-headers-valid',
      { statusCode: 200, multiValueHeaders: { 'test-multi': ['value1', 'value2'] } },
      response({
        headers: [
          ['test-multi', 'value1'],
          ['test-multi', 'value2'],
        ],
      }),
    ],
    ...(['test-multi', 'tesT-Multi'] as const).map((name): [string, object, object] => [
      `invoke-api-multi-headers-overwrite ${name}`,
      { statusCode: 200, multiValueHeaders: { [name]: ['value-multi'] }, headers: { 'test-multi': 'value-solo' } },
      response({
        headers: [
          [name, 'value-multi'],
          [name, 'value-solo'],
        ],
      }),
    ]),
    [
      'invoke-api-multi-headers-invalid',
      { statusCode: 200, multiValueHeaders: { 'test-multi-invalid': 'value1' } },
      undefined,
    ],
    ['invoke-api-invalid-status-code', { statusCode: 'test' }, undefined],
    ['invoke-api-status-code-str', { statusCode: '201' }, response({ statusCode: 201 })],
    ['invoke-api-just-string', 'justAString', undefined],
    [
      'invoke-api-only-headers',
      { headers: { 'test-header': 'value' } },
      response({ headers: [['test-header', 'value']] }),
    ],
  ])('%s', (_, given, met) => {
    expect(readResponse(JSON.stringify(given))).toEqual(met)
  })
})

countFacts()
