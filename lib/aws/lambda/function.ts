/** The Lambda function and its published versions. https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html */
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  type FunctionConfiguration,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  PublishVersionCommand,
  paginateListVersionsByFunction,
  type Runtime,
  TagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { orAbsent, removedNow } from '../absent'
import type { FunctionSettings, ObservedFunction, ObservedVersion } from '../types'
import { grantOf } from './recorded-role'

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html, which gives the reserved concurrency too. */
export async function observeFunction(lambda: LambdaClient, name: string): Promise<ObservedFunction | undefined> {
  const response = await orAbsent(lambda.send(new GetFunctionCommand({ FunctionName: name })))
  if (!response?.Configuration) return undefined
  const { Configuration, Tags = {}, Concurrency } = response
  const reservedConcurrency = Concurrency?.ReservedConcurrentExecutions
  return { name, tags: Tags, latest: versionOf(Configuration), reservedConcurrency }
}

/** Adds tags to a function; those of other keys stay. Throws ResourceNotFoundException if it is gone. */
export async function tagFunction(lambda: LambdaClient, arn: string, tags: Record<string, string>): Promise<void> {
  await lambda.send(new TagResourceCommand({ Resource: arn, Tags: tags }))
}

/** @param qualifier a version's number or an alias */
export async function observeVersion(
  lambda: LambdaClient,
  name: string,
  qualifier?: string,
): Promise<ObservedVersion | undefined> {
  const response = await orAbsent(
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: qualifier })),
  )
  return response && versionOf(response)
}

/** Returns the address at which AWS keeps the zip of a version for ten minutes, and its hash. */
export async function locateCode(
  lambda: LambdaClient,
  name: string,
  qualifier: string,
): Promise<{ url: string; codeSha256: string } | undefined> {
  const response = await orAbsent(lambda.send(new GetFunctionCommand({ FunctionName: name, Qualifier: qualifier })))
  const url = response?.Code?.Location
  return url ? { url, codeSha256: response.Configuration?.CodeSha256 ?? '' } : undefined
}

function versionOf(response: FunctionConfiguration): ObservedVersion {
  return {
    version: response.Version ?? '$LATEST',
    settings: {
      roleArn: response.Role ?? '',
      runtime: response.Runtime ?? '',
      handler: response.Handler ?? '',
      memoryMb: response.MemorySize ?? 0,
      timeoutSeconds: response.Timeout ?? 0,
      architecture: response.Architectures?.[0] ?? 'x86_64',
      environment: response.Environment?.Variables ?? {},
      additions: additionsOf(response),
    },
    codeSha256: response.CodeSha256 ?? '',
    revisionId: response.RevisionId ?? '',
    modifiedAt: new Date(response.LastModified ?? 0).getTime(),
    grantedTo: grantOf(response.Description ?? ''),
    state: response.State ?? 'Active',
    stateReason: response.StateReason,
    lastUpdateStatus: response.LastUpdateStatus ?? 'Successful',
    lastUpdateReason: response.LastUpdateStatusReason,
  }
}

/** What no spec names: code, network and disks of others, and lines that go to another log. */
function additionsOf(response: FunctionConfiguration): Record<string, string> | undefined {
  const { FunctionName, Layers = [], VpcConfig, FileSystemConfigs = [], LoggingConfig } = response
  const log = LoggingConfig?.LogGroup
  const additions: Record<string, string> = {
    Layers: Layers.map(({ Arn }) => Arn).join(' '),
    VpcConfig: (VpcConfig?.SubnetIds ?? []).join(' '),
    FileSystemConfigs: FileSystemConfigs.map(({ Arn }) => Arn).join(' '),
    LoggingConfig: log && log !== `/aws/lambda/${FunctionName}` ? log : '',
  }
  const set = Object.entries(additions).filter(([, value]) => value !== '')
  return set.length > 0 ? Object.fromEntries(set) : undefined
}

/**
 * Takes away what no spec names. https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html
 * @param names of `additions`
 */
const withoutAdditions = (functionName: string, names: string[]) => ({
  ...(names.includes('Layers') ? { Layers: [] } : {}),
  ...(names.includes('VpcConfig') ? { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } } : {}),
  ...(names.includes('FileSystemConfigs') ? { FileSystemConfigs: [] } : {}),
  ...(names.includes('LoggingConfig') ? { LoggingConfig: { LogGroup: `/aws/lambda/${functionName}` } } : {}),
})

