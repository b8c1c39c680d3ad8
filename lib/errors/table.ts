/**
 * The one table from AWS's errors to ours. Names differ between services and protocols for one and the same thing, so
 * each row lists them all; the first row that fits decides, so the narrow ones stand first.
 */
import type { Failure } from '../result'
import { accessDenied } from './access-denied'
import { type ErrorFacts, lacksOperation } from './facts'
import { gatewayQuota } from './quotas'

export interface Row {
  code: string
  names: RegExp
  message?: RegExp
  when?: (facts: ErrorFacts) => boolean
  say: (facts: ErrorFacts, subject: string) => Omit<Failure, 'code' | 'step' | 'aws'>
}

const any = /^/

/** What was called, as the subject of a sentence. */
const called = ({ operation }: ErrorFacts): string => operation ?? 'The operation'

/** The parser's complaint about a page of HTML helps nobody. */
const responded = ({ message, status, foreign }: ErrorFacts): string =>
  foreign ? `It answered HTTP ${status ?? 'status unknown'} with something that is no AWS response.` : message

export const table: Row[] = [
  {
    code: 'unsupported',
    names: any,
    when: lacksOperation,
    say: (facts, subject) => ({
      message: `This AWS endpoint does not have ${facts.operation ?? 'the operation'}${subject}.`,
      cause: responded(facts),
      remedy:
        'Check AWS_ENDPOINT_URL: an emulator might lack operations that AWS has. Without it the console calls AWS.',
    }),
  },
  {
    code: 'aws-unavailable',
    names: any,
    when: ({ foreign = false, status = 0 }) => foreign && status >= 500,
    say: (facts, subject) => ({
      message: `${called(facts)} failed on the other side${subject}.`,
      cause: responded(facts),
      remedy:
        'Run it again in a minute: it goes on where it stopped. If it repeats, check AWS_ENDPOINT_URL and the proxy: an emulator that lacks the operation answers so too.',
    }),
  },
  {
    code: 'not-aws',
    names: any,
    when: ({ foreign = false }) => foreign,
    say: (facts, subject) => ({
      message: `${called(facts)} was answered by something that is not AWS${subject}.`,
      cause: responded(facts),
      remedy: 'Check AWS_ENDPOINT_URL, and the proxy between the console and AWS.',
    }),
  },
  {
    code: 'no-credentials',
    names: /^(CredentialsProviderError|TokenProviderError)$/,
    say: () => ({
      message: 'The console has no AWS credentials.',
      cause: "The SDK's default chain found none: no variables, no profile, no role of the machine.",
      remedy: 'Give the console process a role or a profile, then try again.',
    }),
  },
  {
    code: 'credentials-expired',
    names: /^(ExpiredToken|ExpiredTokenException|RequestExpired)$/,
    say: () => ({
      message: "The console's AWS credentials have expired.",
      remedy: 'Renew them (a new session of the role, or `aws sso login`), then try again. What was done so far stays.',
    }),
  },
  {
    code: 'clock-skew',
    names: /^(RequestTimeTooSkewed|SignatureDoesNotMatch|InvalidSignatureException)$/,
    message: /Signature expired|not yet current|too skewed/i,
    say: () => ({
      message: 'AWS refused the request for its time.',
      cause: 'The clock of the machine that runs the console is off by more than five minutes.',
      remedy: 'Set its clock by NTP, then try again.',
    }),
  },
  {
    code: 'credentials-invalid',
    names:
      /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|IncompleteSignatureException|InvalidAccessKeyId|InvalidToken|MissingAuthenticationToken|AuthFailure)$/,
    say: () => ({
      message: 'AWS does not know the credentials that the console signs with.',
      remedy: 'Check the access key or role of the console process, and AWS_ENDPOINT_URL where one is set.',
    }),
  },
  {
    code: 'role-not-assumable',
    names: /^InvalidParameterValueException$/,
    message: /cannot be assumed by Lambda/,
    say: () => ({
      message: 'Lambda cannot assume the execution role.',
      cause: 'A new role takes some seconds to reach Lambda; after minutes it is the trust policy.',
      remedy: 'Check that the trust policy allows lambda.amazonaws.com to call sts:AssumeRole, then deploy again.',
    }),
  },
  {
    code: 'role-not-known-to-kms',
    names: /^InvalidParameterValueException$/,
    message: /ARN does not refer to a valid principal/,
    say: (facts) => ({
      message: 'KMS does not know the execution role yet, so Lambda cannot encrypt the environment variables for it.',
      cause: facts.message,
      remedy: 'Wait a minute, then deploy again. If it stays so, check in IAM that the role still exists.',
    }),
  },
  {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    code: 'log-key',
    names: /^(InvalidParameterException|AccessDeniedException)$/,
    message: /KMS key does not exist or is not allowed to be used with/,
    say: (facts, subject) => ({
      message: `CloudWatch Logs cannot use the KMS key of this account's logs${subject}.`,
      cause: facts.message,
      remedy:
        "Ask those who keep the key to enable it, and to allow kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey* and kms:Describe* to the service logs.{region}.amazonaws.com in the key's policy; then deploy again.",
    }),
  },
  {
    code: 'access-denied',
    names:
      /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|NotAuthorized|ForbiddenException)$/,
    say: accessDenied,
  },
  {
    code: 'access-denied',
    names: any,
    message: /is not authorized to perform/,
    say: accessDenied,
  },
  {
    code: 'quota',
    names: /^ResourceLimitExceeded$/,
    message: /for transform job usage/,
    say: (facts) => ({
      message: 'The account is not allowed to run that many instances of this type in transform jobs.',
      cause: facts.message,
      remedy:
        'Choose another instance type or fewer instances, or request more in Service Quotas, then start it again.',
    }),
  },
  {
    code: 'quota',
    names:
      /^(LimitExceeded|LimitExceededException|ResourceLimitExceeded|ServiceQuotaExceededException|CodeStorageExceededException|PolicyLengthExceededException)$/,
    say: (facts, subject) => ({
      message: `A quota of the account is used up${subject}.`,
      cause: facts.message,
      remedy: 'Remove what nobody needs, or request more in Service Quotas, then run it again.',
    }),
  },
  {
    code: 'integration-timeout-quota',
    names: /^BadRequestException$/,
    message: /Timeout should be between/,
    say: (facts) => ({
      message: 'This account’s gateway is not allowed to wait so long.',
      cause: facts.message,
      remedy: `Raise “${gatewayQuota}” of Amazon API Gateway in Service Quotas, or choose a wait of 29 s at most; then deploy again.`,
    }),
  },
  {
    code: 'throttled',
    names:
      /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled|RequestThrottledException|SlowDown|EC2ThrottledException)$/,
    say: (_facts, subject) => ({
      message: `AWS is throttling this account${subject}.`,
      cause: 'More calls a second than the account is allowed; other tools in the account count too.',
      remedy: 'Wait half a minute, then run it again: it goes on where it stopped.',
    }),
  },
  {
    code: 'endpoint-not-found',
    names: /^(ValidationException|ValidationError)$/,
    message: /Could not find endpoint |Endpoint .{1,200} not found/,
    say: (facts) => ({
      message: 'There is no such SageMaker endpoint.',
      cause: facts.message,
      remedy: 'Look in the list: it might be in another region or deleted.',
    }),
  },
  {
    code: 'model-role',
    names: /^ValidationException$/,
    message: /Could not assume role/,
    say: (facts) => ({
      message: "SageMaker cannot assume the model's execution role.",
      cause: facts.message,
      remedy:
        'Check that the role exists and that its trust policy allows sagemaker.amazonaws.com to call sts:AssumeRole.',
    }),
  },
  {
    code: 'no-such-bucket',
    names: /^NoSuchBucket$/,
    say: (facts, subject) => ({
      message: `There is no such bucket${subject}.`,
      cause: facts.message,
      remedy: 'Name a bucket of this account in this region, or create it.',
    }),
  },
  {
    code: 'not-found',
    names:
      /^(NoSuchKey|ResourceNotFoundException|NotFoundException|NoSuchEntity|NoSuchEntityException|ResourceNotFound)$/,
    say: (facts, subject) => ({
      message: `Something that was expected is not there${subject}.`,
      cause: facts.message,
      remedy: 'It might be removed by now. Refresh the page.',
    }),
  },
  {
    code: 'delete-conflict',
    names: /^(DeleteConflict|DeleteConflictException)$/,
    say: (facts, subject) => ({
      message: `IAM does not delete it while something is attached${subject}.`,
      cause: facts.message,
      remedy: 'Take away the policies or instance profiles that someone attached to the role, then run it again.',
    }),
  },
  {
    code: 'changed-meanwhile',
    names:
      /^(PreconditionFailedException|ConcurrentModification|ConcurrentModificationException|OperationAbortedException)$/,
    say: (facts, subject) => ({
      message: `Someone else changed it at the same moment${subject}.`,
      cause: facts.message,
      remedy: 'Read the plan again, then run it.',
    }),
  },
  {
    code: 'conflict',
    names:
      /^(ConflictException|ResourceConflictException|EntityAlreadyExists|EntityAlreadyExistsException|ResourceAlreadyExistsException|ResourceInUse|ResourceInUseException|InvalidRequestException)$/,
    say: (facts, subject) => ({
      message: `It is in use or exists already${subject}.`,
      cause: facts.message,
      remedy: 'Another change might be under way. Wait a few seconds, read the plan again, then run it.',
    }),
  },
  {
    code: 'model-error',
    names: /^ModelError$/,
    say: (facts) => ({
      message: 'The model refused the request or broke on it.',
      cause: facts.message,
      remedy: "Check the columns and the content type, then the endpoint's own log.",
    }),
  },
  {
    code: 'too-large',
    names: /^(RequestTooLargeException|RequestEntityTooLargeException|PayloadTooLargeException)$/,
    say: (facts) => ({
      message: 'The request is larger than AWS takes.',
      cause: facts.message,
      remedy: 'Send less at once.',
    }),
  },
  {
    code: 'aws-unavailable',
    names:
      /^(InternalFailure|InternalServerError|InternalServerException|ServiceException|ServiceFailure|ServiceFailureException|ServiceUnavailable|ServiceUnavailableException|InternalDependencyException)$/,
    say: unavailable,
  },
  {
    code: 'invalid',
    names:
      /^(ValidationException|ValidationError|BadRequestException|InvalidParameterValueException|InvalidParameterException|InvalidInput|InvalidInputException|MalformedPolicyDocument|MalformedPolicyDocumentException|InvalidRequestContentException|UnprocessableEntityException|SerializationException|UnmodifiableEntity|UnmodifiableEntityException|InvalidZipFileException)$/,
    say: (facts, subject) => ({
      message: `AWS does not accept a value${subject}.`,
      cause: facts.message,
      remedy: 'Change the option that AWS names, then run it again.',
    }),
  },
  {
    code: 'timeout',
    names: /^(TimeoutError|AbortError|RequestTimeout|RequestTimeoutException)$/,
    say: (_facts, subject) => ({
      message: `No answer came in time${subject}.`,
      remedy: 'Run it again: it goes on where it stopped. If it repeats, check the network between console and AWS.',
    }),
  },
  {
    code: 'network',
    names: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    say: (facts, subject) => ({
      message: `The connection to AWS was closed before a response came${subject}.`,
      cause: facts.message,
      remedy:
        'Run it again: it continues from there. If it repeats, check the network of the console process and its proxy.',
    }),
  },
  {
    code: 'network',
    names:
      /^(ECONNREFUSED|ECONNABORTED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_.+|NetworkError)$/,
    say: (facts, subject) => ({
      message: `AWS could not be reached${subject}.`,
      cause: facts.message,
      remedy: 'Check the network of the console process, its proxy, and AWS_ENDPOINT_URL where one is set.',
    }),
  },
]

export function unavailable(facts: ErrorFacts, subject: string) {
  return {
    message: `AWS failed on its own side${subject}.`,
    cause: facts.message,
    remedy: 'Run it again in a minute: it goes on where it stopped.',
  }
}
