/** What Lambda shows of a function: FunctionConfiguration. */
import type { World } from '../../kernel/types'
import { isPending, isUpdating, type LambdaFunction, type Revision } from './state'

/** `2026-11-24T10:00:00.000+0000`, Lambda's own form. */
export const lambdaDate = (time: number) => new Date(time).toISOString().replace('Z', '+0000')

export function configurationOf(world: World, one: LambdaFunction, revision: Revision, qualifier?: string) {
  const pending = isPending(world, revision)
  const updating = isUpdating(world, revision)
  const state = pending
    ? { State: 'Pending', StateReason: 'The function is being created.', StateReasonCode: 'Creating' }
    : { State: 'Active' }
  const update = updating
    ? { LastUpdateStatus: 'InProgress', LastUpdateStatusReason: 'The function is being created.' }
    : { LastUpdateStatus: pending ? 'InProgress' : 'Successful' }
  return {
    FunctionName: one.name,
    FunctionArn:
      qualifier !== undefined || revision.version !== '$LATEST'
        ? `${one.arn}:${qualifier ?? revision.version}`
        : one.arn,
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
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId:
      (isPending(world, revision) || isUpdating(world, revision) ? revision.changingId : undefined) ??
      revision.revisionId,
    ...state,
    ...update,
    PackageType: 'Zip',
    Architectures: revision.architectures,
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${one.name}` },
  }
}