interface NewFunction {
  name: string
  description: string
  settings: FunctionSettings
  zip: Uint8Array
  /** `$LATEST` alone is called, so no version is published. */
  unversioned?: true
}

const settingsInput = (settings: FunctionSettings) => ({
  Role: settings.roleArn,
  Runtime: settings.runtime as Runtime,
  Handler: settings.handler,
  MemorySize: settings.memoryMb,
  Timeout: settings.timeoutSeconds,
  Environment: { Variables: settings.environment },
})

/** Makes the function and publishes its first version unless it has none; answers that version's number. */
export async function createFunction(
  lambda: LambdaClient,
  fn: NewFunction,
  tags: Record<string, string>,
): Promise<string> {
  const response = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: fn.name,
      Description: fn.description,
      ...settingsInput(fn.settings),
      Architectures: [fn.settings.architecture === 'arm64' ? 'arm64' : 'x86_64'],
      Code: { ZipFile: fn.zip },
      Publish: !fn.unversioned,
      Tags: tags,
    }),
  )
  return response.Version ?? '1'
}

/** PreconditionFailedException where someone changed the function since `revisionId`. */
export async function updateFunctionCode(
  lambda: LambdaClient,
  name: string,
  code: { zip: Uint8Array; architecture: string; revisionId: string },
): Promise<void> {
  await lambda.send(
    new UpdateFunctionCodeCommand({
      FunctionName: name,
      ZipFile: code.zip,
      Architectures: [code.architecture === 'arm64' ? 'arm64' : 'x86_64'],
      RevisionId: code.revisionId || undefined,
    }),
  )
}

/**
 * Replaces the settings of `$LATEST`; published versions keep theirs. Throws ResourceConflictException while another update
 * runs.
 */
export async function updateFunctionSettings(
  lambda: LambdaClient,
  name: string,
  settings: FunctionSettings,
  { revisionId, settings: { additions } }: Pick<ObservedVersion, 'revisionId' | 'settings'>,
  description: string,
): Promise<void> {
  await lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: name,
      Description: description,
      ...settingsInput(settings),
      ...withoutAdditions(name, Object.keys(additions ?? {})),
      RevisionId: revisionId || undefined,
    }),
  )
}

/** Refused where `$LATEST` is not this code any more; gives the last version again where nothing changed since. */
export async function publishVersion(
  lambda: LambdaClient,
  name: string,
  { codeSha256, description }: { codeSha256: string; description: string },
): Promise<string> {
  const response = await lambda.send(
    new PublishVersionCommand({ FunctionName: name, CodeSha256: codeSha256, Description: description }),
  )
  return response.Version ?? ''
}

/** Holds one published version of a function. */
export interface PublishedVersion {
  version: string
  /** ISO. */
  publishedAt: string
  /** The description at its publication. */
  description: string
  /** Base64. */
  codeSha256: string
  roleArn: string
}

/** Every published version, the newest first; none where there is no function. */
export async function listVersions(lambda: LambdaClient, name: string): Promise<PublishedVersion[]> {
  const versions: PublishedVersion[] = []
  const pages = paginateListVersionsByFunction({ client: lambda }, { FunctionName: name })
  for (;;) {
    const page = await orAbsent(pages.next())
    if (!page || page.done) break
    for (const one of page.value.Versions ?? []) {
      if (one.Version === undefined || one.Version === '$LATEST') continue
      versions.push({
        version: one.Version,
        publishedAt: new Date(one.LastModified ?? 0).toISOString(),
        description: one.Description ?? '',
        codeSha256: one.CodeSha256 ?? '',
        roleArn: one.Role ?? '',
      })
    }
  }
  return versions.sort((a, b) => Number(b.version) - Number(a.version))
}

/** Refused while an alias points at it. */
export async function removeVersion(lambda: LambdaClient, name: string, version: string): Promise<boolean> {
  return removedNow(lambda.send(new DeleteFunctionCommand({ FunctionName: name, Qualifier: version })))
}

/** Its invocations are limited by the account alone again. https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export async function removeConcurrencyLimit(lambda: LambdaClient, name: string): Promise<void> {
  await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: name }))
}

/** With all its versions, aliases and permissions. */
export async function removeFunction(lambda: LambdaClient, name: string): Promise<boolean> {
  return removedNow(lambda.send(new DeleteFunctionCommand({ FunctionName: name })))
}
