import { describe, expect, it } from 'vitest'
import type { Places } from '@/lib/endpoints/types'
import { endpointIn } from './endpoint-in'
import type { Item, PaletteContext } from './item'
import { actionsOn, docItems, knownOf, pageItems, placeItems, recentItems, sharingItems } from './items'
import { marked, rank, subjectOf } from './rank'
import { recentIn, withPlace } from './recent'
import { searchedLine } from './searched-line'
import { endpointKeys, goKeys, shortcutsFor } from './shortcuts'

const url = 'https://k3x9q2hd7f.execute-api.us-east-1.amazonaws.com/prod/iris'
const places: Places = {
  endpoints: [
    { name: 'iris-xgboost', status: 'InService' },
    { name: 'Churn-autogluon', status: 'Creating' },
    { name: 'fraud-iris', status: 'Failed' },
  ],
  more: false,
  apis: [
    {
      endpointName: 'iris-xgboost',
      restApiId: 'k3x9q2hd7f',
      publicApi: { state: 'live', restApiId: 'k3x9q2hd7f', stage: 'prod', resourcePath: 'iris', invokeUrl: url },
    },
    {
      endpointName: 'gone',
      restApiId: 'aaaaaaaaaa',
      publicApi: { state: 'incomplete', restApiId: 'aaaaaaaaaa', reason: 'A deploy did not finish.' },
    },
  ],
  tags: { 'churn-autogluon': ['team: growth', 'cost-centre: 4711'] },
  moreTags: false,
  failures: [],
}
const deployer: PaletteContext = {
  base: '/1/r',
  canDeploy: true,
  elsewhere: [],
  current: 'iris-xgboost',
  letters: true,
}
const viewer = { ...deployer, canDeploy: false }
const all = (context: PaletteContext, containers = new Map([['fraud-iris', 'CatBoost 1.2']])): Item[] => [
  ...placeItems(context, places, [{ name: 'beyond-the-page', status: 'InService' }], containers),
  ...actionsOn(context, 'iris-xgboost', knownOf(places, 'iris-xgboost')),
  ...pageItems(context, {}),
  ...docItems([{ href: '/docs/options#rate-and-burst', title: 'Rate and burst', page: 'What each option does' }]),
]
const found = (query: string, context = deployer) =>
  rank(all(context), query).flatMap(({ items }) => items.map(({ label }) => label))

describe('what was typed finds', () => {
  it.each([
    ['an endpoint by its name', 'iris-x', 'iris-xgboost'],
    ['whatever the case', 'churn', 'Churn-autogluon'],
    ['letters with gaps', 'irsxgb', 'iris-xgboost'],
    ['a tag', 'growth', 'Churn-autogluon'],
    ['a tag with its key', 'cost-centre: 4711', 'Churn-autogluon'],
    ['a container', 'catboost', 'fraud-iris'],
    ['an API id', 'k3x9q2hd7f', 'k3x9q2hd7f/prod/iris'],
    ['a whole invoke URL', url, 'k3x9q2hd7f/prod/iris'],
    ['an endpoint beyond the first page', 'beyond', 'beyond-the-page'],
    ['an incomplete public API', 'aaaaaaaaaa', 'public API incomplete'],
    ['an action and its endpoint', 'iris play', 'Open playground'],
    ['a page', 'activity', 'Activity'],
    ['documentation', 'burst', 'Rate and burst'],
  ])('%s', (_, query, label) => {
    expect(found(query)).toContain(label)
  })

  it('nothing by letters that are anywhere in an address', () => {
    expect(found('zzqq')).toEqual([])
  })

  it('the beginning of a name before its middle, and that before what is not shown', () => {
    expect(rank(all(deployer), 'iris')[0]?.items.map(({ label }) => label)).toEqual(['iris-xgboost', 'fraud-iris'])
  })

  it('how many there are, though only some are listed', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `m-${index}`, status: 'InService' as const }))
    const [group] = rank(placeItems(deployer, { ...places, endpoints: many }, [], new Map()), 'm-')
    expect([group?.items.length, group?.total]).toEqual([8, 20])
  })

  it('the endpoint that actions are about', () => {
    expect(subjectOf(all(deployer), 'iris play')).toBe('iris-xgboost')
    expect(subjectOf(all(deployer), 'nothing like it')).toBeUndefined()
  })
})

describe('who looks', () => {
  const labels = (context: PaletteContext) => all(context).map(({ label }) => label)

  it('sees what they can do, and nothing else', () => {
    const deploys = ['Change public API', 'Remove public API…', 'Adopt a URL']
    expect(labels(deployer)).toEqual(expect.arrayContaining(deploys))
    expect(labels(viewer).filter((label) => deploys.includes(label) || /deploy/i.test(label))).toEqual([])
    expect(labels(viewer)).toContain('Open playground')
  })

  it('is offered no deploy of an endpoint that cannot be called', () => {
    const ids = actionsOn(deployer, 'fraud-iris', knownOf(places, 'fraud-iris')).map(({ label }) => label)
    expect(ids).toEqual(['Open', 'Trace a call', 'Open metrics', 'Open logs', 'Open activity'])
  })

  it('sees documentation alone outside of an account', () => {
    expect(pageItems({ ...viewer, base: undefined }, {}).map(({ label }) => label)).toEqual([
      'Open the console',
      'Keyboard shortcuts',
    ])
  })
})

