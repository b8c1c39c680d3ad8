/** What a removal would take away, and what it leaves alone. */

import type { ObservedApi, ObservedDomain } from '../../aws/types'
import { adoptedTag, adoptedUriTag, aliasName, belongsTo } from '../../spec/names'
import { isShared, ownPaths } from '../resources/domain/plan'
import type { Observed } from '../state/observed'
import type { Plan, PlanItem } from '../state/plan'

const removed = (type: PlanItem['type'], name: string, fact: string): PlanItem => ({
  type,
  name,
  change: 'delete',
  fact,
  why: 'Made by Portico for this endpoint',
  fields: [],
})

const kept = (type: PlanItem['type'], name: string, fact: string): PlanItem => ({
  type,
  name,
  change: 'none',
  fact,
  why: 'Not made by Portico: left alone',
  fields: [],
})

/** Somebody else's API: its path is given back to the integration before. */
const released = ({ id, name, tags }: ObservedApi): PlanItem => ({
  type: 'rest-api',
  name: id,
  change: 'update',
  fact: `${name}, not made by Portico`,
  why: 'The path goes back to the integration before; the API stays',
  fields: [{ field: 'integration.uri', from: `alias ${aliasName}`, to: tags[adoptedUriTag] }],
})

function domainItems(domain: ObservedDomain): PlanItem[] {
  const { name } = domain
  if (!isShared(domain)) return [removed('domain-name', name, 'with its paths; its DNS record is yours to remove')]
  return [
    ...ownPaths(domain).map((path) => removed('base-path', `/${path}`, `of ${name}`)),
    {
      ...kept('domain-name', name, 'leads to other APIs too'),
      why: 'Somebody else mapped another API to it: it stays',
    },
  ]
}

export function removalOf(endpointName: string, observed: Observed, invokeUrl: string): Plan {
  const ours = (tags: Record<string, string>) => belongsTo(tags, endpointName)
  const items: PlanItem[] = []
  for (const api of observed.apis) {
    items.push(
      api.tags[adoptedTag] !== undefined ? released(api) : removed('rest-api', api.id, `${api.name}, with its stages`),
    )
  }
  for (const domain of observed.domains ?? [])
    items.push(...(ours(domain.tags) ? domainItems(domain) : [kept('domain-name', domain.name, 'without our tag')]))
  for (const { name } of observed.apiKeys) items.push(removed('api-key', name, 'its value is gone for good'))
  for (const { name, id } of [...observed.usagePlans, ...observed.sharePlans])
    items.push(removed('usage-plan', name, id))
  const fn = observed.function
  if (fn && ours(fn.tags)) {
    items.push(removed('lambda-function', fn.name, `with its versions and the alias ${aliasName}`))
    const roleArn = fn.latest.settings.roleArn
    if (roleArn !== observed.role?.arn)
      items.push(kept('iam-role', roleArn.split('/').at(-1) ?? roleArn, 'your own role'))
  } else if (fn) items.push(kept('lambda-function', fn.name, 'without our tag'))
  const { logGroup, accessLog, role } = observed
  for (const [type, group] of [
    ['log-group', logGroup],
    ['access-log', accessLog],
  ] as const) {
    if (!group) continue
    items.push(
      ours(group.tags) ? removed(type, group.name, 'with all its lines') : kept(type, group.name, 'without our tag'),
    )
  }
  if (role) {
    items.push(
      ours(role.tags)
        ? removed('iam-role', role.name, 'with its policy')
        : kept('iam-role', role.name, 'without our tag'),
    )
  }
  return { items, blockers: [], invokeUrl, changeCount: items.filter((item) => item.change !== 'none').length }
}
