/** Messages as people paste them, from the reports of issue trackers and AWS's own documentation. */
import { describe, expect, it } from 'vitest'
import { decodeMessage } from './decode'
import { knownFailures } from './known-failures'

it.each<[string, string]>([
  [
    'An error occurred (InvalidParameterValueException) when calling the CreateFunction operation: The role defined for the function cannot be assumed by Lambda.',
    'role-propagation',
  ],
  [
    'InvalidParameterValueException: Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: InvalidArnException KMS Message: ARN does not refer to a valid principal: arn:aws:sts::***:assumed-role/r/f',
    'kms-propagation',
  ],
  ['{"message":"Missing Authentication Token"}', 'missing-token'],
  ['Execution failed due to configuration error: Malformed Lambda proxy response', 'malformed-answer'],
  ['Execution failed due to configuration error: Invalid permissions on Lambda function', 'invoke-permission'],
  [
    "Access to fetch at 'https://x.execute-api.us-east-1.amazonaws.com/prod/iris' from origin 'http://localhost:3000' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    'cors-answer',
  ],
  ['2026-11-24T10:00:03.006Z 1c8e Task timed out after 3.00 seconds', 'function-timeout'],
  ['{"message": "Endpoint request timed out"}', 'gateway-timeout'],
  [
    'ModelError: Received server error (0) from primary with message "Your invocation timed out while waiting for a response from container primary."',
    'model-60-s',
  ],
  [
    'ModelError: Received client error (415) from primary with message "Content-type application/json not supported."',
    'content-type',
  ],
  ['Received client error (406) from primary with message "Accept type image/png is not supported."', 'accept'],
  [
    'Received client error (415) from model with message "Loading csv data failed with Exception: could not convert string to float: \'sepal_length\'"',
    'header-row',
  ],
  ['Unable to evaluate payload provided: Feature shape mismatch, expected: 4, got 5', 'feature-count'],
  ['ValueError: X has 3 features, but RandomForestClassifier is expecting 4 features as input.', 'feature-count'],
  [
    'Execution failed due to configuration error: Unable to determine service/operation name to be authorized',
    'integration-method',
  ],
  ["TypeError: 'NoneType' object is not subscriptable", 'no-data'],
  ["[ERROR] KeyError: 'queryStringParameters'", 'no-data'],
  [
    'botocore.errorfactory.TooManyRequestsException: An error occurred (TooManyRequestsException) when calling the DeleteRestApi operation (reached max retries: 4): Too Many Requests',
    'delete-rest-api-rate',
  ],
  ['{"message":"Forbidden"}', 'forbidden'],
  ['PIL.UnidentifiedImageError: cannot identify image file <_io.BytesIO object>', 'binary-types'],
  ['ResourceConflictException: Function already exist: portico-iris', 'half-deployed'],
  [
    'The primary container for production variant AllTraffic did not pass the ping health check. Please check CloudWatch logs for this endpoint.',
    'ping-health-check',
  ],
  ['Why is my SageMaker bill so high?', 'idle-bill'],
  [
    'User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:aws:sagemaker:us-east-1:123456789012:endpoint/Iris because no identity-based policy allows the sagemaker:InvokeEndpoint action',
    'role-policy',
  ],
  ['Object of type StreamingBody is not JSON serializable', 'streaming-body'],
  ['ValidationError: Endpoint iris of account 123456789012 not found.', 'endpoint-gone'],
  ['{"message":"Too Many Requests"}', 'throttled'],
  ['{"message":"Limit Exceeded"}', 'quota'],
  ['{"message":"Unauthorized"}', 'token'],
  ['{"message":"The incoming token has expired"}', 'token'],
  [
    'User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:***:x/prod/GET/iris',
    'resource-policy',
  ],
  ['{"message": "Internal server error"}', 'internal-server-error'],
  ['is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/r', 'pass-role'],
  ["Runtime.ImportModuleError: Unable to import module 'lambda_function': No module named 'numpy'", 'handler-broken'],
  [
    'KMSAccessDeniedException: Lambda was unable to decrypt the environment variables because KMS access was denied.',
    'kms-grant',
  ],
  [
    'KMSDisabledException: Lambda was unable to decrypt the environment variables because the KMS key used is disabled.',
    'kms',
  ],
  [
    "ResourceLimitExceeded: The account-level service limit 'ml.g5.xlarge for endpoint usage' is 0 Instances",
    'instance-quota',
  ],
  [
    'RequestEntityTooLargeException: Request must be smaller than 70167211 bytes for the UpdateFunctionCode operation',
    'function-too-large',
  ],
  [
    "1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to 6291456",
    'too-large',
  ],
  [
    'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    'function-not-active',
  ],
])('%s', (message, id) => {
  expect(decodeMessage(message)[0]?.id).toBe(id)
})

it.each(['', '  ', 'ok', 'It works'])('says nothing of "%s"', (text) => expect(decodeMessage(text)).toEqual([]))

describe('the table', () => {
  it('names each failure once, with the call that proves it and a page of AWS', () => {
    expect(new Set(knownFailures.map(({ id }) => id)).size).toBe(knownFailures.length)
    for (const { docs, call, means, remedy } of knownFailures) {
      expect(docs).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|repost\.aws)\//)
      expect(call).toMatch(/^[a-z-]+:[A-Z]\w+$|URL/)
      expect(means).toMatch(/[.]$/)
      expect(remedy).toMatch(/[.]$/)
    }
  })

  it('can be met by a trace, or by its words', () => {
    for (const { id, words, proof, hops } of knownFailures)
      expect([id, words ?? (proof && hops[0])]).not.toContain(undefined)
  })
})
