/**
 * Tokens of pages, which each service takes from its own list alone. Words without a source are ours: AWS documents the code of
 * each refusal, and for most services no text.
 */
import * as gateway from '@aws-sdk/client-api-gateway'
import * as cloudTrail from '@aws-sdk/client-cloudtrail'
import * as cloudWatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as cognito from '@aws-sdk/client-cognito-identity-provider'
import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import * as pricing from '@aws-sdk/client-pricing'
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api'
import * as s3 from '@aws-sdk/client-s3'
import * as sagemaker from '@aws-sdk/client-sagemaker'
import * as waf from '@aws-sdk/client-wafv2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeToken } from './kernel/page-token'
import { createTestAccount, type TestAccount } from './testing/account'
import { refusalOf } from './testing/recorded'
import { retried } from './testing/wait'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
  await account.s3.send(new s3.CreateBucketCommand({ Bucket: 'pages' }))
  for (const Key of ['a', 'b', 'ﾃ', '😀'])
    await account.s3.send(new s3.PutObjectCommand({ Bucket: 'pages', Key, Body: Key }))
})
afterAll(() => account.close())

const [StartTime, EndTime] = [new Date('2026-11-24T09:00:00Z'), new Date('2026-11-24T10:00:00Z')]
const Metric = { Namespace: 'AWS/SageMaker', MetricName: 'Invocations' }
const MetricDataQueries = [{ Id: 'a', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }]
const reference = (path: string) => `https://docs.aws.amazon.com/${path}.html`

type List = [
  operation: string,
  source: string,
  send: (token: string) => Promise<unknown>,
  name: string,
  message: string,
]

