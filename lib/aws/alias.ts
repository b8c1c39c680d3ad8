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
  const [second] = Object.entries(answer.RoutingConfig?.AdditionalVersionWeights ?? {})
  return {
    version: answer.FunctionVersion ?? '',
    revisionId: answer.RevisionId ?? '',
    canary: second && {
      version: second[0],
      percent: Math.round(second[1] * 100),
      settled: await observeVersion(lambda, functionName, second[0]),
    },
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

/**
 * All calls to one version, or a share of them to a second. PreconditionFailedException where someone moved it since
 * `revisionId`. https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html
 */
export async function moveAlias(
  lambda: LambdaClient,
  functionName: string,
  alias: string,
  to: { version: string; revisionId: string; canary?: { version: string; percent: number } },
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
