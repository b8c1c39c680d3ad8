/** Functions and their versions. https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html */

import { randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import { startOf, writeToken } from '../../kernel/page-token'
import type { Call, Operation } from '../../kernel/types'
import {
  checkRevisionId,
  conflict,
  findFunction,
  findRevision,
  functionArn,
  invalid,
  missing,
  readName,
  readNewName,
  refuseWhileChanging,
} from './find'
import { forgetPolicy } from './policy'
import { stopProcesses } from './pool'
import { readCode, settingsFrom } from './settings'
import { type LambdaFunction, type Revision, stateOf } from './state'
import { configurationOf, listedOf } from './view'

const checkTags = (tags: unknown): Record<string, string> => {
  const entries = Object.entries((tags ?? {}) as Record<string, string>)
  if (entries.length > 50) throw invalid('Number of tags exceeds resource tag limit.')
  // The prefix is AWS's own, in any case; its words are documented nowhere: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
  const reserved = entries.find(([key]) => key.toLowerCase().startsWith('aws:'))
  if (reserved) throw invalid(`Tag keys cannot start with the reserved prefix aws: ${reserved[0]}`)
  return Object.fromEntries(entries)
}

/** A version of settled code and settings is active at once; one that is published with a change goes through it too. */
function publish(one: LambdaFunction, pendingSince: number, description?: string): Revision {
  const last = one.versions.get(String(one.lastVersion))
  // Nothing changed since the last version, so no new one is made.
  if (last && isUnchangedSince(last, one.latest)) return last
  one.lastVersion += 1
  const version: Revision = {
    ...one.latest,
    version: String(one.lastVersion),
    revisionId: randomUUID(),
    description: description ?? one.latest.description,
    latestDescription: one.latest.description,
    lastModified: Date.now(),
    pendingSince,
    updatingSince: undefined,
    changingId: undefined,
  }
  one.versions.set(version.version, version)
  one.latest.revisionId = randomUUID()
  return version
}

/**
 * Compares `$LATEST` with itself when the version was published. A description is part of the configuration, and the one
 * that PublishVersion is called with is not: localstack's AWS-recorded `test_version_lifecycle` and
 * `test_publish_version_on_create`. Nor is a grant of KMS: https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
 */
function isUnchangedSince(version: Revision, latest: Revision): boolean {
  const key = (
    { codeSha256, role, handler, runtime, timeoutSeconds, memoryMb, environment, layers, ...rest }: Revision,
    description: string | undefined,
  ) =>
    JSON.stringify([
      ...[codeSha256, role, handler, runtime, timeoutSeconds, memoryMb, environment, layers, description],
      ...[rest.tracing, rest.ephemeralMb, rest.kmsKeyArn],
    ])
  return key(version, version.latestDescription) === key(latest, latest.description)
}

const createFunction: Operation = (input, call) => {
  const name = readNewName(input.FunctionName, call)
  const settings = settingsFrom(input, call)
  const { code, codeSha256 } = readCode(input.Code?.ZipFile)
  const { functions } = stateOf(call)
  if (functions.has(name)) throw conflict(`Function already exist: ${name}`)
  const now = Date.now()
  const one: LambdaFunction = {
    name,
    arn: functionArn(call, name),
    latest: {
      ...settings,
      version: '$LATEST',
      revisionId: randomUUID(),
      changingId: randomUUID(),
      architectures: input.Architectures ?? ['x86_64'],
      code,
      codeSha256,
      lastModified: now,
      pendingSince: now,
    },
    versions: new Map(),
    lastVersion: 0,
    aliases: new Map(),
    policies: new Map(),
    urls: new Map(),
    tags: checkTags(input.Tags),
  }
  functions.set(name, one)
  if (!input.Publish) return configurationOf(call.world, one, one.latest)
  // The version is named beside the function's own ARN: localstack's AWS-recorded `test_publish_version_on_create`.
  return { ...configurationOf(call.world, one, publish(one, now)), FunctionArn: one.arn }
}

function found(input: { FunctionName?: unknown; Qualifier?: unknown }, call: Call) {
  const wanted = readName(input.FunctionName, input.Qualifier)
  const one = findFunction(call.world, call, wanted)
  return { one, qualifier: wanted.qualifier, revision: findRevision(one, wanted.qualifier) }
}

const getFunction: Operation = (input, call) => {
  const { one, qualifier, revision } = found(input, call)
  const { accountId, region, world } = call
  return {
    Configuration: configurationOf(world, one, revision, qualifier),
    Code: {
      RepositoryType: 'S3',
      Location: `${world.options.url}/_sandbox/code/${accountId}/${region}/${encodeURIComponent(revision.codeSha256)}`,
    },
    ...(Object.keys(one.tags).length > 0 ? { Tags: one.tags } : {}),
    ...(one.reservedConcurrency === undefined
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: one.reservedConcurrency } }),
  }
}

