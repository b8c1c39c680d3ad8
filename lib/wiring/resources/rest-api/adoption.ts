/** An API that somebody else made, with one path of ours. */
import type { ObservedApi } from '../../../aws/types'
import { adoptedTag } from '../../../spec/names'
import type { Desired } from '../../state/desired'
import type { Observed } from '../../state/observed'
import type { Blocker } from '../resource'
import { stageOf } from '../stage/plan'

export const isAdopted = (api: Pick<ObservedApi, 'tags'> | undefined): boolean => api?.tags[adoptedTag] !== undefined

/** Returns what is against changing an API that somebody else made, or against making one where one is adopted. */
export function adoptionBlockers(desired: Desired, observed: Observed): Blocker[] {
  const { apis, api } = observed
  const { adopted, stage } = desired.spec
  const { resourcePath, sampleRow } = desired.route
  const resource = `REST API ${api?.id ?? adopted?.restApiId ?? ''}`
  const blocker = (message: string, remedy: string) => [{ resource, message, remedy }]
  if (!adopted) {
    return isAdopted(api)
      ? blocker(
          'This endpoint’s public API is on an API that somebody else made.',
          'Give that path back first: remove the public API, then deploy.',
        )
      : []
  }
  const other = apis.find((one) => one.id !== adopted.restApiId)
  if (other) {
    return blocker(
      `The endpoint has a public API already, on API ${other.id}.`,
      'Remove that one first; an endpoint has one public API.',
    )
  }
  if (!api) return blocker(`REST API ${adopted.restApiId} is gone.`, 'Deploy the endpoint again, to a URL of its own.')
  if (!api.resourceIds[`/${resourcePath}`] || !stageOf(desired, observed)) {
    return blocker(
      `API ${api.id} has no /${resourcePath} in stage ${stage}.`,
      'An adopted URL keeps its path and stage: put them back as they were.',
    )
  }
  if (!sampleRow) {
    return blocker(
      'There is no sample row.',
      'Callers use this URL: give a row that works now, so that the new setup is verified before the switch.',
    )
  }
  return []
}
