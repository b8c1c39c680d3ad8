/** What Lambda shows of a function: FunctionConfiguration. */
import { createHash } from 'node:crypto'
import type { World } from '../../kernel/types'
import { isPending, isUpdating, type LambdaFunction, type Revision } from './state'

/** `2026-11-24T10:00:00.000+0000`, Lambda's own form. */
const lambdaDate = (time: number) => new Date(time).toISOString().replace('Z', '+0000')

/** Lambda's own build of a runtime: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html */
const runtimeVersionArn = (one: LambdaFunction, { runtime }: Revision) => {
  const [, partition, , region] = one.arn.split(':')
  return `arn:${partition}:lambda:${region}::runtime:${createHash('sha256').update(runtime).digest('hex')}`
}

/** State, and once it is active what its last update came to. */
function progressOf(world: World, revision: Revision) {
  const reason = 'The function is being created.'
  if (isPending(world, revision)) return { State: 'Pending', StateReason: reason, StateReasonCode: 'Creating' }
  if (!isUpdating(world, revision)) return { State: 'Active', LastUpdateStatus: 'Successful' }
  return {
    State: 'Active',
    LastUpdateStatus: 'InProgress',
    LastUpdateStatusReason: reason,
    LastUpdateStatusReasonCode: 'Creating',
  }
}

/** Returns it as lists show it. */
export const listedOf = (world: World, one: LambdaFunction, revision: Revision, qualifier?: string) => ({
  FunctionName: one.name,
  FunctionArn:
    qualifier !== undefined || revision.version !== '$LATEST' ? `${one.arn}:${qualifier ?? revision.version}` : one.arn,
  Runtime: revision.runtime,
  Role: revision.role,
  Handler: revision.handler,
  CodeSize: revision.code.length,
  Description: revision.description,
  Timeout: revision.timeoutSeconds,
  MemorySize: revision.memoryMb,
  LastModified: lambdaDate(revision.lastModified),
  CodeSha256: revision.codeSha256,
  Version: revision.version,
  ...(revision.layers.length > 0 ? { Layers: revision.layers.map((Arn) => ({ Arn, CodeSize: 1024 })) } : {}),
  ...(revision.environment ? { Environment: { Variables: revision.environment } } : {}),
  ...(revision.kmsKeyArn ? { KMSKeyArn: revision.kmsKeyArn } : {}),
  TracingConfig: { Mode: revision.tracing ?? 'PassThrough' },
  RevisionId:
    (isPending(world, revision) || isUpdating(world, revision) ? revision.changingId : undefined) ??
    revision.revisionId,
  PackageType: 'Zip',
  Architectures: revision.architectures,
  EphemeralStorage: { Size: revision.ephemeralMb ?? 512 },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${one.name}` },
})

export const configurationOf = (world: World, one: LambdaFunction, revision: Revision, qualifier?: string) => ({
  ...listedOf(world, one, revision, qualifier),
  ...progressOf(world, revision),
  RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(one, revision) },
})
