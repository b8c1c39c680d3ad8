/** Aliases: names that point at a version. https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html */
import { randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import type { Call, Operation } from '../../kernel/types'
import { checkRevisionId, conflict, findFunction, findRevision, invalid, readName } from './find'
import { page } from './functions'
import { forgetPolicy } from './policy'
import type { Alias, LambdaFunction } from './state'

const functionOf = (input: { FunctionName?: unknown }, call: Call) =>
  findFunction(call.world, call, readName(input.FunctionName))

function aliasOf(one: LambdaFunction, name: unknown, words = 'Cannot find alias arn'): Alias {
  const alias = one.aliases.get(String(name))
  if (alias) return alias
  throw new AwsError('ResourceNotFoundException', `${words}: ${one.arn}:${name}`, 404, { Type: 'User' })
}

const view = (one: LambdaFunction, alias: Alias) => ({
  AliasArn: `${one.arn}:${alias.name}`,
  Name: alias.name,
  FunctionVersion: alias.version,
  Description: alias.description,
  ...(alias.routing
    ? { RoutingConfig: { AdditionalVersionWeights: { [alias.routing.version]: alias.routing.weight } } }
    : {}),
  RevisionId: alias.revisionId,
})

const checkVersion = (one: LambdaFunction, version: unknown): string => findRevision(one, String(version)).version

/**
 * At most one more version, published, of the same role; an empty map takes the second away, an absent one leaves it.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
function readRouting(one: LambdaFunction, primary: string, config: unknown, before?: Alias['routing']) {
  const weights = (config as { AdditionalVersionWeights?: Record<string, number> } | undefined)
    ?.AdditionalVersionWeights
  if (weights === undefined) return before
  const [[version, weight] = [], ...more] = Object.entries(weights)
  if (version === undefined || weight === undefined) return undefined
  if (more.length > 0) throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1')
  if (primary === '$LATEST' || version === '$LATEST')
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version')
  if (version === primary)
    throw invalid(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    )
  if (findRevision(one, version).role !== findRevision(one, primary).role)
    throw invalid('The function versions of a weighted alias must have the same execution role.')
  return { version, weight }
}

const createAlias: Operation = (input, call) => {
  const one = functionOf(input, call)
  const name = String(input.Name)
  if (one.aliases.has(name)) throw conflict(`Alias already exists: ${one.arn}:${name}`)
  const version = checkVersion(one, input.FunctionVersion)
  const alias: Alias = {
    name,
    version,
    routing: readRouting(one, version, input.RoutingConfig),
    description: input.Description ?? '',
    revisionId: randomUUID(),
  }
  one.aliases.set(name, alias)
  return view(one, alias)
}

const updateAlias: Operation = (input, call) => {
  const one = functionOf(input, call)
  const alias = aliasOf(one, input.Name, 'Alias not found')
  checkRevisionId(input.RevisionId, alias.revisionId)
  const version = input.FunctionVersion === undefined ? alias.version : checkVersion(one, input.FunctionVersion)
  alias.routing = readRouting(one, version, input.RoutingConfig, alias.routing)
  alias.version = version
  alias.description = input.Description ?? alias.description
  alias.revisionId = randomUUID()
  return view(one, alias)
}

export const aliasOperations: Record<string, Operation> = {
  CreateAlias: createAlias,
  UpdateAlias: updateAlias,
  GetAlias: (input, call) => {
    const one = functionOf(input, call)
    return view(one, aliasOf(one, input.Name))
  },
  /** Deleting what is not there is no error. */
  DeleteAlias: (input, call) => {
    const one = functionOf(input, call)
    one.aliases.delete(String(input.Name))
    forgetPolicy(one, String(input.Name))
    one.urls.delete(String(input.Name))
    return {}
  },
  ListAliases: (input, call) => {
    const one = functionOf(input, call)
    const all = [...one.aliases.values()]
      .filter((alias) => input.FunctionVersion === undefined || alias.version === input.FunctionVersion)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    return page(
      all.map((alias) => view(one, alias)),
      input,
      'Aliases',
    )
  },
}
