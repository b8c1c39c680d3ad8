/**
 * An API's resource policy as API Gateway keeps it: `execute-api:/` stands for this API's own ARN, and is written out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
import type { Call } from '../../kernel/types'
import { badRequest } from './errors'

const invalid = () =>
  badRequest('Invalid policy document. Please check the policy syntax and ensure that Principals are valid.')

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxBytes = 8192

type Statement = Record<string, unknown>

export function keptPolicy(text: string | undefined, restApiId: string, call: Call): string | undefined {
  if (!text) return undefined
  const document = parse(text)
  const own = `arn:${call.partition}:execute-api:${call.region}:${call.accountId}:${restApiId}/`
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 1 ? whole(value[0]) : value.map(whole)
    return typeof value === 'string' ? value.replace(/^execute-api:\/?/, own) : value
  }
  const statements = document.Statement.map((statement) => {
    check(statement)
    const { Resource, NotResource, ...rest } = statement
    return {
      ...rest,
      ...(Resource === undefined ? {} : { Resource: whole(Resource) }),
      ...(NotResource === undefined ? {} : { NotResource: whole(NotResource) }),
    }
  })
  const kept = JSON.stringify({ ...document, Statement: statements })
  if (kept.length > maxBytes) throw badRequest(`Resource policy size limit exceeded: at most ${maxBytes} bytes`)
  return kept
}

function parse(text: string): { Statement: Statement[] } {
  try {
    const document = JSON.parse(text) as { Statement?: unknown }
    const { Statement } = document
    if (typeof Statement === 'object' && Statement !== null)
      return { ...document, Statement: (Array.isArray(Statement) ? Statement : [Statement]) as Statement[] }
  } catch {
    // Falls through to the refusal.
  }
  throw invalid()
}

function check(statement: Statement): void {
  const { Effect, Principal, Action, NotAction, Resource, NotResource } = statement ?? {}
  if (Effect !== 'Allow' && Effect !== 'Deny') throw invalid()
  if (!Principal || !(Action ?? NotAction) || !(Resource ?? NotResource)) throw invalid()
}

/**
 * API Gateway gives it back with its quotation marks and slashes escaped once more than JSON needs, as its recorded
 * responses in hashicorp/terraform-provider-aws#4211 and #4397 show.
 */
export const shownPolicy = (policy: string | undefined): string | undefined =>
  policy && JSON.stringify(policy).slice(1, -1).replaceAll('/', '\\/')
