/** What goes wrong in the function: missing, not allowed, too slow, replaced, or called with the wrong event. Pure. */

import { allows, parsePolicy } from '../../aws/iam/policy'
import { at } from '../../model/refusals/refusal'
import type { WiringFacts } from '../facts'
import { changed, codeOf, type KnownFailure, putBack, type Seen, says, wordsOf } from './known'

const resourcesOf = ({ rolePolicies = [] }: WiringFacts): string[] =>
  rolePolicies.flatMap((document) =>
    (parsePolicy(document)?.Statement ?? [])
      .filter(({ Action }) => /sagemaker:|^\*$/.test([Action ?? []].flat().join(' ')))
      .flatMap(({ Resource }) => [Resource ?? []].flat()),
  )

const denied = (seen: Seen): boolean =>
  codeOf(seen.result) === 'role_denied' || says(seen, /not authorized to perform:? sagemaker:InvokeEndpoint/)

const timedOut = (seen: Seen): boolean => codeOf(seen.result) === 'model_too_slow' || says(seen, /Task timed out after/)

const noRoom =
  /ReservedFunctionConcurrentInvocationLimitExceeded|ConcurrentInvocationLimitExceeded|TooManyRequestsException: Rate Exceeded/

function concurrencyProof({ function: fn }: WiringFacts): string {
  const reserved = fn?.reservedConcurrency
  if (reserved === undefined) return 'GetFunction gives no reserved concurrency: the account’s own is used up.'
  const why = reserved === 0 ? 'the function is switched off' : 'all of it is in use'
  return `GetFunction gives a reserved concurrency of ${reserved}: ${why}.`
}

/** The longest that a whole answer can take: below the gateway's 29 s. */
const longestSeconds = 28

const kmsDenied = /KMSAccessDeniedException|KMS access was denied|kms:Decrypt/

