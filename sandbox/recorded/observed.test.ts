/** What CloudWatch Logs, CloudWatch and Resource Groups Tagging answer, as recorded from AWS (docs/aws-facts-compared.md). */
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api'
import { afterAll, beforeAll, describe } from 'vitest'
import type { TestAccount } from '../testing/account'
import { functionZip } from '../testing/function-zip'
import {
  countFacts,
  itRefuses,
  itResponds,
  type RecordedCase,
  type Refused,
  recordedAccount,
  some,
} from '../testing/recorded'
import { eventually, retried, until } from '../testing/wait'

const logGroupName = '/recorded/answers'
const FunctionName = 'recorded'

let account: TestAccount
const groupArn = () => `arn:aws:logs:${account.region}:${account.accountId}:log-group:${logGroupName}`

/** A function that answers and one call of it that fails, to be counted. */
beforeAll(async () => {
  account = await recordedAccount()
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  })
  const { Role } = await account.iam.send(new iam.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }))
  const ZipFile = functionZip('export const handler = async ({ fail }) => { if (fail) throw new Error("on purpose") }')
  const create = new lambda.CreateFunctionCommand({
    FunctionName,
    Role: Role?.Arn,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile },
  })
  await retried(() => account.lambda.send(create), /role/)
  const invoke = (payload: object) =>
    account.lambda.send(new lambda.InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }))
  await eventually(() => invoke({}))
  await invoke({ fail: true })
})
afterAll(() => account.close())

const ofLogs = (command: object) => () => account.logs.send(command as logs.CreateLogGroupCommand) as Promise<object>
const metric = (Id: string, MetricName: string, Stat: string, Label?: string) => ({
  Id,
  Label,
  MetricStat: {
    Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: FunctionName }] },
    Period: 86_400,
    Stat,
  },
})
const metrics = (MetricDataQueries: cloudwatch.MetricDataQuery[]) => () =>
  account.cloudWatch.send(
    new cloudwatch.GetMetricDataCommand({
      MetricDataQueries,
      // Whole days, so that all calls are in one period.
      StartTime: new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000),
      EndTime: new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000),
    }),
  )
const datum = 'MetricData.member.1'
const put = (more: Partial<cloudwatch.MetricDatum>) => () =>
  account.cloudWatch.send(
    new cloudwatch.PutMetricDataCommand({
      Namespace: 'ns',
      MetricData: [{ MetricName: 'mymetric', Timestamp: new Date(), Unit: 'Count', ...more }],
    }),
  )
const result = (Id: string, Label: string, value: number | object) => ({
  Id,
  Label,
  StatusCode: 'Complete',
  Timestamps: [some.date],
  Values: [value],
})
const group = (more: object = {}) => ({
  arn: `${groupArn()}:*`,
  creationTime: some.number,
  logGroupArn: groupArn(),
  logGroupClass: 'STANDARD',
  logGroupName,
  metricFilterCount: 0,
  storedBytes: 0,
  deletionProtectionEnabled: false,
  ...more,
})

