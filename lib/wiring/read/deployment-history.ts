/**
 * The deployment history of an API: each published version with who, when and what changed. It is AWS's own, in the zips of the
 * function's versions, or in the API's documentation where there is no function; going back is a deploy of an older spec,
 * which publishes a version of its own. So it works for a version whose grant is lost too, which callers never reach again.
 */

import { listDeployments } from '../../aws/apigateway/stage'
import { identifyRole } from '../../aws/iam/role'
import { listAliases, observeAlias } from '../../aws/lambda/alias'
import { listVersions, observeFunction, type PublishedVersion } from '../../aws/lambda/function'
import { grantOf, withoutGrant } from '../../aws/lambda/recorded-role'
import { orDenied } from '../../aws/or-denied'
import { aliasName, belongsTo, deployedByTag, namesOf, personFromTag, publisherOf } from '../../spec/names'
import type { WiringSpec } from '../../spec/spec'
import { desiredOf } from '../plan/desired-of'
import { specChanges } from '../plan/spec-changes'
import { deploymentDescriptionOf } from '../resources/rest-api/plan'
import { isGrantLost } from '../resources/role/grant'
import type { WiringContext } from '../run/context'
import type { DeploymentEntry, FieldChange } from '../state/plan'
import { findApis } from './find-apis'
import { readPublishedSpec } from './live-spec'
import { readRecordedSpecs, readServedSpec } from './read-recorded-specs'

type DeploymentHistoryContext = Pick<WiringContext, 'clients' | 'target' | 'consoleOrigin' | 'fetch'>

/** The newest first. Reads each version's zip once in the life of the process. */
export async function readDeploymentHistory(
  context: DeploymentHistoryContext,
  endpointName: string,
): Promise<DeploymentEntry[]> {
  const { clients, target } = context
  const { functionName } = namesOf(endpointName, target)
  const apis = findApis(clients, endpointName)
  const [fn, versions, alias, [api], served] = await Promise.all([
    observeFunction(clients.lambda, functionName),
    listVersions(clients.lambda, functionName),
    observeAlias(clients.lambda, functionName, aliasName, orDenied(listAliases(clients.lambda, functionName))),
    apis,
    apis.then(([known]) => known && readServedSpec(context, endpointName, known)),
  ])
  const ours = fn && belongsTo(fn.tags, endpointName) ? versions : []
  const [specs, roles, deployments, recordedSpecs] = await Promise.all([
    Promise.all(ours.map((one) => readPublishedSpec(context, endpointName, one))),
    rolesOf(context, ours),
    api ? listDeployments(clients.apiGateway, api.id) : [],
    api ? readRecordedSpecs(context, api.id) : [],
  ])
  const deploymentOf = (spec: WiringSpec | undefined) =>
    spec && deployments.find(({ description }) => description === snapshotOf(context, spec))?.id
  const published = ours.map((one, index): DeploymentEntry => {
    const spec = specs[index]
    const before = specs[index + 1]
    return {
      version: one.version,
      publishedAt: one.publishedAt,
      // The first version was published by the call that made the function, and has the function's own description.
      publishedBy:
        publisherOf(withoutGrant(one.description)) ??
        (one.version === '1' ? personFromTag(fn?.tags[deployedByTag]) : undefined),
      live: !served && alias?.version === one.version,
      canaryPercent: alias?.canary?.version === one.version ? alias.canary.percent : undefined,
      deploymentId: deploymentOf(spec),
      ...(wasPublishedForAnother(one, roles) ? { grantLost: true } : {}),
      spec,
      changes: [
        ...handlerChange(one, ours[index + 1], spec, before),
        ...(spec && before ? specChanges(before, spec) : []),
      ],
    }
  })
  // Those that were versions of a function are listed once, by the versions where there still are.
  const kept = recordedSpecs.filter(({ at }) => !published.some(({ publishedAt }) => publishedAt === at))
  const recorded = kept.map(({ version, at, by, spec }, index): DeploymentEntry => {
    const before = kept[index + 1]?.spec
    return {
      version,
      publishedAt: at,
      publishedBy: by,
      live: served?.version === version,
      deploymentId: deploymentOf(spec),
      spec,
      changes: spec && before ? specChanges(before, spec) : [],
    }
  })
  return [...published, ...recorded].sort((a, b) =>
    a.publishedAt < b.publishedAt ? 1 : a.publishedAt > b.publishedAt ? -1 : 0,
  )
}

type Roles = Map<string, Awaited<ReturnType<typeof identifyRole>>>

/** Reads which role has each ARN now; almost always it is one. */
async function rolesOf({ clients }: DeploymentHistoryContext, versions: PublishedVersion[]): Promise<Roles> {
  const arns = [...new Set(versions.map(({ roleArn }) => roleArn))]
  return new Map(await Promise.all(arns.map(async (arn) => [arn, await identifyRole(clients.iam, arn)] as const)))
}

/** Says whether the role of the version was deleted, or made again since; a role that cannot be read is no reason to think so. */
function wasPublishedForAnother({ roleArn, description, publishedAt }: PublishedVersion, roles: Roles): boolean {
  const role = roles.get(roleArn)
  if (!role) return false
  if (role === 'gone') return true
  return isGrantLost({ grantedTo: grantOf(description), modifiedAt: Date.parse(publishedAt) }, role)
}

/** The same spec with other code: a newer handler of ours. */
function handlerChange(
  one: PublishedVersion,
  before: PublishedVersion | undefined,
  spec: WiringSpec | undefined,
  specBefore: WiringSpec | undefined,
): FieldChange[] {
  if (!before || one.codeSha256 === before.codeSha256) return []
  if (JSON.stringify(spec) !== JSON.stringify(specBefore)) return []
  return [{ field: 'function code updated', from: before.codeSha256.slice(0, 12), to: one.codeSha256.slice(0, 12) }]
}

/** The words by which a deployment of this spec's definition is known. */
function snapshotOf({ target, consoleOrigin }: DeploymentHistoryContext, spec: WiringSpec): string {
  const zip = { bytes: new Uint8Array(), sha256: '' }
  return deploymentDescriptionOf(desiredOf({ spec, target, endpointArn: '', consoleOrigin, zip, deployedBy: '' }))
}