export const functionFailures: KnownFailure[] = [
  {
    id: 'function-gone',
    hops: ['function', 'method'],
    words:
      /Function not found: arn:aws[\w-]*:lambda|ResourceNotFoundException[\s\S]{0,500}?:function:|Lambda invocation failed with status: 404/,
    title: 'The function is gone',
    means: 'The API calls a function that is not there, so the gateway answers 500 to every caller.',
    call: 'lambda:GetFunction',
    docs: at.lambda('troubleshooting-invocation.html'),
    remedy: 'Deploy the public API again: that makes the function again.',
    proof: ({ facts }) =>
      facts.function || facts.integration ? undefined : 'GetFunction finds no function of this endpoint.',
    fix: putBack('Make the function again'),
  },
  {
    id: 'alias-gone',
    hops: ['function'],
    words:
      /Cannot find alias|Function not found: arn:aws[\w-]*:lambda:[^ ]+:live|:live\b[\s\S]{0,500}?ResourceNotFound/,
    title: 'The alias live is gone',
    means: 'The API calls the function by its alias, and no version has this alias any more.',
    call: 'lambda:ListAliases',
    docs: at.lambda('configuration-aliases.html'),
    remedy: 'Deploy the public API again: that makes the alias again.',
    proof: ({ facts }) =>
      facts.function && !facts.function.alias
        ? `ListAliases finds no alias live of ${facts.function.name}.`
        : undefined,
    fix: putBack('Make the alias again'),
  },
  {
    id: 'function-not-active',
    hops: ['function', 'method'],
    words: /function is currently in the following state: (Pending|Inactive|Failed)|CodeArtifactUserPending/i,
    title: 'The function is not active',
    means: 'Lambda prepares a new or long unused function first, and refuses calls until it is Active.',
    call: 'lambda:GetFunction',
    docs: at.lambda('functions-states.html'),
    remedy: 'Try again in some seconds; an Inactive function wakes with the first call.',
  },
  {
    id: 'wrong-endpoint',
    hops: ['function'],
    words: /endpoint_not_found/,
    title: 'The function calls another endpoint',
    means: 'Its variable ENDPOINT_NAME is not the name of the endpoint, upper and lower case included.',
    call: 'lambda:GetFunctionConfiguration',
    docs: at.lambda('configuration-envvars.html'),
    remedy: 'Set ENDPOINT_NAME to the name as SageMaker has it.',
    // Before the role: it cannot invoke the other endpoint, and that is not its fault.
    proof: (seen) => {
      const { function: fn, endpoint } = seen.facts
      const name = fn?.environment.ENDPOINT_NAME
      if (!fn || !endpoint || name === endpoint.name) return undefined
      // Code of a person's own can have no such variable.
      if (name === undefined && denied(seen)) return undefined
      return `ENDPOINT_NAME is ${name ?? 'not set'}; DescribeEndpoint gives ${endpoint.name}.`
    },
    fix: putBack('Put the variable back'),
  },
  {
    id: 'role-policy-case',
    hops: ['function', 'method', 'url'],
    title: 'The role’s policy writes the endpoint’s name in another case',
    means: 'IAM compares ARNs letter by letter, and SageMaker’s own ARN has the name in lower case.',
    call: 'iam:GetRolePolicy',
    docs: at.iam('troubleshoot_access-denied.html'),
    remedy: 'Put the ARN into the policy exactly as DescribeEndpoint gives it.',
    proof: (seen) => {
      const { endpoint, roleName } = seen.facts
      if (!endpoint || !denied(seen)) return undefined
      const other = resourcesOf(seen.facts).find(
        (one) => one !== endpoint.arn && one.toLowerCase() === endpoint.arn.toLowerCase(),
      )
      return other && `The policy of ${roleName} allows ${other}; DescribeEndpoint gives ${endpoint.arn}.`
    },
    fix: putBack('Put the policy back'),
  },
  {
    id: 'role-policy',
    // Without a function, the gateway is refused.
    hops: ['function', 'method', 'url'],
    words: /not authorized to perform:? sagemaker:InvokeEndpoint|role_denied/,
    title: 'The role is not allowed to invoke the endpoint',
    means:
      'No policy of the role allows sagemaker:InvokeEndpoint on this endpoint’s ARN, or a policy above it denies it.',
    call: 'iam:GetRolePolicy',
    docs: at.iam('troubleshoot_access-denied.html'),
    remedy:
      'Allow sagemaker:InvokeEndpoint on the ARN that DescribeEndpoint gives; a fresh policy takes some seconds to hold.',
    // No role of this URL can call what the gateway calls instead of this endpoint.
    proof: (seen) =>
      denied(seen) && !(seen.facts.integration && changed(seen.facts, / integration\.uri$/))
        ? roleProof(seen.facts)
        : undefined,
    fix: (facts) => (roleAllows(facts) ? undefined : putBack('Put the policy back')(facts)),
  },
  {
    id: 'function-timeout',
    hops: ['function'],
    words: /Task timed out after [\d.]+ seconds|Sandbox\.Timedout/,
    title: 'The function’s timeout is shorter than the model takes',
    means:
      'Lambda ends a function at its own timeout, 3 s unless somebody chose another, however long gateway and model would wait.',
    call: 'lambda:GetFunctionConfiguration',
    docs: at.lambda('configuration-timeout.html'),
    remedy: `Raise the timeout to ${longestSeconds} s, below the 29 s of the gateway.`,
    proof: (seen) => {
      const { function: fn } = seen.facts
      if (!fn || !timedOut(seen) || fn.timeoutSeconds >= longestSeconds) return undefined
      return `The function’s Timeout is ${fn.timeoutSeconds} s, and the model took longer. The gateway waits 29 s, SageMaker 60 s.`
    },
    fix: (facts) => {
      const { timeoutSeconds = 0, specTimeoutSeconds = 0 } = facts.function ?? {}
      if (!facts.recorded) return putBack('')(facts)
      return timeoutSeconds < specTimeoutSeconds
        ? { kind: 'repair', label: `Put the timeout back to ${specTimeoutSeconds} s` }
        : { kind: 'raise-timeout', label: `Raise the timeout to ${longestSeconds} s` }
    },
  },
  {
    id: 'model-too-slow',
    hops: ['function'],
    words: /model_too_slow/,
    title: 'The model takes longer than a caller can wait',
    means: 'The gateway gives up after 29 s, so the function stops waiting just before.',
    call: 'lambda:GetFunctionConfiguration',
    docs: at.apiGateway('limits.html'),
    remedy:
      'Send fewer rows, give the endpoint more capacity, stream the answer of a chat model, or make the endpoint asynchronous.',
    proof: (seen) =>
      timedOut(seen)
        ? `The three budgets: function ${seen.facts.function?.timeoutSeconds ?? '?'} s, gateway 29 s, SageMaker 60 s.`
        : undefined,
  },
  {
    id: 'streaming-body',
    hops: ['function'],
    words: /StreamingBody is not JSON serializable|Object of type bytes is not JSON serializable/,
    title: 'The handler returns the model’s stream unread',
    means: 'boto3 gives the answer as a stream: it has to be read and decoded before it is a body.',
    call: 'lambda:Invoke',
    docs: at.apiGateway('set-up-lambda-proxy-integrations.html'),
    remedy: 'Return response["Body"].read().decode(), or take the URL over: Portico’s handler does.',
    fix: putBack('Put Portico’s handler back'),
  },
  {
    id: 'malformed-answer',
    hops: ['function', 'method'],
    words: /Malformed Lambda proxy response|is no Lambda proxy response/,
    title: 'The handler’s answer is no proxy response',
    means:
      'The gateway wants { statusCode, headers, body } with a text as body; an object as body or a bare value gives every caller 502.',
    call: 'lambda:Invoke',
    docs: at.apiGateway('set-up-lambda-proxy-integrations.html'),
    remedy: 'Return { statusCode: 200, body: JSON.stringify(…) }.',
    proof: (seen) => {
      if (!says(seen, /Malformed Lambda proxy response|is no Lambda proxy response/)) return undefined
      return `Invoke gives ${seen.result.body.replace(/\s+/g, ' ').slice(0, 160)}${codeProof(seen.facts)}`
    },
    fix: putBack('Put Portico’s handler back'),
  },
  {
    id: 'out-of-memory',
    hops: ['function'],
    words: /Runtime\.OutOfMemory|signal: killed|Runtime exited with error|JavaScript heap out of memory/,
    title: 'The function ran out of memory or its process ended',
    means: 'Lambda ends a process that takes more memory than the function has.',
    call: 'lambda:Invoke',
    docs: at.lambda('troubleshooting-execution.html'),
    remedy: 'Give the function more memory in the deploy options, and read its log.',
  },
  {
    id: 'no-data',
    hops: ['function'],
    words:
      /missing_data|NoneType' object is not (subscriptable|iterable)|KeyError: '(queryStringParameters|body|data)'|Cannot read propert(y|ies) of (null|undefined)|the JSON object must be str, bytes or bytearray, not NoneType|There is no data/,
    title: 'The handler found no data in its event',
    means:
      'A query is in queryStringParameters, a body in body as text, and both are null where nothing was sent; console tests send neither.',
    call: 'lambda:Invoke',
    docs: at.apiGateway('set-up-lambda-proxy-integrations.html'),
    remedy: 'Send a row in the query parameter or in a POST body, and read both in the handler.',
    fix: (facts) => (facts.recorded ? undefined : putBack('')(facts)),
  },
  {
    id: 'handler-broken',
    hops: ['function'],
    words:
      /Runtime\.(ImportModuleError|HandlerNotFound|UserCodeSyntaxError|InvalidEntrypoint|UnhandledPromiseRejection)|Unable to import module|Cannot find module|"errorType"/,
    title: 'The function’s code fails',
    means: 'It threw before it answered; the gateway makes a 502 of that.',
    call: 'lambda:Invoke',
    docs: at.lambda('troubleshooting-execution.html'),
    remedy: 'Read the stack in its log; repair the code, or go back to a version that worked.',
    proof: (seen) =>
      says(seen, /"errorType"|errorMessage/)
        ? `Invoke ends with ${wordsOf(seen.result)}${codeProof(seen.facts)}`
        : undefined,
    fix: (facts) => (facts.recorded && !codeChanged(facts) ? undefined : putBack('Put Portico’s handler back')(facts)),
  },
  {
    id: 'misconfigured',
    hops: ['function'],
    words: /"code":"misconfigured"|ENDPOINT_NAME is not set/,
    title: 'A variable of the function is missing',
    means: 'The handler reads from its environment which endpoint to call.',
    call: 'lambda:GetFunctionConfiguration',
    docs: at.lambda('configuration-envvars.html'),
    remedy: 'Deploy the public API again: that sets the variables again.',
    fix: putBack('Put the variables back'),
  },
  {
    id: 'concurrency',
    hops: ['function', 'method'],
    words: noRoom,
    title: 'Lambda has no room for another call',
    means: 'The function’s reserved concurrency or the account’s is used up; reserved as 0 it is switched off.',
    call: 'lambda:GetFunction',
    docs: at.lambda('configuration-concurrency.html'),
    remedy: 'Raise or remove the reserved concurrency of the function in the Lambda console.',
    proof: (seen) => (says(seen, noRoom) ? concurrencyProof(seen.facts) : undefined),
  },
  {
    id: 'kms-grant',
    hops: ['function', 'method'],
    words: kmsDenied,
    title: 'The function’s role is not allowed to decrypt its variables',
    means:
      'Lambda allows the role to decrypt them by a grant to the role’s unique id. A role that was deleted and made again has the same name and another id, so the grant is lost.',
    call: 'iam:GetRole',
    docs: at.lambda('configuration-envvars-encryption.html'),
    remedy:
      'Deploy the public API again: Portico renews the grant and publishes a version with it. If the function has a customer managed key, allow kms:Decrypt on it to the role instead.',
    proof: (seen) => {
      if (!says(seen, kmsDenied)) return undefined
      const { facts } = seen
      const { lostGrant, name } = facts.function ?? {}
      if (!lostGrant) return wordsOf(seen.result)
      const before = lostGrant.from ? `role ${lostGrant.from}` : 'a role that is gone'
      return `The variables of ${name} are encrypted for ${before}; GetRole gives ${lostGrant.to} for ${facts.roleName}.`
    },
    fix: (facts) => (facts.function?.lostGrant ? putBack('Renew the grant')(facts) : undefined),
  },
  {
    id: 'kms',
    hops: ['function'],
    words: /KMS(Disabled|InvalidState|NotFound)Exception/,
    title: 'Lambda cannot decrypt the function’s variables',
    means: 'The customer managed key that they are encrypted with is disabled or gone.',
    call: 'lambda:Invoke',
    docs: at.lambda('troubleshooting-invocation.html'),
    remedy: 'Enable the key in KMS, or take it off the function.',
  },
  {
    id: 'network',
    hops: ['function'],
    words:
      /sagemaker_unreachable|ENILimitReached|SubnetIPAddressLimitReached|EC2(Throttled|AccessDenied|Unexpected)Exception|getaddrinfo|connect ETIMEDOUT/,
    title: 'The function cannot reach SageMaker',
    means:
      'A function in a VPC reaches AWS’s services only by a NAT gateway or an interface endpoint for sagemaker.runtime.',
    call: 'lambda:GetFunctionConfiguration',
    docs: at.lambda('configuration-vpc.html'),
    remedy: 'Take the function out of the VPC, or add an interface endpoint for sagemaker.runtime.',
  },
  {
    id: 'credentials-refused',
    hops: ['function'],
    words: /credentials_refused|UnrecognizedClientException|InvalidSignatureException|ExpiredTokenException/,
    title: 'SageMaker refuses the function’s credentials',
    means:
      'The role was deleted and made again, or its session was revoked: running environments keep the old credentials.',
    call: 'iam:GetRole',
    docs: at.lambda('lambda-intro-execution-role.html'),
    remedy: 'Deploy again, so that new environments start with the role as it is.',
    fix: putBack('Deploy again'),
  },
  {
    id: 'answer-too-large',
    hops: ['function'],
    words: /answer_too_large|Function\.ResponseSizeTooLarge|body size is too long|Response payload size exceeded/,
    title: 'The answer is larger than Lambda can return',
    means: 'A function returns 6 MB at most, and a streaming one 200 MB.',
    call: 'lambda:Invoke',
    docs: at.lambda('gettingstarted-limits.html'),
    remedy: 'Send fewer rows at once.',
  },
  {
    id: 'wrong-columns',
    hops: ['function', 'method', 'url'],
    words: /"code": ?"wrong_columns"/,
    title: 'The row does not fit the columns that are enforced',
    means:
      'The deploy options enforce the number of columns and their types, so this row was refused and no model was called.',
    call: 'lambda:Invoke',
    docs: at.lambda('services-apigateway.html'),
    remedy:
      'Send the values in the order that the response names. If the row is right, correct the columns in the deploy options, or switch “Enforce the number of columns and their types” off there.',
  },
  {
    id: 'request-refused',
    hops: ['function'],
    words:
      /invalid_json|invalid_data|too_deep|query_and_body|empty_row|body_needs_post|method_not_allowed|malformed_event|request_refused/,
    title: 'The handler refuses this request',
    means: 'The public API does not accept this form of request; no model was called.',
    call: 'lambda:Invoke',
    docs: at.apiGateway('set-up-lambda-proxy-integrations.html'),
    remedy: 'Correct the event by the handler’s own words.',
  },
]