describe('answers', () => {
  const facts: RecordedCase[] = [
    [
      'test_create_log_group_with_tags create',
      ofLogs(new logs.CreateLogGroupCommand({ logGroupName, tags: { env: 'testing' } })),
      200,
      () => ({}),
    ],
    [
      'test_create_log_group_with_tags list-tags-after-create',
      () => ofLogs(new logs.ListTagsForResourceCommand({ resourceArn: groupArn() }))(),
      200,
      () => ({ tags: { env: 'testing' } }),
    ],
    [
      'test_tag_resource_api list-tags-for-resource-after-tag-resource',
      async () => {
        await ofLogs(
          new logs.TagResourceCommand({ resourceArn: groupArn(), tags: { env: 'testing1', test1: 'val1' } }),
        )()
        return ofLogs(new logs.ListTagsForResourceCommand({ resourceArn: groupArn() }))()
      },
      200,
      () => ({ tags: { env: 'testing1', test1: 'val1' } }),
    ],
    [
      'test_tag_resource_api list-tags-for-resource-after-untag',
      async () => {
        await ofLogs(new logs.UntagResourceCommand({ resourceArn: groupArn(), tagKeys: ['env'] }))()
        return ofLogs(new logs.ListTagsForResourceCommand({ resourceArn: groupArn() }))()
      },
      200,
      () => ({ tags: { test1: 'val1' } }),
    ],
    [
      'test_describe_log_groups_with_prefix',
      ofLogs(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName })),
      200,
      () => ({ logGroups: [group()] }),
    ],
    [
      'test_describe_log_groups_with_prefix and a retention',
      async () => {
        await ofLogs(new logs.PutRetentionPolicyCommand({ logGroupName, retentionInDays: 14 }))()
        return ofLogs(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))()
      },
      200,
      () => ({ logGroups: [group({ retentionInDays: 14 })] }),
    ],
    [
      'test_list_log_groups_with_pattern no match',
      ofLogs(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: 'none' })),
      200,
      () => ({ logGroups: [] }),
    ],
    [
      'test_create_log_group_with_tags delete',
      ofLogs(new logs.DeleteLogGroupCommand({ logGroupName })),
      200,
      () => ({}),
    ],
    [
      'test_get_resources nothing has such a tag',
      () => account.tagging.send(new tagging.GetResourcesCommand({ TagFilters: [{ Key: 'test', Values: ['test'] }] })),
      200,
      () => ({ PaginationToken: '', ResourceTagMappingList: [] }),
    ],
    [
      'test_get_resources get_resources',
      async () => {
        const Resource = `arn:aws:lambda:${account.region}:${account.accountId}:function:${FunctionName}`
        await account.lambda.send(new lambda.TagResourceCommand({ Resource, Tags: { test: 'test' } }))
        return account.tagging.send(
          new tagging.GetResourcesCommand({ TagFilters: [{ Key: 'test', Values: ['test'] }] }),
        )
      },
      200,
      () => ({
        PaginationToken: '',
        ResourceTagMappingList: [
          {
            ResourceARN: `arn:aws:lambda:${account.region}:${account.accountId}:function:${FunctionName}`,
            Tags: [{ Key: 'test', Value: 'test' }],
          },
        ],
      }),
    ],
    [
      'test_lambda_invoke_error get-metric-data-invocations and -errors, test_get_metric_data_for_multiple_metrics',
      async () =>
        until(
          metrics([metric('m1', 'Invocations', 'Sum'), metric('m2', 'Errors', 'Sum')]),
          ({ MetricDataResults = [] }) => MetricDataResults.every(({ Values = [] }) => Values.length > 0),
        ),
      200,
      () => ({ Messages: [], MetricDataResults: [result('m1', 'Invocations', 2), result('m2', 'Errors', 1)] }),
    ],
    [
      'test_get_metric_data_with_zero_and_labels, test_get_metric_data_stats',
      metrics([
        metric('sum', 'Errors', 'Sum', 'Errors Sum'),
        metric('count', 'Errors', 'SampleCount', 'Errors SampleCount'),
        metric('average', 'Errors', 'Average', 'Errors Average'),
        metric('least', 'Errors', 'Minimum', 'Errors Minimum'),
        metric('most', 'Errors', 'Maximum', 'Errors Maximum'),
      ]),
      200,
      () => ({
        Messages: [],
        MetricDataResults: [
          result('sum', 'Errors Sum', 1),
          result('count', 'Errors SampleCount', 2),
          result('average', 'Errors Average', 0.5),
          result('least', 'Errors Minimum', 0),
          result('most', 'Errors Maximum', 1),
        ],
      }),
    ],
    [
      'test_put_metric_data_values_list get_metric_statistics, read by GetMetricData',
      async () => {
        await put({ MetricName: 'test-metric', Values: [1, 10], Counts: [2, 4] })()
        const series = { Namespace: 'ns', MetricName: 'test-metric' }
        const read = (Id: string, Stat: string) => ({ Id, MetricStat: { Metric: series, Period: 86_400, Stat } })
        return until(
          metrics([read('count', 'SampleCount'), read('sum', 'Sum'), read('most', 'Maximum')]),
          ({ MetricDataResults = [] }) => MetricDataResults.every(({ Values = [] }) => Values.length > 0),
        )
      },
      200,
      () => ({
        Messages: [],
        MetricDataResults: [
          result('count', 'test-metric', 6),
          result('sum', 'test-metric', 42),
          result('most', 'test-metric', 10),
        ],
      }),
    ],
  ]
  itResponds(facts)
})

