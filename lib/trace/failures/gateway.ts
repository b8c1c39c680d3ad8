/** What goes wrong at the API and its stage: permission, integration, deployment, throttle, access, CORS. Pure. */
import type { Statement } from '../../aws/iam/policy'
import { at } from '../../model/refusals/refusal'
import { plainStatus } from '../../spec/route-parts/openai'
import type { WiringFacts } from '../facts'
import { changed, fieldOf, type KnownFailure, putBack, type Seen, says } from './known'

const sourcesOf = ({ Condition = {} }: Statement): string[] =>
  Object.values(Condition).flatMap((one) =>
    Object.entries(one).flatMap(([key, value]) => (/sourcearn/i.test(key) ? [value].flat() : [])),
  )

/** The part of a source ARN that differs: `k3x9q2hd7f/*​/GET/iris-old`. */
const tail = (arn: string): string => arn.split(':').slice(5).join(':')

function permissionProof({ permissions, wantedSource, function: fn }: WiringFacts): string {
  const gateway = permissions.filter(({ Principal }) => JSON.stringify(Principal ?? '').includes('apigateway'))
  const name = `${fn?.name ?? 'the function'}:live`
  if (gateway.length === 0) return `GetPolicy of ${name} has no statement for apigateway.amazonaws.com.`
  const sources = gateway.flatMap(sourcesOf).map(tail)
  const any = sources.some((source) => /\/ANY\//.test(source))
    ? ' A source with ANY as its method matches nothing.'
    : ''
  return `GetPolicy of ${name} allows ${sources.join(', ') || 'another caller'}; the call comes from ${tail(wantedSource ?? '')}.${any}`
}

const hasResponded = (seen: Seen, hop: 'method' | 'function'): boolean => seen.outcomes[hop]?.state === 'answered'

/** The API is right and its stage serves something else. */
const unpublished = (seen: Seen): string | undefined => {
  const { stage } = seen.facts
  if (seen.hop !== 'url' || !stage?.exists || stage.served || !hasResponded(seen, 'method')) return undefined
  return `GetStages: ${stage.name} names a deployment of an earlier definition; TestInvokeMethod, which calls the current definition, answers.`
}

const refusedUrl = (seen: Seen, status: number): boolean =>
  seen.hop === 'url' && plainStatus(seen.result.status, seen.result.body) === status

export const gatewayFailures: KnownFailure[] = [
  {
    id: 'path-gone',
    hops: ['method'],
    words: /Invalid Resource identifier specified|has no resource \//,
    title: 'The API has no such path',
    means: 'The resource was renamed or removed, so the URL that callers know leads nowhere.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('how-to-method-settings.html'),
    remedy: 'Make the resource again and deploy the API.',
    proof: ({ facts: { api } }) =>
      api && !api.hasPath ? `GetResources lists ${api.fields.resources ?? 'nothing'}, and no ${api.path}.` : undefined,
    fix: putBack('Put the path back'),
  },
  {
    id: 'method-gone',
    hops: ['method'],
    words: /Invalid Method identifier specified|No method found matching/,
    title: 'The path has no method for this request',
    means: 'Only the methods that a resource has are answered; ANY answers them all.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('how-to-method-settings.html'),
    remedy: 'Make the method ANY and deploy the API.',
    proof: (seen) =>
      seen.result.error?.name === 'NotFoundException' && says(seen, /Method identifier/)
        ? `GetResources lists the methods ${seen.facts.api?.fields.methods ?? 'none'}.`
        : undefined,
    fix: putBack('Put the method back'),
  },
  {
    id: 'integration-target',
    hops: ['method'],
    words: /Invalid endpoint address|Invalid ARN specified in the request/,
    title: 'The integration points elsewhere',
    means: 'Its URI is not that of the function’s alias.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('set-up-lambda-proxy-integrations.html'),
    remedy: 'Set the URI to the alias and deploy the API.',
    proof: (seen) => {
      const change =
        hasResponded(seen, 'function') || seen.facts.integration
          ? changed(
              seen.facts,
              /\/\S{1,500} (?!OPTIONS)[A-Z]+ integration\.(uri|type|responseTransferMode|credentials)$/,
            )
          : undefined
      return change && `GetResources: ${change}.`
    },
    fix: putBack('Put the integration back'),
  },
  {
    id: 'invoke-permission',
    hops: ['method'],
    words: /Invalid permissions on Lambda function/,
    title: 'API Gateway is not allowed to call the function',
    means:
      'No statement of the function’s policy allows this API and path, so every caller gets 500 Internal server error.',
    call: 'lambda:GetPolicy',
    docs: at.lambda('services-apigateway.html'),
    remedy: 'Allow apigateway.amazonaws.com to invoke the alias, with {apiId}/*/*/{path} as source ARN.',
    proof: (seen) => (says(seen, /Invalid permissions on Lambda function/) ? permissionProof(seen.facts) : undefined),
    fix: (facts) => putBack(facts.permissions.length > 0 ? 'Replace the permission' : 'Grant the permission')(facts),
  },
  {
    id: 'gateway-role',
    hops: ['method', 'url'],
    words: /does not have permission to assume the provided role/,
    title: 'API Gateway cannot be the role',
    means:
      'The role is gone, or its trust policy does not allow apigateway.amazonaws.com to assume it, so callers get 500.',
    call: 'iam:GetRole',
    docs: at.apiGateway('api-gateway-integration-settings-integration-request.html'),
    remedy: 'Allow apigateway.amazonaws.com to assume the role; a change takes effect after some seconds.',
    proof: (seen) => {
      if (seen.facts.integration?.kind !== 'direct') return undefined
      if (says(seen, /permission to assume the provided role/))
        return (
          changed(seen.facts, /^AssumeRolePolicyDocument$/) ??
          `GetRole: ${seen.facts.roleName ?? 'the role'} is not there, or not trusted to API Gateway yet.`
        )
      return undefined
    },
    fix: putBack('Put the role back'),
  },
  {
    id: 'address-unreachable',
    hops: ['method', 'url'],
    title: 'The address behind the URL does not answer',
    means: 'The gateway hands each request to an address that you run, and could not reach it, or not in time.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('setup-http-integrations.html'),
    remedy: 'Look whether it runs, can be reached from the internet, and has a certificate of a known authority.',
    proof: (seen) =>
      seen.facts.integration?.kind === 'http' && [502, 504].includes(seen.result.status)
        ? `${seen.facts.integration.url}: ${seen.result.status}. ${seen.result.body.slice(0, 200)}`
        : undefined,
  },
  {
    id: 'address-refused',
    hops: ['method', 'url'],
    title: 'The address behind the URL refuses this request',
    means:
      'What it answers goes to callers as it is, and its status says that it took the request for wrong, or failed.',
    call: 'apigateway:TestInvokeMethod',
    docs: at.apiGateway('setup-http-integrations.html'),
    remedy: 'The public API is not the cause: read the response, and the log of the server at the address.',
    proof: (seen) =>
      seen.facts.integration?.kind === 'http' &&
      seen.result.status >= 400 &&
      /Received response\. Status: [45]/.test(seen.result.log ?? '')
        ? `${seen.facts.integration.url} answers ${seen.result.status}: ${seen.result.body.slice(0, 200)}`
        : undefined,
  },
  {
    id: 'integration-method',
    hops: ['method'],
    words: /Unable to determine service\/operation name to be authorized/,
    title: 'The integration’s own method is not POST',
    means: 'API Gateway calls Lambda by POST for every method of a caller; with another one it finds no operation.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('set-up-lambda-proxy-integrations.html'),
    remedy: 'Set the integration’s HTTP method to POST and deploy the API.',
    proof: (seen) =>
      says(seen, /Unable to determine service\/operation name/)
        ? `GetResources gives ${fieldOf(seen.facts, / integration\.httpMethod$/) ?? 'another method'} as its method.`
        : undefined,
    fix: putBack('Put the integration back'),
  },
  {
    id: 'gateway-timeout',
    hops: ['method', 'url'],
    words:
      /Endpoint request timed out|Execution failed due to a timeout error|Network error communicating with endpoint/,
    title: 'The gateway gave up waiting',
    means: 'It waits for its integration as long as that says, 29 s at most, and answers 504.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('limits.html'),
    remedy:
      'Send fewer rows, give the endpoint more capacity, stream a chat model’s answer, or make the endpoint asynchronous.',
    proof: (seen) =>
      says(seen, /Endpoint request timed out|due to a timeout error/)
        ? `GetResources gives ${fieldOf(seen.facts, / integration\.timeoutInMillis$/) ?? '29000'} ms as its timeout.`
        : undefined,
    fix: (facts) =>
      changed(facts, / integration\.timeoutInMillis$/) ? putBack('Put the timeout back')(facts) : undefined,
  },
  {
    id: 'request-validation',
    hops: ['method', 'url'],
    words: /Missing required request parameters|Invalid request body/,
    title: 'The gateway’s validator refuses the request',
    means: 'The method demands a parameter, or a body of its model’s form, before it calls the function.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('api-gateway-method-request-validation.html'),
    remedy: 'Send what it demands, or take the demand off the method.',
    fix: (facts) =>
      changed(facts, / request(Parameters|Validator|Models)$/) ? putBack('Put the method back')(facts) : undefined,
  },
  {
    id: 'stage-gone',
    hops: ['url'],
    title: 'The stage is gone',
    means: 'The invoke URL names a stage, and without it the gateway answers 403 Forbidden to every caller.',
    call: 'apigateway:GetStages',
    docs: at.apiGateway('set-up-stages.html'),
    remedy: 'Deploy the API to a stage of this name.',
    proof: ({ facts: { stage } }) => (stage && !stage.exists ? `GetStages lists no stage ${stage.name}.` : undefined),
    fix: putBack('Make the stage again'),
  },
  {
    id: 'endpoint-disabled',
    hops: ['url'],
    words: /disableExecuteApiEndpoint|default endpoint is disabled/i,
    title: 'The API’s own address is switched off',
    means: 'With its default endpoint disabled the API answers under a custom domain only, and 403 Forbidden here.',
    call: 'apigateway:GetRestApis',
    docs: at.apiGateway('rest-api-disable-default-endpoint.html'),
    remedy: 'Enable the default endpoint and deploy the API.',
    proof: (seen) =>
      refusedUrl(seen, 403) && seen.facts.api?.fields.disableExecuteApiEndpoint === 'true'
        ? 'GetRestApis gives disableExecuteApiEndpoint as true.'
        : undefined,
    fix: putBack('Enable the address'),
  },
  {
    id: 'resource-policy',
    hops: ['url', 'method'],
    words: /not authorized to perform: execute-api:Invoke/,
    title: 'A resource policy keeps callers out',
    means: 'The API’s own policy, or the firewall or VPC in front of it, denies this caller.',
    call: 'apigateway:GetRestApis',
    docs: at.apiGateway('apigateway-resource-policies.html'),
    remedy: 'Remove the policy or allow the callers in it, then deploy the API.',
    proof: (seen) => {
      const policy = seen.facts.api?.fields.policy
      return policy && seen.result.status === 403 ? `GetRestApis gives the policy ${policy.slice(0, 200)}` : undefined
    },
    fix: (facts) => (changed(facts, /^policy$/) ? putBack('Take the policy off')(facts) : undefined),
  },
  {
    id: 'unsigned',
    hops: ['url'],
    words: /MissingAuthenticationTokenException[\s\S]{0,500}?AWS_IAM|Authorization header requires|IncompleteSignature/,
    title: 'The method wants a signed request',
    means:
      'With AWS_IAM as authorization every request has to be signed; an unsigned one gets 403 Missing Authentication Token.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('api-gateway-control-access-using-iam-policies-to-invoke-api.html'),
    remedy: 'Sign the request, or set the method’s authorization as it was deployed.',
    proof: (seen) =>
      refusedUrl(seen, 403) && servedField(seen.facts, / authorizationType$/) === 'AWS_IAM'
        ? 'GetResources gives AWS_IAM as authorizationType.'
        : undefined,
    fix: (facts) => (changed(facts, / authorizationType$/) ? putBack('Open the method again')(facts) : undefined),
  },
  {
    id: 'playground-key',
    hops: ['url'],
    title: 'The console’s own API key is refused',
    means:
      'The console calls this URL with a key of its own, and somebody disabled or deleted that key or took it out of the usage plan. Callers with other keys are not affected.',
    call: 'apigateway:GetApiKeys',
    docs: at.apiGateway('api-gateway-api-usage-plans.html'),
    remedy: 'Repair the public API: the key is made or enabled again.',
    proof: (seen) =>
      refusedUrl(seen, 403) && seen.result.request.withPlaygroundKey ? seen.facts.playgroundKeyFault : undefined,
    fix: putBack('Put the console’s key back'),
  },
  {
    id: 'api-key',
    hops: ['url'],
    words: /INVALID_API_KEY|API key is (missing|invalid|required)/i,
    title: 'The method wants an API key',
    means: 'A key counts only where it is in a usage plan with this stage, and some seconds after it was made.',
    call: 'apigateway:GetResources',
    docs: at.apiGateway('api-gateway-api-usage-plans.html'),
    remedy:
      'Send the key in the header that the URL reads, x-api-key or Authorization: Bearer; put it in a usage plan that has this stage, and wait a minute after that.',
    proof: (seen) =>
      refusedUrl(seen, 403) && servedField(seen.facts, / apiKeyRequired$/) === 'true'
        ? 'GetResources gives apiKeyRequired as true, and the request has no key that is allowed.'
        : undefined,
    fix: (facts) =>
      changed(facts, /( apiKeyRequired|^apiKeySource|^authorizers)$/)
        ? putBack('Open the method again')(facts)
        : undefined,
  },
  {
    id: 'token',
    hops: ['url'],
    words: /"message":\s*"Unauthorized\b|UnauthorizedException|incoming token has expired/,
    title: 'The method wants a token of its user pool',
    means:
      'The request has no token, an expired token, a token of another pool, or an access token instead of the identity token.',
    call: 'apigateway:GetAuthorizers',
    docs: at.apiGateway('apigateway-invoke-api-integrated-with-cognito-user-pool.html'),
    remedy:
      'Send a fresh token of the pool as Authorization: the identity token, or with scopes on the method the access token.',
  },
  {
    id: 'unpublished',
    hops: ['url'],
    title: 'The stage serves an older deployment',
    means: 'A stage serves a snapshot: a change of the API reaches nobody before it is deployed.',
    call: 'apigateway:GetStages',
    docs: at.apiGateway('how-to-deploy-api.html'),
    remedy: 'Deploy the API to the stage.',
    proof: unpublished,
    fix: putBack('Publish the API'),
  },
  {
    id: 'missing-token',
    hops: ['url'],
    words: /Missing Authentication Token/,
    title: 'The gateway knows no such path or method',
    means:
      '403 Missing Authentication Token says: wrong path or method, a path that was not deployed, or an unsigned call to a method with AWS_IAM.',
    call: 'apigateway:GetResources',
    docs: 'https://repost.aws/knowledge-center/api-gateway-authentication-token-errors',
    remedy: 'Call the whole invoke URL, stage and path included, and deploy the API after each change.',
    proof: (seen) =>
      refusedUrl(seen, 403) && says(seen, /Missing Authentication Token/)
        ? `The stage ${seen.facts.stage?.name} answers for no ${seen.facts.api?.path} with this method.`
        : undefined,
    fix: putBack('Deploy again'),
  },
  {
    id: 'throttle-zero',
    hops: ['url'],
    title: 'The stage allows no requests',
    means: 'Its throttle is 0, so each caller gets 429 Too Many Requests at once.',
    call: 'apigateway:GetStages',
    docs: at.apiGateway('api-gateway-request-throttling.html'),
    remedy: 'Set the stage’s rate and burst above 0.',
    proof: ({ facts: { stage }, result }) =>
      result.status === 429 && stage && (stage.rateLimit === 0 || stage.burstLimit === 0)
        ? `GetStages gives a rate of ${stage.rateLimit ?? 'the account’s'} and a burst of ${stage.burstLimit ?? 'the account’s'}.`
        : undefined,
    fix: putBack('Put the throttle back'),
  },
  {
    id: 'quota',
    hops: ['url'],
    words: /Limit Exceeded/,
    title: 'The usage plan’s quota is used up',
    means: 'A quota counts requests of one key in a day, week or month.',
    call: 'the URL itself',
    docs: at.apiGateway('api-gateway-api-usage-plans.html'),
    remedy: 'Raise the quota of the plan, or wait until it resets.',
  },
  {
    id: 'throttled',
    hops: ['url'],
    words: /"message":\s*"Too Many Requests\b|429 Too Many Requests/i,
    title: 'The stage is throttled just now',
    means: 'More requests than the stage’s rate and burst allow.',
    call: 'apigateway:GetStages',
    docs: at.apiGateway('api-gateway-request-throttling.html'),
    remedy: 'Try again in a second, or raise the throttle in the deploy options.',
    proof: ({ facts: { stage }, result }) =>
      result.status === 429
        ? `GetStages gives a rate of ${stage?.rateLimit ?? 'the account’s'} and a burst of ${stage?.burstLimit ?? 'the account’s'}.`
        : undefined,
    fix: (facts) => (changed(facts, /throttling/) ? putBack('Put the throttle back')(facts) : undefined),
  },
  {
    id: 'firewall',
    hops: ['url'],
    words: /WAF_FILTERED|AWS WAF/,
    title: 'A firewall keeps the caller out',
    means: 'A web ACL of AWS WAF in front of the stage blocks this request.',
    call: 'apigateway:GetStages',
    docs: at.apiGateway('apigateway-control-access-aws-waf.html'),
    remedy: 'Find the rule of the web ACL that matched, and allow the request there.',
  },
  {
    id: 'forbidden',
    hops: ['url'],
    words: /"message":\s*"Forbidden\b|ForbiddenException|403 Forbidden/,
    title: 'The gateway refuses the caller',
    means: '403 Forbidden says: no such API or stage, its default address disabled, a missing API key, or a firewall.',
    call: 'apigateway:GetStages',
    docs: 'https://repost.aws/knowledge-center/api-gateway-troubleshoot-403-forbidden',
    remedy: 'Trace the endpoint: the API, its stage, its key and its policy are then looked at one by one.',
    proof: (seen) => (refusedUrl(seen, 403) ? `The URL answers 403: ${seen.result.body.trim()}` : undefined),
    fix: (facts) => (facts.differing.length > 0 ? putBack('Repair')(facts) : undefined),
  },
  {
    id: 'unreachable',
    hops: ['url'],
    words: /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|Could not resolve host|UND_ERR_/,
    title: 'The URL does not answer at all',
    means: 'Its host is not known, or the network between here and API Gateway is closed.',
    call: 'the URL itself',
    docs: at.apiGateway('how-to-call-api.html'),
    remedy: 'Check the network and the proxy of the console; the API itself was read without trouble.',
    proof: ({ result }) =>
      result.status === 0 && result.error ? `${result.error.name}: ${result.error.message}` : undefined,
  },
  {
    id: 'internal-server-error',
    hops: ['url'],
    words: /Internal server error/i,
    title: 'The gateway could not call the function, or could not read its answer',
    means:
      '500 Internal server error says: no permission, no function, or a wrong integration; 502 says: the function failed or gave no proxy response.',
    call: 'apigateway:TestInvokeMethod',
    docs: at.apiGateway('handle-errors-in-lambda-integration.html'),
    remedy: 'Trace the endpoint: the test of the method has the log that says which.',
    proof: (seen) =>
      seen.result.status >= 500 && !seen.facts.stage?.served
        ? 'The stage serves another deployment than the API as it is, and only that one fails.'
        : undefined,
    fix: putBack('Publish the API'),
  },
  {
    id: 'cors-gateway-errors',
    hops: ['browser'],
    title: 'The gateway’s own errors have no CORS headers',
    means: 'A browser shows a CORS error for every failure, and hides the cause.',
    call: 'apigateway:GetGatewayResponses',
    docs: at.apiGateway('how-to-cors.html'),
    remedy: 'Add Access-Control-Allow-Origin to the gateway responses DEFAULT_4XX and DEFAULT_5XX and deploy the API.',
    proof: (seen) =>
      /own errors have no/.test(seen.result.problem ?? '')
        ? `An unknown path below the URL was answered without the header. ${changed(seen.facts, /^DEFAULT_[45]XX /) ? `GetGatewayResponses: ${changed(seen.facts, /^DEFAULT_[45]XX /)}.` : 'The stage serves an older deployment.'}`
        : undefined,
    fix: putBack('Put the headers back'),
  },
  {
    id: 'cors-preflight',
    hops: ['browser'],
    words: /preflight (request|response|channel)|response to preflight/i,
    title: 'The preflight is refused',
    means: 'Before a POST of JSON a browser sends OPTIONS, and sends nothing more if the response does not allow it.',
    call: 'OPTIONS of the URL',
    docs: at.apiGateway('how-to-cors.html'),
    remedy: 'Answer OPTIONS with the origin, the methods and the header Content-Type allowed, and deploy the API.',
    proof: (seen) =>
      /preflight/i.test(seen.result.problem ?? '')
        ? seen.result.body.split('\n').find((line) => line.startsWith('Preflight'))
        : undefined,
    fix: putBack('Put OPTIONS back'),
  },
  {
    id: 'cors-answer',
    hops: ['browser'],
    words: /blocked by CORS policy|No 'Access-Control-Allow-Origin' header|Cross-Origin Request Blocked/i,
    title: 'A browser is not allowed to read the answer',
    means:
      'The answer does not name the page’s origin; of an error that the gateway wrote by itself this often hides what went wrong.',
    call: 'the URL itself',
    docs: at.apiGateway('how-to-cors.html'),
    remedy: 'Allow the page’s origin in the deploy options: handler and gateway then name it.',
    proof: (seen) => seen.result.body.split('\n').find((line) => line.startsWith('Answer')),
    fix: (facts) =>
      facts.recorded && facts.differing.length === 0 ? undefined : putBack('Put the headers back')(facts),
  },
]

const servedField = (facts: WiringFacts, pattern: RegExp): string | undefined => {
  const own = Object.entries(facts.api?.fields ?? {}).find(([name]) => pattern.test(name) && !/ OPTIONS /.test(name))
  return own?.[1]
}
