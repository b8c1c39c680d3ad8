/**
 * How each service refuses an input that breaks its model: the error's code, the member's path, and the rows where the
 * documented behaviour is another than the model's, each with its source.
 */
import { AwsError } from '../errors'
import { s3Refusal } from './s3'
import type { InputShape } from './table'
import type { Violation } from './violations'
import { detected, pathOf, wordsOf } from './words'

interface Difference extends Partial<InputShape> {
  source: string
}

export interface Refusing {
  /** File in `sandbox/constraints/`. */
  file: string
  refuse: (violations: Violation[], operation: string) => AwsError
  /** By shape: what AWS holds in place of the model's constraint. */
  differences?: Record<string, Difference>
  /** `Operation.Member` or `*.Member`: the operation judges it in words of its own, which the source has. */
  ownWords?: Record<string, string>
}

const framework =
  (code: string, pathFor: (violation: Violation, operation: string) => string = ({ at }) => pathOf(at)) =>
  (violations: Violation[], operation: string): AwsError =>
    new AwsError(code, detected(violations.map((one) => wordsOf(one, pathFor(one, operation)))))

/** https://github.com/localstack/localstack/blob/master/tests/aws/services/apigateway/test_apigateway_api.snapshot.json */
const gatewayPath = ({ at, location }: Violation, operation: string) =>
  location === 'uri' ? pathOf(at) : `${pathOf([operation])}Input.${pathOf(at)}`

const gatewayRecords =
  'https://github.com/localstack/localstack/blob/master/tests/aws/services/apigateway/test_apigateway_api.snapshot.json'
const lambdaRecords =
  'https://github.com/localstack/localstack/blob/master/tests/aws/services/lambda_/test_lambda_api.snapshot.json'

const lookupEvents = 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html'

const functionPlace =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?'

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html */
function cloudWatchRefusal(violations: Violation[], operation: string): AwsError {
  const errorOf = (code: string, message: string) =>
    new AwsError(code, message, 400, {}, { 'x-amzn-query-error': `${code.replace(/Exception$/, '')};Sender` })
  const [first] = violations
  const path = (first?.at ?? []).map((part) => (/^\d+$/.test(part) ? `member.${part}` : part)).join('.')
  // The oldest operations have words of their own; the sources are https://github.com/aws/aws-sdk-go/issues/2019 and
  // https://github.com/awslabs/collectd-cloudwatch/pull/46.
  if (operation === 'PutMetricData' || operation === 'GetMetricStatistics' || operation === 'ListMetrics') {
    const { broken } = first ?? {}
    if (broken?.kind === 'null' || first?.value === '')
      return errorOf('MissingRequiredParameterException', `The parameter ${path} is required.`)
    if (broken?.kind === 'enum')
      return errorOf(
        'InvalidParameterValueException',
        `The parameter ${path} must be a value in the set [ ${broken.values.join(', ')} ].`,
      )
    if (broken?.kind === 'max-length' && Array.isArray(first?.value))
      return errorOf(
        'InvalidParameterValueException',
        `The collection ${path} must not have a size greater than ${broken.limit}.`,
      )
    return errorOf('InvalidParameterValueException', detected(violations.map((one) => wordsOf(one, pathOf(one.at)))))
  }
  return errorOf('ValidationError', detected(violations.map((one) => wordsOf(one, pathOf(one.at)))))
}

/** By the name of the model. */
export const refusing: Record<string, Refusing> = {
  apigateway: {
    file: 'apigateway',
    refuse: framework('ValidationException', gatewayPath),
    differences: {
      Op: { enum: ['add', 'remove', 'move', 'test', 'replace', 'copy'], source: gatewayRecords },
      EndpointType: { enum: ['PRIVATE', 'EDGE', 'REGIONAL'], source: gatewayRecords },
      GatewayResponseType: {
        enum: [
          'REQUEST_TOO_LARGE',
          'RESOURCE_NOT_FOUND',
          'AUTHORIZER_CONFIGURATION_ERROR',
          'MISSING_AUTHENTICATION_TOKEN',
          'BAD_REQUEST_BODY',
          'INVALID_SIGNATURE',
          'INVALID_API_KEY',
          'BAD_REQUEST_PARAMETERS',
          'AUTHORIZER_FAILURE',
          'UNAUTHORIZED',
          'INTEGRATION_TIMEOUT',
          'ACCESS_DENIED',
          'DEFAULT_4XX',
          'DEFAULT_5XX',
          'WAF_FILTERED',
          'QUOTA_EXCEEDED',
          'THROTTLED',
          'API_CONFIGURATION_ERROR',
          'UNSUPPORTED_MEDIA_TYPE',
          'INTEGRATION_FAILURE',
          'EXPIRED_TOKEN',
        ],
        source: gatewayRecords,
      },
      ApiKeySourceType: { enum: ['AUTHORIZER', 'HEADER'], source: gatewayRecords },
    },
    ownWords: {},
  },
  cloudtrail: {
    file: 'cloudtrail',
    refuse: framework('ValidationException'),
    // It has errors of its own for both: InvalidMaxResultsException and InvalidLookupAttributesException.
    differences: {
      MaxResults: { min: undefined, max: undefined, source: lookupEvents },
      LookupAttributeKey: { enum: undefined, source: lookupEvents },
    },
  },
  'cognito-idp': { file: 'cognito-idp', refuse: framework('InvalidParameterException') },
  iam: { file: 'iam', refuse: framework('ValidationError') },
  lambda: {
    file: 'lambda',
    refuse: framework('ValidationException'),
    differences: {
      FunctionName: {
        pattern: `${functionPlace}([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
        source: lambdaRecords,
      },
      NamespacedFunctionName: {
        pattern: `${functionPlace}([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`,
        source: lambdaRecords,
      },
      Runtime: { enum: undefined, source: lambdaRecords },
      Timeout: { max: 900, source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html' },
      EphemeralStorageSize: {
        max: 10_240,
        source: 'https://docs.aws.amazon.com/lambda/latest/dg/API_EphemeralStorage.html',
      },
      MemorySize: { max: 10_240, source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html' },
    },
  },
  logs: {
    file: 'logs',
    refuse: framework('InvalidParameterException'),
    differences: {
      LogGroupName: {
        max: undefined,
        source:
          'https://github.com/getmoto/moto/blob/master/tests/test_logs/test_logs.py (test_create_log_group_invalid_name_length, run against AWS)',
      },
    },
  },
  wafv2: { file: 'wafv2', refuse: framework('ValidationException') },
  monitoring: { file: 'cloudwatch', refuse: cloudWatchRefusal },
  pricing: { file: 'pricing', refuse: framework('InvalidParameterException') },
  s3: {
    file: 's3',
    refuse: s3Refusal,
    differences: {
      // Other classes are those of directory buckets, of S3 on Outposts, and of services that only write them.
      StorageClass: {
        enum: [
          'STANDARD',
          'REDUCED_REDUNDANCY',
          'STANDARD_IA',
          'ONEZONE_IA',
          'INTELLIGENT_TIERING',
          'GLACIER',
          'DEEP_ARCHIVE',
          'GLACIER_IR',
        ],
        source: 'https://github.com/localstack/localstack/blob/master/tests/aws/services/s3/test_s3.snapshot.json',
      },
    },
  },
  sagemaker: { file: 'sagemaker', refuse: framework('ValidationException') },
  'sagemaker-runtime': { file: 'sagemaker-runtime', refuse: framework('ValidationError') },
  sts: { file: 'sts', refuse: framework('ValidationError') },
  tagging: { file: 'resourcegroupstaggingapi', refuse: framework('InvalidParameterException') },
}