describe('an alarm', () => {
  const AlarmName = 'test-alarm'
  const topic = () => [`arn:aws:sns:${account.region}:${account.accountId}:topic`]
  const alarm = () => ({
    ActionsEnabled: true,
    AlarmActions: topic(),
    AlarmDescription: 'testing cloudwatch alarms',
    AlarmName,
    ComparisonOperator: 'GreaterThanThreshold' as const,
    Dimensions: [{ Name: 'InstanceId', Value: 'abc' }],
    EvaluationPeriods: 1,
    MetricName: 'my-metric1',
    Namespace: 'recorded',
    OKActions: topic(),
    Period: 10,
    Statistic: 'Average' as const,
    Threshold: 21,
    TreatMissingData: 'ignore',
    Unit: 'Seconds' as const,
  })
  itResponds([
    [
      'test_put_metric_alarm describe-alarm',
      async () => {
        await account.cloudWatch.send(new cloudwatch.PutMetricAlarmCommand(alarm()))
        return account.cloudWatch.send(new cloudwatch.DescribeAlarmsCommand({ AlarmNames: [AlarmName] }))
      },
      200,
      () => ({
        CompositeAlarms: [],
        MetricAlarms: [
          {
            ...alarm(),
            AlarmArn: `arn:aws:cloudwatch:${account.region}:${account.accountId}:alarm:${AlarmName}`,
            AlarmConfigurationUpdatedTimestamp: some.date,
            InsufficientDataActions: [],
            StateReason: 'Unchecked: Initial alarm creation',
            StateTransitionedTimestamp: some.date,
            StateUpdatedTimestamp: some.date,
            StateValue: 'INSUFFICIENT_DATA',
          },
        ],
      }),
    ],
  ])
})

describe('refusals', () => {
  const facts: Refused[] = [
    [
      'test_create_log_group_invalid_name_length',
      ofLogs(new logs.CreateLogGroupCommand({ logGroupName: 'x'.repeat(513) })),
      'InvalidParameterException',
      400,
      () => 'Invalid LogGroup or LogStream, both must have length less than or equal to 512.',
    ],
    [
      'test_describe_log_groups_prefix_and_pattern_error',
      ofLogs(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: 'a', logGroupNamePattern: 'b' })),
      'InvalidParameterException',
      400,
      () => 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    ],
    [
      'test_resource_does_not_exist error-log-group-does-not-exist',
      ofLogs(new logs.DeleteLogGroupCommand({ logGroupName: 'none' })),
      'ResourceNotFoundException',
      400,
      () => 'The specified log group does not exist.',
    ],
    [
      'test_put_metric_data_validation invalid-param-combination',
      put({ Value: 1.5, Values: [1, 10] }),
      'InvalidParameterCombinationException',
      400,
      () => `The parameters ${datum}.Value and ${datum}.Values are mutually exclusive and you have specified both.`,
    ],
    [
      'test_put_metric_data_validation invalid-param-value',
      put({ Values: [1, 10], Counts: [2, 4, 5] }),
      'InvalidParameterValueException',
      400,
      () => `The parameters ${datum}.Values and ${datum}.Counts must be of the same size.`,
    ],
    [
      'test_put_metric_data_validation invalid-param-combination-2',
      put({ Value: 1.5, StatisticValues: { SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10 } }),
      'InvalidParameterCombinationException',
      400,
      () =>
        `The parameters ${datum}.Value and ${datum}.StatisticValues are mutually exclusive and you have specified both.`,
    ],
  ]
  itRefuses(facts)
})

countFacts()
