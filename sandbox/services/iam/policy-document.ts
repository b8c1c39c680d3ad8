/**
 * The grammar of policies, with IAM's own words. Which words belong to which fault was recorded against AWS for moto's
 * tests: https://github.com/getmoto/moto/blob/master/tests/test_iam/test_iam_policies.py
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { AwsError } from '../../kernel/errors'
import { isPartition } from '../../kernel/partition'
import type { Call } from '../../kernel/types'
import { isAwsPrincipal, isServicePrincipal } from './principals'

type Statement = Record<string, unknown>

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', message, 400)
const syntaxError = () => malformed('Syntax errors in policy.')

const topElements = new Set(['Version', 'Id', 'Statement'])
const elements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])
const operator =
  /^(ForAnyValue:|ForAllValues:)?(String(Not)?(Equals(IgnoreCase)?|Like)|Numeric(Not)?Equals|(Numeric|Date)(Less|Greater)Than(Equals)?|Date(Not)?Equals|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown) =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
const textsOf = (value: unknown): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [String(value)]

function isStatement(statement: unknown): statement is Statement {
  if (!isObject(statement) || Object.keys(statement).some((key) => !elements.has(key))) return false
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return false
  const { Sid, Action, NotAction, Resource, NotResource, Condition } = statement
  if (Sid !== undefined && typeof Sid !== 'string') return false
  if ((Action && NotAction) || (Resource && NotResource)) return false
  if ([Action, NotAction, Resource, NotResource].some((one) => one !== undefined && !isTexts(one))) return false
  if (Condition === undefined) return true
  return isObject(Condition) && Object.entries(Condition).every(([name, keys]) => operator.test(name) && isObject(keys))
}

function read(text: unknown): Statement[] {
  if (typeof text !== 'string') throw malformed('This policy contains invalid Json')
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw malformed('This policy contains invalid Json')
  }
  if (!isObject(document) || Object.keys(document).some((key) => !topElements.has(key))) throw syntaxError()
  const { Version, Id, Statement: statement } = document
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') throw syntaxError()
  if (Id !== undefined && typeof Id !== 'string') throw syntaxError()
  const all: unknown[] = Array.isArray(statement) ? statement : [statement]
  if (all.length === 0 || !all.every(isStatement)) throw syntaxError()
  const ids = all.map(({ Sid }) => Sid).filter(Boolean)
  if (new Set(ids).size < ids.length) throw malformed('Statement IDs (SID) in a single policy must be unique.')
  if (all.some(({ Action, NotAction }) => textsOf(Action ?? NotAction).length === 0))
    throw malformed('Policy statement must contain actions.')
  return all
}

function checkAction(action: string): void {
  if (action === '*') return
  const [vendor = '', ...rest] = action.split(':')
  if (rest.length === 0) throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.')
  if (rest.length > 1) throw malformed('Actions/Condition can contain only one colon.')
  if (/[^a-zA-Z0-9.-]/.test(vendor)) throw malformed(`Vendor ${vendor} is not valid`)
}

function checkResource(resource: string): void {
  if (resource === '*') return
  const [scheme, partition = '', vendor, region = '', account = '', ...rest] = resource.split(':')
  if (scheme === resource) throw malformed(`Resource ${resource} must be in ARN format or "*".`)
  if (partition !== '*' && !isPartition(partition)) {
    const parts = [vendor || '*', region || '*', account || '*', rest.join(':') || '*'].join(':')
    throw malformed(`Partition "${partition}" is not valid for resource "arn:${partition}:${parts}".`)
  }
  if (vendor === undefined) throw malformed('Resource vendor must be fully qualified and cannot contain regexes.')
  if (vendor === 'iam' && region !== '') throw malformed(`IAM resource ${resource} cannot contain region information.`)
  // `arn:aws:logs:*` stands for all that follows.
  if (vendor === '' || (rest.length === 0 && resource.includes('::')))
    throw malformed('The policy failed legacy parsing')
}

/** What a role is allowed to do: the text as it came, or MalformedPolicyDocument. */
export function checkPolicy(text: unknown): string {
  for (const statement of read(text)) {
    if (statement.Principal ?? statement.NotPrincipal)
      throw malformed('Policy document should not specify a principal.')
    const resources = textsOf(statement.Resource ?? statement.NotResource)
    resources.forEach(checkResource)
    textsOf(statement.Action ?? statement.NotAction).forEach(checkAction)
    if (resources.length === 0) throw malformed('Policy statement must contain resources.')
  }
  return String(text)
}

const trustActions = new Set(
  [
    'sts:AssumeRole',
    'sts:AssumeRoleWithSAML',
    'sts:AssumeRoleWithWebIdentity',
    'sts:SetSourceIdentity',
    'sts:TagSession',
    'sts:SetContext',
    'sts:*',
  ].map((action) => action.toLowerCase()),
)

/**
 * Domains of web identities, and providers of the account: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * Whether a provider is there is not looked at; https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2594 has the words.
 */
const federated =
  /^(cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com|accounts\.google\.com|arn:[a-z-]+:iam::\d{12}:(saml-provider|oidc-provider)\/\S+)$/

function checkPrincipal(kind: string, name: string, call: Call): void {
  if (kind === 'Federated') {
    if (!federated.test(name)) throw malformed('Federated principals must be valid domain names or SAML metadata ARNs')
    return
  }
  const known =
    kind === 'Service' ? isServicePrincipal(name) : kind === 'AWS' && (name === '*' || isAwsPrincipal(call.world, name))
  if (!known) throw malformed(`Invalid principal in policy: "${kind.toUpperCase()}":"${name}"`)
}

/**
 * Who is allowed to assume a role: the text as it came, or MalformedPolicyDocument.
 * Sources: https://github.com/aws-samples/aws-cdk-examples/issues/801 (a service),
 * https://github.com/hashicorp/terraform-provider-aws/issues/8905 (a role that is not there).
 */
export function checkTrust(text: unknown, call: Call): string {
  for (const { Principal, NotPrincipal, Resource, NotResource, Action, NotAction } of read(text)) {
    if (Resource ?? NotResource) throw malformed('Has prohibited field Resource')
    if (NotPrincipal || !Principal) throw malformed('AssumeRole policy must contain principals.')
    if (NotAction || !textsOf(Action).every((action) => trustActions.has(action.toLowerCase())))
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
    if (Principal === '*') continue
    if (!isObject(Principal)) throw syntaxError()
    const named = Object.entries(Principal).flatMap(([kind, names]) =>
      textsOf(names).map((name) => [kind, name] as const),
    )
    if (named.length === 0) throw malformed('AssumeRole policy must contain principals.')
    for (const [kind, name] of named) checkPrincipal(kind, name, call)
  }
  return String(text)
}
