/** The association of the stage with a web ACL. The web ACL is never ours: what is made and taken away is the association. */

import { webAclName } from '../../../spec/api-parts/web-acl'
import type { ApiSpec } from '../../../spec/spec'
import type { DesiredApi } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import { change, item, removed } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { PlanItem } from '../../state/plan'
import type { Blocker, ResourcePlan } from '../resource'
import { stageOf } from '../stage/plan'

declare module '../../state/desired' {
  interface DesiredParts {
    /** The ARN of the web ACL before the stage. */
    webAcl?: string
  }
}

/** On the REST API: the web ACL that a deploy associated. Another one is somebody else's, who guards the account: it stays. */
export const webAclTag = 'portico:web-acl'

/** Finds the stage that has the association of ours. */
const ownStage = ({ api }: Observed) =>
  api?.tags[webAclTag] === undefined ? undefined : api.stages.find(({ webAcl }) => webAcl === api.tags[webAclTag])

/** Finds the association of ours that the spec no longer has. */
export const staleStage = (desired: DesiredApi, observed: Observed) =>
  desired.webAcl === undefined && stageOf(desired, observed) === ownStage(observed) ? ownStage(observed) : undefined

/** The stage whose association a removal ends. */
export const stageToFree = ownStage

function webAclItem(desired: DesiredApi, webAcl: string, observed: Observed): PlanItem {
  const there = stageOf(desired, observed)?.webAcl
  const fields = there ? fieldChanges({ WebACLArn: there }, { WebACLArn: webAcl }) : []
  return item({
    type: 'web-acl',
    name: webAclName(webAcl),
    arn: webAcl,
    change: change(there !== undefined, fields),
    fact: 'AWS WAF checks each call first; a deploy sets it once the URL works',
    fields,
  })
}

function webAclBlockers({ webAcl, target, stage }: DesiredApi, { api }: Observed): Blocker[] {
  if (!webAcl) return []
  const resource = `Web ACL ${webAclName(webAcl)}`
  const [, partition, , region, accountId] = webAcl.split(':')
  const there = api?.stages.find(({ name }) => name === stage.name)?.webAcl
  return [
    ...(partition === target.partition && region === target.region && accountId === target.accountId
      ? []
      : [
          {
            resource,
            message: `The web ACL is in ${region} of account ${accountId}, and the API in ${target.region} of ${target.accountId}.`,
            remedy: 'Choose a Regional web ACL of the same region and account, or none.',
          },
        ]),
    ...(there && there !== webAcl && api?.tags[webAclTag] === undefined
      ? [
          {
            resource,
            message: `Somebody else set the web ACL ${webAclName(there)} before the stage.`,
            remedy: 'Ask who guards the account. Disassociate it in AWS WAF, or deploy without a web ACL of your own.',
          },
        ]
      : []),
  ]
}

/** Gives the association that is there; the tag without one says that it is lost. */
function salvagedWebAcl(observed: Observed): { fields: Partial<ApiSpec>; lost?: string } {
  const webAcl = ownStage(observed)?.webAcl
  const isLost = !webAcl && observed.api?.tags[webAclTag] !== undefined
  return isLost ? { fields: {}, lost: 'web ACL' } : { fields: { webAcl } }
}

const goes = 'the association alone: the web ACL stays'

export const webAclPlan: ResourcePlan = {
  desired: ({ webAcl }) => (webAcl ? { webAcl } : {}),
  apiTags: { [webAclTag]: ({ webAcl }) => webAcl },
  items: (desired, observed) => (desired.webAcl ? [webAclItem(desired, desired.webAcl, observed)] : []),
  leftovers: (desired, observed) =>
    [staleStage(desired, observed)?.webAcl ?? []]
      .flat()
      .map((arn) => item({ type: 'web-acl', name: webAclName(arn), arn, change: 'delete', fact: goes })),
  removal: (_, observed) =>
    [stageToFree(observed)?.webAcl ?? []].flat().map((arn) => ({ ...removed('web-acl', webAclName(arn), goes), arn })),
  blockers: webAclBlockers,
  stepsAfterProof: ({ api: { webAcl } }) => (webAcl ? [{ id: 'web-acl', title: 'Web ACL' }] : []),
  removalStep: { id: 'web-acl', title: 'Web ACL' },
  salvaged: (_, observed) => salvagedWebAcl(observed),
}
