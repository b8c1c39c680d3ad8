/** Everything that the palette offers, as plain data: built from what was read, where the person is, and what they can do. */
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import type { Places, PublicApiState } from '@/lib/endpoints/types'
import { formatDate } from '@/lib/locale'
import type { Sharing } from '@/lib/share/types'
import { tabs } from './endpoint-in'
import type { Doc, Item, ItemIcon, Known, PaletteContext } from './item'
import type { RecentPlace } from './recent'

const addressOf = (publicApi: PublicApiState): string | undefined =>
  publicApi.state === 'live' ? publicApi.invokeUrl : undefined

/** `k3x9q2…/prod/iris`, or why there is no address. */
function apiInWords(publicApi: PublicApiState): string | undefined {
  if (publicApi.state === 'live') return `${publicApi.restApiId}/${publicApi.stage}/${publicApi.resourcePath}`
  return publicApi.state === 'incomplete' ? 'public API incomplete' : undefined
}

export const knownOf = (places: Places | undefined, name: string): Known => ({
  status: places?.endpoints.find((one) => one.name === name)?.status,
  publicApi: places?.apis.find((one) => one.endpointName === name)?.publicApi ?? { state: 'none' },
})

/**
 * Lists endpoints and public APIs.
 * @param found endpoints beyond those of the first reads
 * @param containers by endpoint, as far as this tab has read them
 */
export function placeItems(
  { base }: PaletteContext,
  places: Places,
  found: Places['endpoints'],
  containers: ReadonlyMap<string, string>,
): Item[] {
  const known = new Set(places.endpoints.map((one) => one.name))
  const foundByName = new Map(found.map((one) => [one.name, one]))
  const endpoints = [...places.endpoints, ...found.filter((one) => !known.has(one.name))].map(
    ({ name, status }): Item => {
      const { publicApi } = knownOf(places, name)
      const indexed = foundByName.get(name)
      const container = containers.get(name) ?? indexed?.container
      return {
        id: `endpoint ${name}`,
        group: 'Endpoints',
        label: name,
        mono: true,
        detail: [status, apiInWords(publicApi), container].filter(Boolean).join(' · '),
        words: [
          ...tagsOf(places, name),
          ...(indexed?.tags ?? []),
          ...(container ? [container] : []),
          ...addressesOf(publicApi),
        ],
        icon: { status },
        href: `${base}/endpoints/${name}`,
        endpoint: name,
      }
    },
  )
  const apis = places.apis.map(
    ({ endpointName, restApiId, publicApi }): Item => ({
      id: `api ${restApiId}`,
      group: 'Public APIs',
      label: apiInWords(publicApi) ?? restApiId,
      mono: true,
      detail: endpointName,
      words: [restApiId, ...addressesOf(publicApi)],
      icon: 'api',
      href: `${base}/endpoints/${endpointName}`,
      endpoint: endpointName,
    }),
  )
  return [...endpoints, ...apis]
}

/** An endpoint can be named like a member that every object has: `constructor`. */
const tagsOf = ({ tags }: Places, name: string): string[] =>
  Object.hasOwn(tags, name.toLowerCase()) ? (tags[name.toLowerCase()] ?? []) : []

const addressesOf = (publicApi: PublicApiState): string[] => {
  const url = addressOf(publicApi)
  return url ? [url] : []
}

/** Lists what can be done with one endpoint, by whoever looks. */
export function actionsOn({ base, canDeploy, current, letters }: PaletteContext, name: string, known: Known): Item[] {
  const href = `${base}/endpoints/${name}`
  const { publicApi, status } = known
  const url = addressOf(publicApi)
  const keys = (key: string) => (letters && current === name ? [key] : undefined)
  const item = (id: string, label: string, icon: ItemIcon, rest: Partial<Item>): Item => ({
    id: `action ${id} ${name}`,
    group: 'Actions',
    label,
    icon,
    words: [name],
    ...rest,
  })
  const changes = canDeploy && (status === undefined || endpointObstacle(status) === undefined)
  return [
    ...(current === name ? [] : [item('open', 'Open', 'open', { href })]),
    ...(url
      ? [
          item('playground', 'Open playground', 'play', { href: `${href}/playground`, keys: keys('P') }),
          item('copy', 'Copy invoke URL', 'copy', {
            detail: url,
            act: { copy: url, said: 'URL copied' },
            keys: keys('C'),
          }),
        ]
      : []),
    ...(changes
      ? [
          item('deploy', publicApi.state === 'none' ? 'Deploy public API' : 'Change public API', 'deploy', {
            href: `${href}/deploy`,
            detail: 'access, rate, path, advanced options',
            keys: keys('D'),
          }),
        ]
      : []),
    item('trace', 'Trace a call', 'trace', { href: `${href}/trace` }),
    item('metrics', 'Open metrics', 'metrics', { href: `${href}/metrics` }),
    item('logs', 'Open logs', 'logs', { href: `${href}/logs` }),
    item('activity', 'Open activity', 'activity', { href: `${href}/activity` }),
    ...(canDeploy && publicApi.state !== 'none'
      ? [item('remove', 'Remove public API…', 'remove', { href: `${href}/remove`, detail: 'confirms first' })]
      : []),
  ]
}