const roleAllows = ({ rolePolicies, endpoint }: WiringFacts): boolean =>
  endpoint !== undefined && allows(rolePolicies ?? [], 'sagemaker:InvokeEndpoint', endpoint.arn)

function roleProof(facts: WiringFacts): string {
  const { rolePolicies, roleName, endpoint } = facts
  if (!rolePolicies)
    return `SageMaker denied the call of role ${roleName}; the console is not allowed to read its policies.`
  if (rolePolicies.length === 0) return `The role ${roleName} has no policy.`
  if (roleAllows(facts)) {
    return `The policy of ${roleName} allows it on ${endpoint?.arn}: either it is seconds old, or a boundary or an organization’s policy denies it.`
  }
  const resources = resourcesOf(facts)
  return `The policy of ${roleName} allows ${resources.length > 0 ? resources.join(', ') : 'nothing of SageMaker'}, and not ${endpoint?.arn ?? facts.endpointName}.`
}

const codeChanged = ({ differing }: WiringFacts): boolean =>
  differing.some(
    ({ type, fields }) => type === 'lambda-function' && fields.some(({ field }) => /CodeSha256/.test(field)),
  )

function codeProof(facts: WiringFacts): string {
  if (!facts.recorded) return '. The live version’s code is not Portico’s.'
  const change = changed(facts, /CodeSha256|Handler|Runtime/)
  return change ? `. ${change}.` : '.'
}
