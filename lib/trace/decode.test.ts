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

/** A false claim is worse than none: lines of logs, code, and talk that are no failure, or one of something else. */
const harmless = [
  '',
  '  ',
  'ok',
  'It works',
  '{"predictions":[{"score":0.91}]}',
  '[[0.1,0.7,0.2]]',
  '{"label":"Iris, setosa","score":0.98}',
  'expected 200, got 404',
  'The table has 4 columns and 150 rows.',
  'expected 4 rows, got 5',
  'AssertionError: expected 3 to be 4',
  'Number of columns: 12',
  'n_features_in_: 4',
  'dimensionality reduction with PCA',
  'took 415 ms',
  'Downloaded 406 files',
  'Training cost 3.50 USD last year and the price is 406',
  'The house costs 250,000',
  'He was charged with a crime',
  'Your bill is ready',
  'The header row has 8 names',
  'sepal_length,sepal_width,petal_length,petal_width',
  'INFO:     10.0.0.1:41234 - "POST /invocations HTTP/1.1" 200 OK',
  '2026-11-24 10:00:00,000 [INFO ] W-9000-model_1.0 org.pytorch.serve.wlm.WorkerThread - Backend response time: 12',
  '[INFO ] W-9000-model_1.0-stdout MODEL_LOG - Torch worker started.',
  'Model model loaded.',
  'GET /ping HTTP/1.1" 200 0',
  'REPORT RequestId: 8f1a Duration: 12.3 ms Billed Duration: 13 ms Memory Size: 256 MB Max Memory Used: 71 MB',
  'START RequestId: 8f1a Version: 12',
  'Setting max_new_tokens to 512',
  'temperature must match the season',
  'The model is a transformer with 32 attention heads',
  'maximum length 4096',
  'Loaded 4 images of 224x224 with 3 channels',
  'x-api-key: abc',
  'The preflight checklist is complete',
  'A worker died in the accident on Monday',
  'Please accept the terms',
  'npm warn deprecated glob@7.2.3: Glob versions prior to v9 are no longer supported',
  'fatal: not a git repository (or any of the parent directories): .git',
  'TypeError: fetch is not a function',
  'ReferenceError: x is not defined',
  'SyntaxError: Unexpected identifier',
  'java.lang.NullPointerException',
  'error TS2345: Argument of type string is not assignable to parameter of type never.',
  'psql: error: connection to server on socket failed',
  'Permission denied (publickey).',
  'remote: Repository not found.',
  'The test expects 4 columns of the newspaper',
  "KeyError: 'user_id'",
  'Unable to decode token: signature expired',
  'MQTT message too long for the display',
  'The service is unavailable on Sundays',
  'the model answered in 120 ms with status 200',
  'deploy of release 413 finished',
  'room 415',
  'The endpoint of the line is at x = 4',
  'batch size 32',
  'Epoch 3/10 loss: 0.415',
  'CUDA available: True',
  'Using device: cuda:0, memory 16 GB',
  'We received the request and forwarded it to support',
]
it.each(harmless)('says nothing of "%s"', (text) => expect(decodeMessage(text)).toEqual([]))

describe('the table', () => {
  it('names each failure once, with the call that proves it and a page of AWS', () => {
    expect(new Set(knownFailures.map(({ id }) => id)).size).toBe(knownFailures.length)
    for (const { docs, call, means, remedy } of knownFailures) {
      expect(docs).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|repost\.aws|github\.com)\//)
      expect(call).toMatch(/^[a-z-]+:[A-Z]\w+$|URL/)
      expect(means).toMatch(/[.]$/)
      expect(remedy).toMatch(/[.]$/)
    }
  })

  it('can be met by a trace, or by its words', () => {
    for (const { id, read, words, proof, hops } of knownFailures)
      expect([id, read ?? words ?? (proof && hops[0])]).not.toContain(undefined)
  })
})
