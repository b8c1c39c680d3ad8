/**
 * An API's resource policy, judged for one request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-policy-language-overview.html
 */
import { matchesPattern } from '../../kernel/match'
import type { Principal } from '../../kernel/types'
import { isWithin } from './addresses'

export interface PolicyRequest {
  /** `arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/iris`. */
  arn: string
  sourceIp: string
  userAgent?: string
  /** Who signed; absent for anonymous callers. */
  principal?: Principal
}

export type Verdict = 'allow' | 'deny' | 'neither'

interface Statement {
  Effect: 'Allow' | 'Deny'
  Principal?: unknown
  Action?: string | string[]
  NotAction?: string | string[]
  Resource?: string | string[]
  NotResource?: string | string[]
  Condition?: Record<string, Record<string, string | string[]>>
}

const list = (value: unknown): string[] =>
  value === undefined || value === null ? [] : (Array.isArray(value) ? value : [value]).map(String)

const action = 'execute-api:Invoke'

export function judge(policy: string | undefined, request: PolicyRequest): Verdict {
  if (!policy) return 'neither'
  const { Statement } = JSON.parse(policy) as { Statement: Statement | Statement[] }
  const hits = (Array.isArray(Statement) ? Statement : [Statement]).filter((one) => applies(one, request))
  if (hits.some(({ Effect }) => Effect === 'Deny')) return 'deny'
  return hits.some(({ Effect }) => Effect === 'Allow') ? 'allow' : 'neither'
}

function applies(statement: Statement, request: PolicyRequest): boolean {
  const acts = statement.NotAction
    ? !list(statement.NotAction).some((pattern) => matchesPattern(pattern, action, true))
    : list(statement.Action).some((pattern) => matchesPattern(pattern, action, true))
  const reaches = statement.NotResource
    ? !list(statement.NotResource).some((pattern) => matchesPattern(pattern, request.arn))
    : list(statement.Resource).some((pattern) => matchesPattern(pattern, request.arn))
  return acts && reaches && names(statement.Principal, request.principal) && holds(statement, request)
}

/** `*` is anybody, signed or not; an account is whoever signs with its keys. */
function names(wanted: unknown, principal: Principal | undefined): boolean {
  if (wanted === '*') return true
  const arns = list((wanted as { AWS?: unknown } | undefined)?.AWS)
  if (arns.includes('*')) return true
  if (!principal) return false
  const { accountId, arn, roleArn } = principal
  const partition = arn.split(':')[1]
  const own = [accountId, `arn:${partition}:iam::${accountId}:root`, arn]
  if (roleArn) own.push(roleArn)
  return arns.some((one) => own.includes(one))
}

function holds({ Condition, Effect }: Statement, request: PolicyRequest): boolean {
  return Object.entries(Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => test(operator, key.toLowerCase(), list(values), request, Effect)),
  )
}

function contextValue(key: string, { sourceIp, userAgent, principal }: PolicyRequest): string | undefined {
  if (key === 'aws:sourceip') return sourceIp
  if (key === 'aws:useragent') return userAgent
  if (key === 'aws:securetransport') return 'true'
  if (key === 'aws:principalaccount') return principal?.accountId
  return key === 'aws:principalarn' ? principal?.arn : undefined
}

/** Negated operators hold where the key is absent. What the sandbox cannot judge holds for a denial and not for a permission. */
function test(
  operator: string,
  key: string,
  wanted: string[],
  request: PolicyRequest,
  effect: Statement['Effect'],
): boolean {
  const value = contextValue(key, request)
  const some = (fits: (value: string, one: string) => boolean) =>
    value !== undefined && wanted.some((one) => fits(value, one))
  const equal = (a: string, b: string) => a === b
  switch (operator) {
    case 'IpAddress':
      return some(isWithin)
    case 'NotIpAddress':
      return !some(isWithin)
    case 'StringEquals':
    case 'ArnEquals':
    case 'Bool':
      return some(equal)
    case 'StringNotEquals':
    case 'ArnNotEquals':
      return !some(equal)
    case 'StringLike':
    case 'ArnLike':
      return some((one, pattern) => matchesPattern(pattern, one))
    case 'StringNotLike':
    case 'ArnNotLike':
      return !some((one, pattern) => matchesPattern(pattern, one))
    default:
      return effect === 'Deny'
  }
}