const lists: List[] = [
  ...(
    [
      ['GetRestApis', (position) => account.apiGateway.send(new gateway.GetRestApisCommand({ position }))],
      ['GetApiKeys', (position) => account.apiGateway.send(new gateway.GetApiKeysCommand({ position }))],
      ['GetUsagePlans', (position) => account.apiGateway.send(new gateway.GetUsagePlansCommand({ position }))],
    ] as [string, List[2]][]
  ).map(
    ([operation, send]): List => [
      operation,
      reference(`apigateway/latest/api/API_${operation}`),
      (token) => retried(() => send(token), /TooManyRequests/),
      'BadRequestException',
      'Invalid position parameter',
    ],
  ),
  [
    'ListFunctions',
    reference('lambda/latest/api/API_ListFunctions'),
    (Marker) => account.lambda.send(new lambda.ListFunctionsCommand({ Marker })),
    'InvalidParameterValueException',
    'The pagination marker is not valid.',
  ],
  ...(
    [
      ['ListRoles', (Marker) => account.iam.send(new iam.ListRolesCommand({ Marker }))],
      ['ListUsers', (Marker) => account.iam.send(new iam.ListUsersCommand({ Marker }))],
    ] as [string, List[2]][]
  ).map(
    ([operation, send]): List => [
      operation,
      reference(`IAM/latest/APIReference/API_${operation}`),
      send,
      'ValidationError',
      'Invalid Marker',
    ],
  ),
  ...(
    [
      ['ListEndpoints', (NextToken) => account.sagemaker.send(new sagemaker.ListEndpointsCommand({ NextToken }))],
      ['ListModels', (NextToken) => account.sagemaker.send(new sagemaker.ListModelsCommand({ NextToken }))],
      [
        'ListEndpointConfigs',
        (NextToken) => account.sagemaker.send(new sagemaker.ListEndpointConfigsCommand({ NextToken })),
      ],
      [
        'ListTransformJobs',
        (NextToken) => account.sagemaker.send(new sagemaker.ListTransformJobsCommand({ NextToken })),
      ],
    ] as [string, List[2]][]
  ).map(
    ([operation, send]): List => [
      operation,
      reference(`sagemaker/latest/APIReference/API_${operation}`),
      send,
      'ValidationException',
      'Invalid pagination token',
    ],
  ),
  [
    'DescribeLogGroups',
    reference('AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups'),
    (nextToken) => account.logs.send(new logs.DescribeLogGroupsCommand({ nextToken })),
    'InvalidParameterException',
    'The specified nextToken is invalid.',
  ],
  ...(
    [
      ['DescribeAlarms', (NextToken) => account.cloudWatch.send(new cloudWatch.DescribeAlarmsCommand({ NextToken }))],
      [
        'GetMetricData',
        (NextToken) =>
          account.cloudWatch.send(
            new cloudWatch.GetMetricDataCommand({ NextToken, StartTime, EndTime, MetricDataQueries }),
          ),
      ],
    ] as [string, List[2]][]
  ).map(
    ([operation, send]): List => [
      operation,
      reference(`AmazonCloudWatch/latest/APIReference/API_${operation}`),
      send,
      'InvalidNextToken',
      'The next token is invalid.',
    ],
  ),
  [
    // It declares no InvalidNextToken.
    'ListMetrics',
    reference('AmazonCloudWatch/latest/APIReference/API_ListMetrics'),
    (NextToken) => account.cloudWatch.send(new cloudWatch.ListMetricsCommand({ NextToken })),
    'InvalidParameterValueException',
    'The next token is invalid.',
  ],
  [
    'LookupEvents',
    reference('awscloudtrail/latest/APIReference/API_LookupEvents'),
    (NextToken) =>
      retried(() => account.cloudTrail.send(new cloudTrail.LookupEventsCommand({ NextToken })), /Throttling/),
    'InvalidNextTokenException',
    'A token is not valid, or belongs to a request with other parameters.',
  ],
  [
    'GetResources',
    reference('resourcegroupstagging/latest/APIReference/API_GetResources'),
    (PaginationToken) => account.tagging.send(new tagging.GetResourcesCommand({ PaginationToken })),
    'PaginationTokenExpiredException',
    'The specified pagination token is not valid.',
  ],
  [
    'ListUserPools',
    reference('cognito-user-identity-pools/latest/APIReference/API_ListUserPools'),
    (NextToken) => account.cognito.send(new cognito.ListUserPoolsCommand({ MaxResults: 10, NextToken })),
    'InvalidParameterException',
    'Invalid NextToken',
  ],
  [
    'GetProducts',
    reference('aws-cost-management/latest/APIReference/API_pricing_GetProducts'),
    (NextToken) => account.pricing.send(new pricing.GetProductsCommand({ ServiceCode: 'AmazonSageMaker', NextToken })),
    'InvalidNextTokenException',
    'The next token is invalid.',
  ],
  [
    'ListWebACLs',
    reference('waf/latest/APIReference/API_ListWebACLs'),
    (NextMarker) => account.waf.send(new waf.ListWebACLsCommand({ Scope: 'REGIONAL', NextMarker })),
    'WAFInvalidParameterException',
    'Error reason: The marker is not valid.',
  ],
  [
    'ListObjectsV2',
    // Recorded by localstack: tests/aws/services/s3/test_s3_list_operations.snapshot.json, `exc-continuation-token`.
    'https://github.com/localstack/localstack/blob/8b9a79f/tests/aws/services/s3/test_s3_list_operations.snapshot.json',
    (ContinuationToken) => account.s3.send(new s3.ListObjectsV2Command({ Bucket: 'pages', ContinuationToken })),
    'InvalidArgument',
    'The continuation token provided is incorrect',
  ],
  [
    'ListBuckets',
    'https://github.com/localstack/localstack/blob/8b9a79f/tests/aws/services/s3/test_s3_list_operations.snapshot.json',
    (ContinuationToken) => account.s3.send(new s3.ListBucketsCommand({ ContinuationToken })),
    'InvalidArgument',
    'The continuation token provided is incorrect',
  ],
]

