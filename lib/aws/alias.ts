/** The alias that the API calls: a pointer to one version, moved when all else of an update is ready. */
import { CreateAliasCommand, GetAliasCommand, type LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda'
import type { ObservedAlias } from '../wiring/observed'
import { orAbsent } from './absent'
import { observeVersion } from './function'

export async function observeAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
): Promise<ObservedAlias | undefined> {
  const [answer, live] = await Promise.all([
    orAbsent(lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: alias }))),
    observeVersion(lambda, functionName, alias),
  ])
  if (!answer) return undefined
  return {
    version: answer.FunctionVersion ?? '',
    revisionId: answer.RevisionId ?? '',
    weighted: Object.keys(answer.RoutingConfig?.AdditionalVersionWeights ?? {}).length > 0,
    live,
  }
}

export async function createAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
  version: string,
): Promise<void> {
  await lambda.send(new CreateAliasCommand({ FunctionName: functionName, Name: alias, FunctionVersion: version }))
}

/** All calls to one version. PreconditionFailedException where someone moved it since `revisionId`. */
export async function moveAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
  to: { version: string; revisionId: string },
): Promise<void> {
  await lambda.send(
    new UpdateAliasCommand({
      FunctionName: functionName,
      Name: alias,
      FunctionVersion: to.version,
      RoutingConfig: { AdditionalVersionWeights: {} },
      RevisionId: to.revisionId || undefined,
    }),
  )
}
