/**
 * What can be the lock of a wiring. Its role, whose name is unique in the account: two first deploys cannot both make it,
 * and a removal takes it away last of all. Where the role is the person's own, which is left alone, or where none is
 * needed, the REST API.
 */

import { observeRestApi } from '../../aws/apigateway/rest-api'
import { tagApiResource } from '../../aws/apigateway/tags'
import type { AwsClients } from '../../aws/client/create-clients'
import { readRoleMark, tagRole } from '../../aws/iam/role'
import { belongsTo, restApiArn, runByTag, runEndedTag, runTag } from '../../spec/names'
import type { Observed } from '../state/observed'
import type { WiringContext } from './context'

/** What distinguishes things of the same name, and its tags. */
export interface Mark {
  id: string
  tags: Record<string, string>
}

export interface LockThing {
  /** The role's name or the API's id. */
  key: string
  /** `Role portico-eu-west-1-iris`. */
  words: string
  /** The mark from when the run looked at everything. */
  seen: Mark
  read(clients: AwsClients): Promise<Mark | undefined>
  /** Adds tags. */
  tag(clients: AwsClients, tags: Record<string, string>): Promise<void>
}

export const roleThing = ({ name, id, tags }: Mark & { name: string }): LockThing => ({
  key: name,
  words: `Role ${name}`,
  seen: { id, tags },
  read: ({ iam }) => readRoleMark(iam, name),
  tag: ({ iam }, more) => tagRole(iam, name, more),
})

export const apiThing = ({ target }: Pick<WiringContext, 'target'>, { id, tags }: Mark): LockThing => ({
  key: id,
  words: `REST API ${id}`,
  seen: { id, tags },
  read: ({ apiGateway }) => observeRestApi(apiGateway, id),
  tag: ({ apiGateway }, more) => tagApiResource(apiGateway, restApiArn(target, id), more),
})

/**
 * What a run has to hold: the role where it is ours. Other runs can hold the API as long as there is none, or will once a
 * deploy is done that needs none.
 * @param keepsRole false where the role of ours goes, or is not needed
 */
export function lockThings(
  context: Pick<WiringContext, 'target'>,
  endpointName: string,
  { role, earlierRoles = [], api }: Pick<Observed, 'role' | 'earlierRoles' | 'api'>,
  keepsRole: boolean,
): LockThing[] {
  const ours = belongsTo(role?.tags, endpointName) ? role : undefined
  const alsoApi = belongsTo(api?.tags, endpointName) && !(ours && keepsRole) ? api : undefined
  // A run that does not know how roles are named now holds one of an earlier name.
  const roles = [...(ours ? [ours] : []), ...earlierRoles]
  return [...roles.map(roleThing), ...(alsoApi ? [apiThing(context, alsoApi)] : [])]
}

/**
 * Says whether the last run to hold it did not say that it ended: it is at work, or its process died. What a run made under
 * another lock has its id alone.
 */
export const isContested = ({ seen: { tags } }: LockThing): boolean =>
  tags[runByTag] !== undefined && tags[runEndedTag] !== tags[runTag]
