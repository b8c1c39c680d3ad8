/** What goes wrong at the endpoint itself: it is gone, not ready, or its container refuses or breaks. Pure. */
import { type KnownFailure, page, type Seen, says, wordsOf } from './known'

const isModelError = ({ hop, result }: Seen): boolean => hop === 'endpoint' && result.error?.name === 'ModelError'

/** The container's status and words, as InvokeEndpoint passes them on. */
const refusedWith = (seen: Seen, status: (status: number) => boolean): string | undefined =>
  isModelError(seen) && status(seen.result.status)
    ? `InvokeEndpoint passes on the container’s own answer, ${seen.result.status}: ${wordsOf(seen.result)}`
    : undefined

const containerLog = 'Its container log is below.'

export const modelFailures: KnownFailure[] = [
  {
    id: 'endpoint-gone',
    hops: ['endpoint', 'function'],
    words: /Could not find endpoint|Endpoint \S+ of account \d{12} not found|endpoint_not_found/,
    title: 'The SageMaker endpoint is gone',
    means: 'No endpoint of this name exists in the account and region; upper and lower case count.',
    call: 'sagemaker:DescribeEndpoint',
    docs: page.invokeEndpoint,
    remedy: 'Create an endpoint of this name again, deploy the URL to another endpoint, or remove the URL.',
    proof: ({ facts }) =>
      facts.endpoint
        ? undefined
        : `DescribeEndpoint finds no endpoint ${facts.endpointName} in this account and region.`,
  },
  {
    id: 'ping-health-check',
    hops: ['endpoint'],
    words: /did not pass the ping health check/i,
    title: 'The endpoint failed: its container does not answer /ping',
    means:
      'SageMaker started the container and got no 200 from GET /ping in time: the model’s artifact does not load, or the server does not listen on port 8080.',
    call: 'sagemaker:DescribeEndpoint',
    docs: page.sagemaker('deploy-model-troubleshoot.html'),
    remedy: 'Look at the model’s artifact first, then at the container log; create the endpoint again.',
    proof: ({ facts: { endpoint } }) =>
      /ping health check/i.test(endpoint?.failureReason ?? '') && endpoint?.status === 'Failed'
        ? `DescribeEndpoint says ${endpoint.status}: ${endpoint.failureReason}`
        : undefined,
  },
  {
    id: 'endpoint-not-in-service',
    hops: ['endpoint', 'function'],
    words: /endpoint_not_in_service|is not in service|EndpointStatus\W+(Creating|Failed|OutOfService|Deleting)/i,
    title: 'The endpoint is not in service',
    means: 'SageMaker answers requests only while an endpoint is InService or being updated.',
    call: 'sagemaker:DescribeEndpoint',
    docs: page.sagemaker('realtime-endpoints-test-endpoints.html'),
    remedy: 'Wait until it is InService; where it is Failed, read why and create it again.',
    proof: ({ facts: { endpoint } }) =>
      endpoint && !['InService', 'Updating', 'SystemUpdating', 'RollingBack'].includes(endpoint.status)
        ? `DescribeEndpoint says ${endpoint.status}${endpoint.failureReason ? `: ${endpoint.failureReason}` : ''}.`
        : undefined,
  },
  {
    id: 'asynchronous',
    hops: ['endpoint', 'function'],
    words: /asynchronous endpoint|InvokeEndpointAsync|endpoint_asynchronous/i,
    title: 'The endpoint takes asynchronous requests only',
    means: 'It was made with AsyncInferenceConfig: requests and answers go by way of S3.',
    call: 'sagemaker:DescribeEndpoint',
    docs: page.sagemaker('async-inference.html'),
    remedy: 'Deploy the public API with the asynchronous target: it answers 202 first, and the answer later.',
    proof: ({ facts: { endpoint } }) =>
      endpoint?.asynchronous ? 'DescribeEndpoint gives an AsyncInferenceConfig.' : undefined,
  },
  {
    id: 'too-large',
    hops: ['endpoint', 'function', 'method', 'url'],
    words:
      /less than or equal to (6291456|4194304)|too_large|RequestTooLarge|Request Too Long|byte payload is too large|content length exceeded|Request Entity Too Large|\b413 (Request|Payload|Content)|^413$/i,
    title: 'The request is too large',
    means:
      'SageMaker takes 6,291,456 bytes, a serverless endpoint 4 MB, Lambda 6 MB with the event around it, API Gateway 10 MB.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.invokeEndpoint,
    remedy: 'Send fewer rows at once, or a smaller file. The batch page cuts tables into requests that fit.',
  },
  {
    id: 'header-row',
    hops: ['endpoint', 'function'],
    words: /could not convert string to float|invalid literal for|Loading csv data failed|header row/i,
    title: 'The row holds text where the model wants numbers',
    means: 'A header row, a name or an empty cell was sent to a model that reads numbers only.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.sagemaker('cdf-inference.html'),
    remedy: 'Send the numbers alone, without a header row and without the target column.',
    proof: (seen) =>
      says(seen, /could not convert string to float|Loading csv data failed/i)
        ? refusedWith(seen, (status) => status >= 400)
        : undefined,
  },
  {
    id: 'content-type',
    hops: ['endpoint', 'function'],
    words:
      /\b415\b|Unsupported (Media|content)[ -]?Type|Content[- ]?type \S+ (is )?not supported|is not an accepted ContentType/i,
    title: 'The model does not take this content type',
    means:
      'Each container takes some media types and answers 415 to all others: XGBoost takes CSV and no JSON, for example.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.sagemaker('cdf-inference.html'),
    remedy: 'Send text/csv, or JSON as {"data": [[…]]}, which the public API turns into CSV.',
    proof: (seen) => refusedWith(seen, (status) => status === 415),
  },
  {
    id: 'accept',
    hops: ['endpoint', 'function'],
    words: /\b406\b|Not Acceptable|Accept(ed)? type \S+ (is )?not supported/i,
    title: 'The model cannot answer in the requested type',
    means: 'The request’s Accept names a media type that this container does not write.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.sagemaker('cdf-inference.html'),
    remedy: 'Leave Accept out, or say */*: the container then answers in its own type.',
    proof: (seen) => refusedWith(seen, (status) => status === 406),
  },
  {
    id: 'feature-count',
    hops: ['endpoint', 'function'],
    words:
      /feature_names mismatch|Feature shape mismatch|number of (columns|features)|has \d+ features?,? but|expect(s|ed|ing)? \d+ (columns|features)|\d (columns|features)|dimensionality|n_features/i,
    title: 'The row has another number of columns than the model was trained with',
    means: 'The model counts the values of each row and refuses all but its own number, in its own order.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.sagemaker('cdf-inference.html'),
    remedy: 'Compare the row with the features in the deploy options; leave the target column out.',
    proof: (seen) =>
      says(seen, /column|feature|shape|dimension/i)
        ? refusedWith(seen, (status) => status >= 400 && status < 600)
        : undefined,
  },
  {
    id: 'model-60-s',
    hops: ['endpoint'],
    words: /invocation timed out while waiting for a response|Received server error \(0\)/i,
    title: 'The model did not answer within the 60 s of SageMaker',
    means: 'InvokeEndpoint ends a request after 60 s; the gateway in front of it waits 29 s at most.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.invokeEndpoint,
    remedy: 'Send fewer rows, give the endpoint more capacity, or make it asynchronous.',
  },
  {
    id: 'model-not-ready',
    hops: ['endpoint', 'function'],
    words: /ModelNotReadyException|model_not_ready/,
    title: 'The model is still being loaded',
    means: 'A serverless or multi-model endpoint loads the model on its first request.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.sagemaker('serverless-endpoints.html'),
    remedy: 'Try again in some seconds; provisioned concurrency keeps a serverless endpoint warm.',
  },
  {
    id: 'model-throttled',
    hops: ['endpoint', 'function'],
    words:
      /ThrottlingException[\s\S]{0,500}?InvokeEndpoint|InvokeEndpoint[\s\S]{0,500}?(Rate exceeded|ThrottlingException)|"code":"throttled"|maximum concurrency/i,
    title: 'SageMaker throttles this endpoint',
    means:
      'More requests at once than the endpoint or the account can take; a serverless endpoint has a maximum concurrency.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.sagemaker('serverless-endpoints.html'),
    remedy: 'Try again in a second; raise the endpoint’s concurrency or its instance count if it repeats.',
    proof: (seen) =>
      seen.hop === 'endpoint' && /Throttl/.test(seen.result.error?.name ?? '') ? wordsOf(seen.result) : undefined,
  },
  {
    id: 'model-failed',
    hops: ['endpoint'],
    words: /Received server error \(5\d\d\)|model_failed|Worker died|Internal Server Error[\s\S]{0,500}?container/i,
    title: 'The model broke on this request',
    means:
      'The container answered with an error of its own, 500 or above: its code failed, it ran out of memory, or its worker died.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.sagemaker('logging-cloudwatch.html'),
    remedy: `The public API is not the cause. ${containerLog}`,
    proof: (seen) => refusedWith(seen, (status) => status >= 500),
  },
  {
    id: 'model-refused',
    hops: ['endpoint'],
    words: /Received client error \(4\d\d\)|model_refused|ModelError/,
    title: 'The model refuses this request',
    means: 'The container read the request and answered with a 4xx: the payload is not what it takes.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.invokeEndpoint,
    remedy: `Correct the payload by the container’s own words. ${containerLog}`,
    proof: (seen) => refusedWith(seen, (status) => status < 500),
  },
  {
    id: 'sagemaker-unavailable',
    hops: ['endpoint', 'function'],
    words: /InternalDependencyException|ServiceUnavailable|InternalFailure|sagemaker_unavailable|sagemaker_failed/,
    title: 'SageMaker itself failed',
    means: 'AWS answered with an error of its own, which passes as a rule.',
    call: 'sagemaker:InvokeEndpoint',
    docs: page.invokeEndpoint,
    remedy: 'Try again in some seconds; if it lasts, look at AWS’s health page for the region.',
  },
]
