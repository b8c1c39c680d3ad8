/** What a deed is called. What was destroyed is always in it, whatever else the same run did. Pure. */
import { uncapitalized } from '../first-letter'
import type { ReadEvent } from './read-event'

/** Titles a run of this console with the first that fits; one call of the list that was not refused is enough. */
const ofRuns: [title: string, names: string[]][] = [
  ['Deployed a public API', ['CreateRestApi', 'CreateFunction']],
  ['Changed a public API', ['PublishVersion', 'PutRestApi', 'CreateDeployment', 'UpdateFunctionCode', 'UpdateAlias']],
  ['Started or ended a run', ['TagRole']],
]

/** Titles anybody's calls. */
const ofCalls: [title: string, names: string[]][] = [
  ['Made an API key', ['CreateApiKey']],
  ['Changed an API key', ['UpdateApiKey']],
  ['Started a transform job', ['CreateTransformJob']],
  ['Stopped a transform job', ['StopTransformJob']],
  ['Created the endpoint', ['CreateEndpoint']],
  ['Changed the endpoint', ['UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities']],
  ['Changed who can call the function', ['AddPermission', 'RemovePermission']],
  ['Changed the limits', ['UpdateStage', 'UpdateUsagePlan', 'CreateUsagePlan']],
  ['Changed the role', ['PutRolePolicy', 'UpdateAssumeRolePolicy', 'PutRolePermissionsBoundary', 'CreateRole']],
  ['Tested the API', ['TestInvokeMethod']],
  ['Tagged the role', ['TagRole']],
]

const most = 3

/** @param events of one deed */
export function titleOf(events: ReadEvent[]): string {
  const done = events.filter((one) => !one.call.error)
  if (done.length === 0) return `Was refused ${firstFew(events.map((one) => one.call.name))}`
  const viaPortico = done.every((one) => one.actor.viaPortico)
  const names = new Set(done.map((one) => one.call.name))
  if (viaPortico && isRemoval(names)) return 'Removed a public API'
  const made = (viaPortico && shareTitle(done, names)) || knownTitle(names, viaPortico ? ofRuns : [])
  const destroyed = done.flatMap((one) => destroyedBy(one) ?? [])
  if (destroyed.length === 0) return made ?? `Called ${firstFew([...names])}`
  const gone = `deleted ${firstFew(destroyed)}`
  return made ? `${made}, ${gone}` : gone[0]?.toUpperCase() + gone.slice(1)
}

const knownTitle = (names: Set<string>, more: typeof ofCalls): string | undefined =>
  [...more, ...ofCalls].find(([, any]) => any.some((name) => names.has(name)))?.[0]

/** A removal makes nothing. */
const isRemoval = (names: Set<string>): boolean =>
  (names.has('DeleteRestApi') || names.has('DeleteFunction')) &&
  ![...names].some((name) => /^(Create|Put|Publish)/.test(name))

/** A link lies in tags of the API; its key, if it has one, is a part of it. */
function shareTitle(done: ReadEvent[], names: Set<string>): string | undefined {
  const tags = new Set(done.filter((one) => one.shareLink).map((one) => one.call.name))
  if (ofRuns.some(([, any]) => any.some((name) => names.has(name)))) return undefined
  if (tags.has('TagResource')) return 'Made a share link'
  return tags.has('UntagResource') ? 'Revoked a share link' : undefined
}

/** `DeleteUsagePlan` of `abc` → `the usage plan abc`. A permission that is removed closes a door and destroys nothing. */
function destroyedBy({ call, mentions }: ReadEvent): string | undefined {
  const noun = call.name.match(/^Delete(\w+)$/)?.[1]
  if (!noun) return undefined
  const camel = uncapitalized(noun)
  const keys = [`${camel}Name`, `${camel}Id`, camel, 'name']
  const named = keys.map((key) => mentions.find((one) => one.key.toLowerCase() === key.toLowerCase())).find(Boolean)
  return ['the', wordsOf(noun), named?.text ?? call.subject].filter(Boolean).join(' ')
}

/** `RestApi` → `REST API`. */
const wordsOf = (noun: string): string =>
  noun
    .replace(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase()
    .replace(/\brest\b/g, 'REST')
    .replace(/\bapi\b/g, 'API')

function firstFew(all: string[]): string {
  const each = [...new Set(all)]
  const rest = each.length - most
  return rest > 0 ? `${each.slice(0, most).join(', ')} and ${rest} more` : each.join(', ')
}