function changed(one: LambdaFunction, change: Partial<Revision>): void {
  const now = Date.now()
  one.latest = {
    ...one.latest,
    ...change,
    revisionId: randomUUID(),
    changingId: randomUUID(),
    lastModified: now,
    updatingSince: now,
  }
}

const updateCode: Operation = (input, call) => {
  const { one } = found({ FunctionName: input.FunctionName }, call)
  refuseWhileChanging(call.world, one)
  checkRevisionId(input.RevisionId, one.latest.revisionId)
  const code = readCode(input.ZipFile)
  if (input.DryRun) return configurationOf(call.world, one, { ...one.latest, ...code })
  changed(one, { ...code, architectures: input.Architectures ?? one.latest.architectures })
  return configurationOf(call.world, one, input.Publish ? publish(one, Date.now()) : one.latest)
}

const updateConfiguration: Operation = (input, call) => {
  const { one } = found({ FunctionName: input.FunctionName }, call)
  refuseWhileChanging(call.world, one)
  checkRevisionId(input.RevisionId, one.latest.revisionId)
  changed(one, settingsFrom(input, call, one.latest))
  return configurationOf(call.world, one, one.latest)
}

const publishVersion: Operation = (input, call) => {
  const { one } = found({ FunctionName: input.FunctionName }, call)
  refuseWhileChanging(call.world, one)
  checkRevisionId(input.RevisionId, one.latest.revisionId)
  if (input.CodeSha256 && input.CodeSha256 !== one.latest.codeSha256)
    throw invalid(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${one.latest.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    )
  return configurationOf(call.world, one, publish(one, one.latest.pendingSince, input.Description))
}

const deleteFunction: Operation = (input, call) => {
  const { name, qualifier } = readName(input.FunctionName, input.Qualifier)
  // Refused before the function is looked for, as AWS does.
  if (/^(?!\d+$)[\w-]+$/.test(qualifier ?? '')) throw invalid('Deletion of aliases is not currently supported.')
  const one = findFunction(call.world, call, { name })
  if (qualifier === undefined) {
    stateOf(call).functions.delete(one.name)
    // The refusal names $LATEST, as that of a function that was never there.
    stopProcesses(call.world, one.arn, () => missing(`${one.arn}:$LATEST`))
    return {}
  }
  if (qualifier === '$LATEST') throw invalid('$LATEST version cannot be deleted without deleting the function.')
  const revision = one.versions.get(qualifier)
  // A version that is not there is removed already.
  if (!revision) return {}
  const pointing = [...one.aliases.values()].filter((alias) =>
    [alias.version, alias.routing?.version].includes(revision.version),
  )
  if (pointing.length > 0)
    throw conflict(
      `Unable to delete version because the following aliases reference it: [${pointing.map((alias) => alias.name).join(', ')}]`,
    )
  one.versions.delete(revision.version)
  forgetPolicy(one, revision.version)
  return {}
}

/**
 * 50 a page at most, `Marker` and `NextMarker`.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html
 */
export function page<T>(
  all: T[],
  input: { Marker?: string; MaxItems?: number; FunctionName?: string },
  member: string,
) {
  const list = `${member} ${input.FunctionName === undefined ? '' : readName(input.FunctionName).name}`
  const { MaxItems = 50 } = input
  const start = startOf(list, input.Marker || undefined, () => invalid('The pagination marker is not valid.'))
  const end = start + Math.min(MaxItems, 50)
  const next = end < all.length ? { NextMarker: writeToken(list, end) } : {}
  return { [member]: all.slice(start, end), ...next }
}

const listFunctions: Operation = (input, call) => {
  const all = [...stateOf(call).functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const shown = all.flatMap((one) => [
    listedOf(call.world, one, one.latest, input.FunctionVersion === 'ALL' ? '$LATEST' : undefined),
    ...(input.FunctionVersion === 'ALL'
      ? [...one.versions.values()].map((version) => listedOf(call.world, one, version))
      : []),
  ])
  return page(shown, input, 'Functions')
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const concurrentExecutions = 1000
/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const leastUnreserved = 100
const codeLimits = {
  TotalCodeSize: 80_530_636_800,
  CodeSizeUnzipped: 262_144_000,
  CodeSizeZipped: 52_428_800,
}

const reservedIn = (call: Call): number =>
  [...stateOf(call).functions.values()].reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0)

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
const getAccountSettings: Operation = (_, call) => {
  const functions = [...stateOf(call).functions.values()]
  const revisions = functions.flatMap(({ latest, versions }) => [latest, ...versions.values()])
  return {
    AccountLimit: {
      ...codeLimits,
      ConcurrentExecutions: concurrentExecutions,
      UnreservedConcurrentExecutions: concurrentExecutions - reservedIn(call),
    },
    AccountUsage: {
      TotalCodeSize: revisions.reduce((sum, { code }) => sum + code.length, 0),
      FunctionCount: functions.length,
    },
  }
}

const putConcurrency: Operation = (input, call) => {
  const { one } = found({ FunctionName: input.FunctionName }, call)
  const wanted = Number(input.ReservedConcurrentExecutions)
  const others = reservedIn(call) - (one.reservedConcurrency ?? 0)
  // localstack's AWS-recorded `test_function_concurrency_limits`.
  if (concurrentExecutions - others - wanted < leastUnreserved)
    throw invalid(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
    )
  one.reservedConcurrency = wanted
  return { ReservedConcurrentExecutions: wanted }
}

function byArn(arn: unknown, call: Call): LambdaFunction {
  const text = String(arn)
  const wanted = readName(text)
  if (wanted.qualifier)
    throw invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.')
  const one = stateOf(call).functions.get(wanted.name)
  if (one) return one
  throw new AwsError('ResourceNotFoundException', `Function not found: ${text}`, 404, { Type: 'User' })
}

export const functionOperations: Record<string, Operation> = {
  CreateFunction: createFunction,
  GetFunction: getFunction,
  GetFunctionConfiguration: (input, call) => {
    const { one, qualifier, revision } = found(input, call)
    return configurationOf(call.world, one, revision, qualifier)
  },
  ListFunctions: listFunctions,
  UpdateFunctionCode: updateCode,
  UpdateFunctionConfiguration: updateConfiguration,
  PublishVersion: publishVersion,
  ListVersionsByFunction: (input, call) => {
    const { one } = found({ FunctionName: input.FunctionName }, call)
    const all = [one.latest, ...one.versions.values()]
    return page(
      all.map((revision) => listedOf(call.world, one, revision, revision.version)),
      input,
      'Versions',
    )
  },
  DeleteFunction: deleteFunction,
  GetAccountSettings: getAccountSettings,
  PutFunctionConcurrency: putConcurrency,
  /** Deletes it; without one this is no error. */
  DeleteFunctionConcurrency: (input, call) => {
    found({ FunctionName: input.FunctionName }, call).one.reservedConcurrency = undefined
    return {}
  },
  TagResource: (input, call) => {
    const one = byArn(input.Resource, call)
    one.tags = checkTags({ ...one.tags, ...input.Tags })
    return {}
  },
  UntagResource: (input, call) => {
    const one = byArn(input.Resource, call)
    const gone = new Set<string>(input.TagKeys ?? [])
    one.tags = Object.fromEntries(Object.entries(one.tags).filter(([key]) => !gone.has(key)))
    return {}
  },
  ListTags: (input, call) => ({ Tags: byArn(input.Resource, call).tags }),
}