/** Texts that are no token: any, one whose base64 is empty, the base64 of a number and of an object, and a token of another list. */
const wrong = [
  'garbage',
  'é',
  btoa('1'),
  btoa('{}'),
  writeToken('GetSomethingElse', 1),
  writeToken('GetSomethingElse', 'a'),
]

describe('a text that is no token of the list', () => {
  it.each(lists)('%s', async (_operation, source, send, name, message) => {
    expect(source).toMatch(/^https:\/\//)
    for (const token of wrong) expect(await refusalOf(() => send(token)), token).toEqual({ name, status: 400, message })
  })
})

describe('a token of another operation', () => {
  it('of SageMaker is refused, and by its own operation taken', async () => {
    const { NextToken } = await account.sagemaker.send(new sagemaker.ListEndpointsCommand({ MaxResults: 1 }))
    expect(NextToken).toBeTruthy()
    expect(
      (await account.sagemaker.send(new sagemaker.ListEndpointsCommand({ MaxResults: 1, NextToken }))).Endpoints,
    ).toHaveLength(1)
    for (const command of [
      new sagemaker.ListModelsCommand({ NextToken }),
      new sagemaker.ListEndpointConfigsCommand({ NextToken }),
    ])
      expect(await refusalOf(() => account.sagemaker.send(command as sagemaker.ListModelsCommand))).toEqual({
        name: 'ValidationException',
        status: 400,
        message: 'Invalid pagination token',
      })
  })
  it('of API Gateway is refused, and one of another API', async () => {
    const send = <T>(command: T) => retried(() => account.apiGateway.send(command as never), /TooManyRequests/)
    const apis = [1, 2].map((n) => new gateway.CreateRestApiCommand({ name: `pages-${n}` }))
    const made: (string | undefined)[] = []
    for (const api of apis) {
      await account.pass(5_000)
      made.push(((await send(api)) as { id?: string }).id)
    }
    const [restApiId = '', other = ''] = made
    await send(
      new gateway.CreateModelCommand({ restApiId, name: 'One', contentType: 'application/json', schema: '{}' }),
    )
    const { position } = (await send(new gateway.GetModelsCommand({ restApiId, limit: 1 }))) as { position?: string }
    expect(position).toBeTruthy()
    expect(
      ((await send(new gateway.GetModelsCommand({ restApiId, position }))) as { items?: unknown[] }).items,
    ).toBeTruthy()
    for (const command of [
      new gateway.GetModelsCommand({ restApiId: other, position }),
      new gateway.GetRestApisCommand({ position }),
    ])
      expect(await refusalOf(() => send(command))).toEqual({
        name: 'BadRequestException',
        status: 400,
        message: 'Invalid position parameter',
      })
  })
})

describe('pages', () => {
  it('of objects with any names have each once, in the order of their bytes', async () => {
    const names: (string | undefined)[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await account.s3.send(
        new s3.ListObjectsV2Command({ Bucket: 'pages', MaxKeys: 1, ContinuationToken }),
      )
      names.push(...(page.Contents ?? []).map(({ Key }) => Key))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    expect(names).toEqual(['a', 'b', 'ﾃ', '😀'])
    const after = await account.s3.send(new s3.ListObjectsV2Command({ Bucket: 'pages', StartAfter: 'ﾃ' }))
    expect(after.Contents?.map(({ Key }) => Key)).toEqual(['😀'])
  })
  it('of web ACLs have as many as requested', async () => {
    const first = await account.waf.send(new waf.ListWebACLsCommand({ Scope: 'REGIONAL', Limit: 1 }))
    const next = await account.waf.send(
      new waf.ListWebACLsCommand({ Scope: 'REGIONAL', Limit: 1, NextMarker: first.NextMarker }),
    )
    expect([first, next].map(({ WebACLs }) => WebACLs?.map(({ Name }) => Name))).toEqual([['public-apis'], ['strict']])
    expect(next.NextMarker).toBeUndefined()
  })
})
