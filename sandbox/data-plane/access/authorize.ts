/**
 * Who can call a method: its authorization type first, then the API's resource policy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
import { matchesPattern } from '../../kernel/match'
import { partitionOf } from '../../kernel/partition'
import type { Principal, World } from '../../kernel/types'
import { decide, findRole } from '../../services/iam/evaluate'
import { errors, type GatewayError } from '../gateway-errors'
import { headerOf } from '../media-types'
import type { Caller, GatewayRequest, Route, Trace } from '../types'
import { verdictOf } from './authorizer-output'
import { outputFor } from './lambda-authorizer'
import { judge, type Verdict } from './resource-policy'
import { signerOf } from './signature'
import { claimsOf } from './user-pool-token'

export async function authorize(
  world: World,
  route: Route,
  request: GatewayRequest,
  trace: Trace,
): Promise<Caller | GatewayError> {
  const { method, definition } = route
  const arn = arnOf(route, request)
  const policy = (principal?: Principal) =>
    judge(definition.policy, {
      arn,
      sourceIp: request.sourceIp,
      userAgent: headerOf(request.headers, 'user-agent'),
      principal,
    })
  if (method.authorizationType === 'AWS_IAM') {
    const signer = signerOf(world, request, route.region)
    if ('message' in signer) return signer
    const outcome = together(identityVerdict(world, signer, arn), policy(signer), signer.accountId === route.accountId)
    return outcome === 'allow' ? { principal: signer } : errors.notAuthorized(signer.arn, arn, outcome === 'deny')
  }
  if (method.authorizationType === 'CUSTOM') {
    const authorizer = definition.authorizers.get(method.authorizerId ?? '')
    if (!authorizer) return errors.authorizerConfiguration
    // What the API's own policy denies reaches no function; what it does not deny is judged with the function's policy.
    if (policy() === 'deny') return errors.notAuthorized('anonymous', arn, true)
    const output = await outputFor(world, authorizer, route, request, trace, arn)
    if ('type' in output) return output
    const outcome = together(verdictOf(output, { arn, sourceIp: request.sourceIp }), policy(), true)
    if (outcome !== 'allow') return errors.deniedByAuthorizer(outcome === 'deny')
    const { principalId, context, usageIdentifierKey } = output
    return { authorizer: { ...context, principalId }, ...(usageIdentifierKey ? { usageIdentifierKey } : {}) }
  }
  const caller = await callerOf(world, route, request)
  if ('message' in caller || !definition.policy) return caller
  const verdict = policy()
  return verdict === 'allow' ? caller : errors.notAuthorized('anonymous', arn, verdict === 'deny')
}

async function callerOf(world: World, { method, definition }: Route, request: GatewayRequest) {
  if (method.authorizationType !== 'COGNITO_USER_POOLS') return {}
  const authorizer = definition.authorizers.get(method.authorizerId ?? '')
  return authorizer ? claimsOf(world, authorizer, method, request) : errors.authorizerConfiguration
}

function arnOf({ region, accountId, restApiId, stage }: Route, { method, rawPath }: GatewayRequest): string {
  return `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${restApiId}/${stage}/${method}${rawPath}`
}

function identityVerdict(world: World, principal: Principal, arn: string): Verdict {
  if (principal.kind === 'user')
    return principal.deniedActions.some((pattern) => matchesPattern(pattern, 'execute-api:Invoke', true))
      ? 'deny'
      : 'allow'
  const role = findRole(world, principal.accountId, principal.roleName ?? '')
  const decision = role && decide(role, 'execute-api:Invoke', arn)
  return decision === 'allowed' ? 'allow' : decision === 'explicitDeny' ? 'deny' : 'neither'
}

/** Tables A and B of the page: in one account either side's permission is enough, across accounts both are needed. */
export function together(identity: Verdict, resource: Verdict, sameAccount: boolean): Verdict {
  if (identity === 'deny' || resource === 'deny') return 'deny'
  const both = identity === 'allow' && resource === 'allow'
  const either = identity === 'allow' || resource === 'allow'
  return (sameAccount ? either : both) ? 'allow' : 'neither'
}