describe('share links and keys', () => {
  const sharing = {
    links: [{ id: 'l', title: 'Dana', url: 'https://portico.test/share/x', expiresAt: '2026-12-05T12:00:00.000Z' }],
    keys: [{ id: 'k', name: 'mobile-app', enabled: false }],
    failures: [],
  }
  const items = (context: PaletteContext, name = 'iris-xgboost') =>
    sharingItems(context, name, knownOf(places, name), sharing)

  it('are offered of a live public API, and a new link to whoever can make one', () => {
    expect(items(viewer).map(({ label }) => label)).toEqual(['Copy share link Dana', 'API key mobile-app'])
    expect(items(deployer).at(-1)).toMatchObject({
      label: 'Create a share link',
      href: '/1/r/endpoints/iris-xgboost#share-links',
    })
    expect(items(deployer, 'fraud-iris')).toEqual([])
  })

  it('are found by their names', () => {
    const labels = rank(items(viewer), 'mobile').flatMap((group) => group.items.map(({ label }) => label))
    expect(labels).toEqual(['API key mobile-app'])
  })
})

it('an endpoint beyond the first reads is found by what the index read of it', () => {
  const one = { name: 'far-away', status: 'InService' as const, tags: ['team: fraud'], container: 'DJL 0.33' }
  const items = placeItems(deployer, places, [one], new Map())
  for (const query of ['fraud', 'djl'])
    expect(rank(items, query)[0]?.items.map(({ label }) => label)).toContain('far-away')
})

describe('shortcuts', () => {
  it('that the palette shows are those of the page', () => {
    for (const { keys = [], href } of all(deployer)) {
      const [first = '', second] = keys.map((key) => key.toLowerCase())
      if (first === 'g') expect(href).toBe(`/1/r/${goKeys[second as keyof typeof goKeys]}`)
      else if (first && first !== '?') expect(Object.keys(endpointKeys)).toContain(first)
    }
  })

  it('are shown only if they work', () => {
    const shown = (context: PaletteContext) => all(context).flatMap(({ keys = [] }) => keys)
    expect(shown({ ...deployer, letters: false })).toEqual([])
    expect(shown({ ...deployer, current: 'fraud-iris' })).not.toContain('P')
    const does = (canDeploy: boolean) =>
      shortcutsFor(canDeploy).flatMap((group) => group.shortcuts.map((one) => one.does))
    expect(does(true).length - does(false).length).toBe(1)
  })
})

describe('recent places', () => {
  const place = (name: string, tab = '') => ({ name, tab, at: '2026-11-30T00:00:00.000Z' })

  it('hold each endpoint once, the last first', () => {
    expect(withPlace([place('a'), place('b')], place('b', 'logs'))).toEqual([place('b', 'logs'), place('a')])
    expect(
      withPlace(
        Array.from({ length: 9 }, (_, index) => place(String(index))),
        place('x'),
      ),
    ).toHaveLength(8)
  })

  it.each(['', 'null', '{"a":1}', '[1,{"name":"a"}]', 'not JSON'])('are none where %j is stored', (text) => {
    expect(recentIn(text)).toEqual([])
  })

  it('lead back to the tab', () => {
    expect(recentItems('/1/r', [place('iris-xgboost', 'playground')], places)[0]).toMatchObject({
      href: '/1/r/endpoints/iris-xgboost/playground',
      detail: 'Playground',
    })
  })

  it.each([
    ['/1/r/endpoints/iris/playground', { name: 'iris', tab: 'playground' }],
    ['/1/r/endpoints/iris/deploy', { name: 'iris', tab: '' }],
    ['/1/r/endpoints/iris/constructor', { name: 'iris', tab: '' }],
    ['/1/r/endpoints', undefined],
    ['/1/r/apis', undefined],
  ])('%s is about %j', (path, endpoint) => {
    expect(endpointIn(path)).toEqual(endpoint)
  })
})

it('lists an endpoint that is named like a member of every object', () => {
  const [item] = placeItems(
    deployer,
    { ...places, endpoints: [{ name: 'constructor', status: 'InService' }] },
    [],
    new Map(),
  )
  expect(item).toMatchObject({ label: 'constructor', words: [] })
})

it('a search says what it covered', () => {
  expect(searchedLine(places, 2)).toBe(
    'Searched the names of 3 endpoints, URLs and API ids of 2 public APIs, tags of 1 tagged endpoint, and containers of 2 of 3 read.',
  )
  expect(searchedLine({ ...places, more: true, moreTags: true }, 7)).toBe(
    'Searched the names of all endpoints, URLs and API ids of 2 public APIs, tags of the first 1 tagged endpoints, and containers of 7 read.',
  )
  const indexed = { tags: 400, containers: 30 }
  expect(searchedLine({ ...places, more: true, moreTags: true, indexed }, 7)).toBe(
    'Searched the names of all endpoints, URLs and API ids of 2 public APIs, tags of 400 endpoints, and containers of 30 read.',
  )
})

it.each([
  ['iris-xgboost', 'XGB', ['iris-', 'xgb', 'oost']],
  ['iris', 'zz', ['iris', '', '']],
  ['iris', '', ['iris', '', '']],
])('marks in %s what was typed: %s', (text, query, parts) => {
  expect(marked(text, query)).toEqual(parts)
})