/** Share links to copy, keys to open, and how to make another, by whoever can. */
export function sharingItems(
  { base, canDeploy }: PaletteContext,
  name: string,
  { publicApi }: Known,
  sharing: Sharing | undefined,
): Item[] {
  if (publicApi.state !== 'live') return []
  const href = `${base}/endpoints/${name}`
  const item = (id: string, label: string, icon: ItemIcon, rest: Partial<Item>): Item => ({
    id: `sharing ${id} ${name}`,
    group: 'Share links and keys',
    label,
    icon,
    words: [name],
    ...rest,
  })
  return [
    ...(sharing?.links ?? []).map(({ id, title, url, expiresAt }) =>
      item(`link ${id}`, `Copy share link ${title}`, 'link', {
        detail: `${name} · ends ${formatDate(expiresAt, { dateStyle: 'medium' })}`,
        act: { copy: url, said: 'Share link copied' },
      }),
    ),
    ...(sharing?.keys ?? []).map(({ id, name: key, enabled }) =>
      item(`key ${id}`, `API key ${key}`, 'key', {
        detail: `${name} · ${enabled ? 'enabled' : 'disabled'}`,
        href: `${href}#keys`,
      }),
    ),
    ...(canDeploy
      ? [item('new link', 'Create a share link', 'link', { detail: name, href: `${href}#share-links` })]
      : []),
  ]
}

export function pageItems(
  { base, canDeploy, elsewhere, letters }: PaletteContext,
  counts: Partial<Record<string, string>>,
): Item[] {
  const help: Item = {
    id: 'shortcuts',
    group: 'Pages',
    label: 'Keyboard shortcuts',
    words: ['keys', 'help'],
    icon: 'keyboard',
    act: 'shortcuts',
    keys: letters ? ['?'] : undefined,
  }
  if (base === undefined)
    return [{ id: 'console', group: 'Pages', label: 'Open the console', words: [], icon: 'endpoints', href: '/' }, help]
  const page = (section: string, label: string, icon: ItemIcon, key?: string): Item => ({
    id: `page ${section}`,
    group: 'Pages',
    label,
    detail: counts[section],
    words: [],
    icon,
    href: `${base}/${section}`,
    keys: key && letters ? ['G', key] : undefined,
  })
  return [
    page('overview', 'Dashboard', 'dashboard', 'D'),
    page('endpoints', 'Endpoints', 'endpoints', 'E'),
    page('apis', 'APIs', 'apis', 'A'),
    page('activity', 'Activity', 'activity', 'H'),
    ...(canDeploy
      ? [{ ...page('adopt', 'Adopt a URL', 'adopt'), detail: 'take over an API that was made by hand' }]
      : []),
    ...elsewhere.map(
      ({ label, href }): Item => ({
        id: `place ${href}`,
        group: 'Pages',
        label: `Switch to ${label}`,
        words: ['account', 'region'],
        icon: 'place',
        href,
      }),
    ),
    help,
  ]
}

export const docItems = (docs: Doc[]): Item[] =>
  docs.map(({ href, title, page, words = [] }) => ({
    id: `docs ${href}`,
    group: 'Documentation',
    label: title,
    detail: title === page ? undefined : page,
    words: [page, ...words],
    icon: 'docs',
    href,
  }))

export const recentItems = (base: string, recent: RecentPlace[], places: Places | undefined): Item[] =>
  recent.map(({ name, tab, at }) => ({
    id: `recent ${name}`,
    group: 'Recent',
    label: name,
    mono: true,
    detail: tabs[Object.hasOwn(tabs, tab) ? tab : ''],
    words: [],
    icon: { status: knownOf(places, name).status },
    href: `${base}/endpoints/${name}${tab ? `/${tab}` : ''}`,
    endpoint: name,
    at,
  }))
