/**
 * What a Lambda authorizer returns: who calls, a policy, values for what stands behind the method, and the caller's API key.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
import { judge, type PolicyRequest, type Verdict } from './resource-policy'

export interface AuthorizerOutput {
  principalId: string
  /** A policy as JSON, each statement for anybody: the caller is who the function judged. */
  policy: string
  /** All values are text to what stands behind the method. */
  context: Record<string, string>
  usageIdentifierKey?: string
}

const maxResourceCharacters = 512

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String)

function isStatement(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || (value.Effect !== 'Allow' && value.Effect !== 'Deny')) return false
  if ((value.Action ?? value.NotAction) === undefined) return false
  const resources = value.Resource ?? value.NotResource
  return resources !== undefined && textsOf(resources).every((one) => one.length <= maxResourceCharacters)
}

/** Undefined for what the gateway cannot use. */
export function readOutput(payload: string): AuthorizerOutput | undefined {
  let output: unknown
  try {
    output = JSON.parse(payload)
  } catch {
    return undefined
  }
  if (!isObject(output) || typeof output.principalId !== 'string' || !isObject(output.policyDocument)) return undefined
  const { principalId, policyDocument, context = {}, usageIdentifierKey } = output
  const { Version, Statement } = policyDocument
  const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement]
  if (Version !== '2012-10-17' || statements.length === 0 || !statements.every(isStatement)) return undefined
  // Objects and lists are no values of the context.
  if (!isObject(context) || Object.values(context).some((one) => typeof one === 'object' && one !== null))
    return undefined
  if (usageIdentifierKey !== undefined && usageIdentifierKey !== null && typeof usageIdentifierKey !== 'string')
    return undefined
  return {
    principalId,
    policy: JSON.stringify({ Statement: statements.map((one) => ({ ...(one as object), Principal: '*' })) }),
    context: Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)])),
    ...(usageIdentifierKey ? { usageIdentifierKey: String(usageIdentifierKey) } : {}),
  }
}

/** A policy that is kept holds for every method of the API, so each call is judged by itself. */
export const verdictOf = (output: AuthorizerOutput, request: PolicyRequest): Verdict => judge(output.policy, request)
