/**
 * AWS names in its message who was refused, which action, on what and why; this makes the statement that is missing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
import type { Failure } from '../result'
import { decidingPolicy } from './deciding-policy'
import type { ErrorFacts } from './facts'

const refused =
  /(?:User|Role): (?<who>arn:\S+) is not authorized to perform: (?<action>[a-z0-9-]+:[A-Za-z]+)(?: on resource: (?<resource>\S+))?/

export function accessDenied(facts: ErrorFacts, subject: string): Omit<Failure, 'code' | 'step' | 'aws'> {
  if (/permissions? to create a Service[ -]Linked Role/i.test(facts.message)) return noServiceRole(facts, subject)
  const found = refused.exec(facts.message)?.groups
  if (!found) {
    return {
      message: `AWS denies this call${subject}.`,
      cause: facts.message,
      remedy: "Give the console's role the permission that AWS names, then try again.",
      ...decidingPolicy(facts.message, 'this call'),
    }
  }
  const { who = '', action = '', resource } = found
  const name = nameOf(who)
  const on = cleanResource(resource)
  const message = `${name} is not allowed to call ${action}${on === '*' ? '' : ` on ${on}`}${subject}.`
  const denied = { action, ...(on === '*' ? {} : { resource: on }) }
  const policy = decidingPolicy(facts.message, action)
  if (policy) return { message, denied, ...policy }
  if (facts.message.includes('with an explicit deny'))
    return {
      message,
      denied,
      cause: `A policy denies ${action}; AWS does not say which.`,
      remedy: 'A statement added to the role does not help. Ask those who keep the account to allow the action.',
    }
  const statement = { Effect: 'Allow', Action: action, Resource: on }
  return {
    message,
    denied,
    cause: `No policy of ${name} allows ${action}.`,
    remedy: `Add this statement to ${name}, then try again:\n${JSON.stringify(statement, null, 2)}`,
  }
}

/**
 * An account's first custom domain name creates API Gateway's service-linked role. AWS's refusal names neither the action
 * nor the role. https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
 */
function noServiceRole(facts: ErrorFacts, subject: string): Omit<Failure, 'code' | 'step' | 'aws'> {
  const action = 'iam:CreateServiceLinkedRole'
  const service = 'ops.apigateway.amazonaws.com'
  const resource = `arn:*:iam::*:role/aws-service-role/${service}/*`
  const statement = {
    Effect: 'Allow',
    Action: action,
    Resource: resource,
    Condition: { StringEquals: { 'iam:AWSServiceName': service } },
  }
  return {
    message: `The console's role is not allowed to call ${action}${subject}.`,
    denied: { action, resource },
    cause: `The first custom domain name of an account creates a role of API Gateway's own. AWS says: ${facts.message}`,
    remedy: `Add this statement to the console's role, then try again:\n${JSON.stringify(statement, null, 2)}`,
  }
}

/** `arn:aws:sts::1:assumed-role/PorticoConsole/session` → `Role PorticoConsole`. */
function nameOf(arn: string): string {
  const [kind = '', ...rest] = (arn.split(':')[5] ?? '').split('/')
  if (kind === 'assumed-role') return `Role ${rest[0] ?? ''}`
  if (kind === 'role' || kind === 'user') return `${kind === 'role' ? 'Role' : 'User'} ${rest.at(-1) ?? ''}`
  return arn
}

/** S3 puts the resource in quotes. */
const cleanResource = (resource: string | undefined): string =>
  resource?.replace(/[.,]$/, '').replaceAll('"', '') || '*'
