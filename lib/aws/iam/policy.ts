/**
 * Policies as plain data, and their comparison as meanings: IAM gives documents back URL-encoded, lists of one can be
 * strings, order and statement ids say nothing, and Lambda expands principals. Pure.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { matchesWildcards } from './wildcards'

/** Holds one statement of a policy, in IAM's own form. */
export interface Statement {
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Principal?: unknown
  Action?: string | string[]
  Resource?: string | string[]
  Condition?: Record<string, Record<string, string | string[]>>
  [key: string]: unknown
}

/** Holds a policy, in IAM's own form with its statements always as a list. */
export interface PolicyDocument {
  Version: string
  Statement: Statement[]
}

/** Reads what IAM or Lambda gives: an object, JSON, or URL-encoded JSON. Undefined where it is no policy. */
export function parsePolicy(document: unknown): PolicyDocument | undefined {
  if (typeof document === 'string') {
    try {
      return parsePolicy(JSON.parse(document.trimStart().startsWith('{') ? document : decodeURIComponent(document)))
    } catch {
      return undefined
    }
  }
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return undefined
  const version = 'Version' in document && typeof document.Version === 'string' ? document.Version : '2008-10-17'
  return { Version: version, Statement: listOf(document.Statement) as Statement[] }
}

/** Says whether two documents allow and deny the same, however they are written. */
export function samePolicy(a: unknown, b: unknown): boolean {
  const [one, other] = [parsePolicy(a), parsePolicy(b)]
  return one !== undefined && other !== undefined && meaningOf(one) === meaningOf(other)
}

/** A document as a canonical text, conditions included: equal texts allow and deny the same. Empty where there is none. */
export function policyMeaning(document: unknown): string {
  const policy = parsePolicy(document)
  return policy ? meaningOf(policy) : document ? 'not a policy' : ''
}

const meaningOf = (policy: PolicyDocument): string =>
  JSON.stringify([policy.Version, [...new Set(policy.Statement.map(statementMeaning))].sort()])

/** One statement as a canonical text; equal texts mean the same. */
export function statementMeaning({ Sid: _, ...statement }: Statement): string {
  const fields = Object.entries(statement).map(([key, value]) => [key, canonical(key, value)] as const)
  return JSON.stringify(Object.fromEntries(fields.sort(([a], [b]) => compare(a, b))))
}

function canonical(key: string, value: unknown): unknown {
  if (key === 'Effect') return value
  // Both mean everybody: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
  if (key === 'Principal' && value === '*') return canonical(key, { AWS: '*' })
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value).map(([name, inner]) => [name, canonical(name, inner)] as const)
    return Object.fromEntries(entries.sort(([a], [b]) => compare(a, b)))
  }
  const values = listOf(value)
    .map(String)
    .map(key.toLowerCase() === 'aws:sourceip' ? blockOf : String)
  // Actions ignore case; resources and principals do not.
  return (/Action$/.test(key) ? values.map((one) => one.toLowerCase()) : values).sort()
}

/** Returns one address as the block that it is, because a service can write either. */
const blockOf = (address: string): string =>
  address.includes('/') ? address : `${address}/${address.includes(':') ? 128 : 32}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** Says whether a trust policy allows a service to assume the role. Ignores conditions. */
export function trusts(document: unknown, service: string): boolean {
  const statements = parsePolicy(document)?.Statement ?? []
  const fits = (statement: Statement) =>
    matchesAny(statement.Action, 'sts:AssumeRole') && servicesOf(statement.Principal).includes(service)
  return (
    statements.some((statement) => statement.Effect === 'Allow' && fits(statement)) &&
    !statements.some((statement) => statement.Effect === 'Deny' && !statement.Condition && fits(statement))
  )
}

function servicesOf(principal: unknown): string[] {
  if (typeof principal !== 'object' || principal === null || !('Service' in principal)) return []
  return listOf(principal.Service).map(String)
}

/** Says whether identity policies, taken together, allow an action on a resource. Ignores conditions. */
export function allows(documents: unknown[], action: string, resource: string): boolean {
  const statements = documents.flatMap((document) => parsePolicy(document)?.Statement ?? [])
  const fits = (statement: Statement) =>
    matchesAny(statement.Action, action, true) && matchesAny(statement.Resource, resource)
  return (
    statements.some((statement) => statement.Effect === 'Allow' && fits(statement)) &&
    !statements.some((statement) => statement.Effect === 'Deny' && fits(statement))
  )
}

function matchesAny(patterns: string | string[] | undefined, value: string, ignoreCase = false): boolean {
  const plain = (text: string) => (ignoreCase ? text.toLowerCase() : text)
  return listOf(patterns).some((pattern) => matchesWildcards(plain(String(pattern)), plain(value)))
}

/** `Allow sagemaker:InvokeEndpoint on arn:…; Allow logs:PutLogEvents on arn:…` */
export function inWords(document: unknown): string {
  const policy = parsePolicy(document)
  if (!policy) return 'not a policy'
  const words = ({ Effect, Action, NotAction, Resource, Principal }: Statement) => [
    Effect,
    NotAction === undefined ? listOf(Action).join(', ') : `all but ${listOf(NotAction).join(', ')}`,
    ...(Resource === undefined ? [] : [`on ${listOf(Resource).join(', ')}`]),
    ...(Principal === undefined
      ? []
      : [
          `to ${
            typeof Principal === 'string'
              ? Principal
              : listOf(Object.values(Principal as object))
                  .flat()
                  .join(', ')
          }`,
        ]),
  ]
  return policy.Statement.map((statement) => words(statement).join(' ')).join('; ')
}

/** Formats it for people. */
export const prettyPolicy = (document: unknown): string => JSON.stringify(parsePolicy(document) ?? document, null, 2)
