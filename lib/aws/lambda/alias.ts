/** The alias that the API calls: a pointer to one version, moved when all else of an update is ready. */
import {
  type AliasConfiguration,
  CreateAliasCommand,
  GetAliasCommand,
  type LambdaClient,
  paginateListAliases,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda'
import { orAbsent } from '../absent'
import type { AliasTarget, ObservedAlias } from '../types'
import { observeVersion } from './function'

/** Reads the version that it points to now. */
export async function readAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
): Promise<AliasState | undefined> {
  const response = await orAbsent(lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: alias })))
  return response && stateOf(response)
}

type AliasState = AliasTarget & { revisionId: string }

function stateOf({ FunctionVersion = '', RevisionId = '', RoutingConfig }: AliasConfiguration): AliasState {
  const [second] = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {})
  return {
    version: FunctionVersion,
    revisionId: RevisionId,
    ...(second ? { canary: { version: second[0], percent: Math.round(second[1] * 100) } } : {}),
  }
}

/**
 * Reads where an alias points, and the version that calls reach by it.
 * @param listing all aliases, which say the same; undefined if the console is not allowed to list them
 */
export async function observeAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
  listing: Promise<AliasName[] | undefined>,
): Promise<ObservedAlias | undefined> {
  const find = async () => {
    const listed = await listing
    return listed ? listed.find(({ name }) => name === alias)?.state : readAlias(lambda, functionName, alias)
  }
  const [found, live] = await Promise.all([find(), observeVersion(lambda, functionName, alias)])
  if (!found) return undefined
  const { canary } = found
  const settled = canary && (await observeVersion(lambda, functionName, canary.version))
  return { ...found, canary: canary && { ...canary, settled }, live }
}

/** A name of the function's, and the versions that its calls go to: two during a canary. */
export interface AliasName {
  name: string
  versions: string[]
  state: AliasState
}

/**
 * Lists all aliases in order of their names; none where there is no function.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html
 */
export async function listAliases(lambda: LambdaClient, functionName: string): Promise<AliasName[]> {
  const aliases: AliasName[] = []
  const pages = paginateListAliases({ client: lambda }, { FunctionName: functionName })
  for (;;) {
    const page = await orAbsent(pages.next())
    if (!page || page.done) return aliases.sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const one of page.value.Aliases ?? [])
      aliases.push({
        name: one.Name ?? '',
        versions: [one.FunctionVersion ?? '', ...Object.keys(one.RoutingConfig?.AdditionalVersionWeights ?? {})],
        state: stateOf(one),
      })
  }
}

/** Returns the version that the new alias points to. */
export async function createAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
  version: string,
): Promise<string> {
  const made = await lambda.send(
    new CreateAliasCommand({ FunctionName: functionName, Name: alias, FunctionVersion: version }),
  )
  return made.FunctionVersion ?? version
}

/**
 * All calls to one version, or a percentage of them to a second. PreconditionFailedException where someone moved it since
 * `revisionId`, or changed who can invoke it: the alias and its policy have one revision.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html
 */
export async function moveAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
  to: AliasTarget & { revisionId: string },
): Promise<void> {
  await lambda.send(
    new UpdateAliasCommand({
      FunctionName: functionName,
      Name: alias,
      FunctionVersion: to.version,
      RoutingConfig: { AdditionalVersionWeights: to.canary ? { [to.canary.version]: to.canary.percent / 100 } : {} },
      RevisionId: to.revisionId || undefined,
    }),
  )
}
