/** Share links of a URL that requires keys, through the real SDK and at the public API; then of an open one. */

import { createHash } from 'node:crypto'
import {
  CreateUsagePlanCommand,
  GetApiKeysCommand,
  GetRestApiCommand,
  GetUsagePlansCommand,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { listKeys } from '../keys/list-keys'
import { defaultSpec } from '../spec/defaults'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from '../wiring/engine'
import { checkWiring, forgetCheck } from '../wiring/read/check'
import { ownApiTags } from '../wiring/resources/api-tags'
import { testContext, unwrap } from '../wiring/testing'
import { createShareLink, listShareLinks, pruneLinks, revokeShareLink } from './links'
import { readShared } from './read-shared'
import { checkShareToken } from './token'
import type { ShareLinkSpec } from './types'

const endpointName = 'iris-xgboost'
const secret = 's'.repeat(32)
const keyed: WiringSpec = {
  ...defaultSpec(endpointName, 'Real-time'),
  access: { kind: 'key', rateLimit: 50, burstLimit: 100, quotaPerDay: 500 },
}
const linkSpec: ShareLinkSpec = { title: 'What’s this flower?', days: 30, bounded: true, embedOrigins: [] }

let account: TestAccount
let url = ''
let restApiId = ''
const quiet = () => {}
const context = () => testContext(account)
const place = (spec = keyed) => {
  const { clients, target, invokeUrlTemplate, clock } = context()
  const where = { clients, target, endpointName, restApiId, secret, origin: 'https://portico.acme.dev' }
  return { ...where, spec, person: 'ana@acme.dev', invokeUrlTemplate, fetch, clock }
}
const apiGateway = () => context().clients.apiGateway
const apiKeys = async () => (await apiGateway().send(new GetApiKeysCommand({}))).items ?? []
const plans = async () => (await apiGateway().send(new GetUsagePlansCommand({}))).items ?? []
const linkKeys = async () => (await apiKeys()).filter(({ tags }) => tags?.['portico:key'] === 'share')
const tags = async () => (await apiGateway().send(new GetRestApiCommand({ restApiId }))).tags ?? {}
const call = async (key?: string, base = url) =>
  (await fetch(`${base}?data=5.1,3.5,1.4,0.2`, { headers: key ? { 'x-api-key': key } : {} })).status

/** What a visitor of the link is given. */
const visit = async (address: string) => {
  const token = address.match(/\/share\/([^/]+)/)?.[1] ?? ''
  const check = await checkShareToken(secret, token)
  if (check.state !== 'valid') throw new Error(check.state)
  return readShared({ ...place(), fetch }, check.claims)
}
const pageOf = async (address: string) => {
  const shared = await visit(address)
  if (shared.state !== 'live') throw new Error(shared.state)
  return shared.page
}

async function deploy(spec: WiringSpec) {
  const outcome = unwrap(await runDeploy(context(), spec, quiet))
  url = outcome.invokeUrl ?? ''
  restApiId = url.match(/restapis\/([a-z0-9]{10})/)?.[1] ?? url.match(/[a-z0-9]{10}/)?.[0] ?? ''
}

beforeAll(async () => {
  account = await createTestAccount()
  await deploy(keyed)
})
afterAll(() => account.close())

describe('a link of a URL that requires keys', () => {
  it('has a key of its own in the usage plan of its cap, and opens the URL once it is handed out', async () => {
    const { link, opensSoon } = unwrap(
      await createShareLink(place(), { ...linkSpec, description: 'Four measures, one “species”.', dailyCap: 100 }),
    )
    expect(opensSoon).toBe(false)
    expect(link).toMatchObject({ title: linkSpec.title, bounded: true, key: { dailyCap: 100, gone: false } })
    const page = await pageOf(link.url)
    expect(page).toMatchObject({ title: linkSpec.title, description: 'Four measures, one “species”.', bounded: true })
    expect(page.apiKey?.dailyCap).toBe(100)
    expect(await call(page.apiKey?.value)).toBe(200)
    const [key] = await linkKeys()
    expect(key?.tags).toMatchObject({
      'portico:endpoint': endpointName,
      'portico:share-link': link.id,
      'portico:deployed-by': 'ana=40acme.dev',
    })
    const plan = (await plans()).find((one) => one.tags?.['portico:share-cap'] === '100')
    expect(plan).toMatchObject({ quota: { limit: 100, period: 'DAY' }, throttle: { rateLimit: 50, burstLimit: 100 } })
    const [listed] = await listShareLinks(place())
    expect(listed?.key?.usedToday).toBeGreaterThan(0)
  })

  it('shares its usage plan with the other links of the same cap', async () => {
    const second = unwrap(await createShareLink(place(), { ...linkSpec, title: 'Second', dailyCap: 100 })).link
    expect((await plans()).flatMap((plan) => plan.tags?.['portico:share-cap'] ?? [])).toEqual(['100'])
    const [a, b] = await Promise.all((await listShareLinks(place())).map(({ url }) => pageOf(url)))
    expect(a?.apiKey?.value).not.toBe(b?.apiKey?.value)
    expect(second.key?.dailyCap).toBe(100)
  })

  it('is refused once its cap of the day is used up, while the other links go on', async () => {
    const { link } = unwrap(await createShareLink(place(), { ...linkSpec, title: 'Busy', dailyCap: 100 }))
    const key = (await pageOf(link.url)).apiKey?.value
    // Instead of a hundred calls: a smaller cap, by hand.
    const usagePlanId = (await plans()).find((plan) => plan.tags?.['portico:share-cap'])?.id
    const patchOperations = [{ op: 'replace' as const, path: '/quota/limit', value: '6' }]
    await apiGateway().send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }))
    const statuses: number[] = []
    for (let requests = 0; requests < 7; requests++) statuses.push(await call(key))
    expect(statuses).toContain(200)
    const refused = await fetch(url, { headers: { 'x-api-key': key ?? '' } })
    expect([statuses.at(-1), refused.status, await refused.json()]).toEqual([429, 429, { message: 'Limit Exceeded' }])
    const links = await listShareLinks(place())
    expect(links.find(({ id }) => id === link.id)?.key?.usedToday).toBe(6)
    const second = links.find(({ title }) => title === 'Second')
    expect(await call((await pageOf(second?.url ?? '')).apiKey?.value)).toBe(200)
    await revokeShareLink(place(), link.id)
  })

  it('is dead at once when it is revoked, and so is its key', async () => {
    const { link } = unwrap(await createShareLink(place(), { ...linkSpec, title: 'Short', dailyCap: 100 }))
    const { apiKey } = await pageOf(link.url)
    await revokeShareLink(place(), link.id)
    expect(await visit(link.url)).toEqual({ state: 'revoked' })
    expect(await call(apiKey?.value)).toBe(403)
    expect(Object.keys(await tags()).filter((key) => key.includes(link.id))).toEqual([])
    await revokeShareLink(place(), link.id)
  })

  it('is listed as broken where somebody disabled its key', async () => {
    const { link } = unwrap(await createShareLink(place(), { ...linkSpec, title: 'Broken', dailyCap: 100 }))
    const key = (await linkKeys()).find((one) => one.tags?.['portico:share-link'] === link.id)
    const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: 'false' }]
    await apiGateway().send(new UpdateApiKeyCommand({ apiKey: key?.id, patchOperations }))
    const listed = (await listShareLinks(place())).find(({ id }) => id === link.id)
    expect(listed?.key?.gone).toBe(true)
    await revokeShareLink(place(), link.id)
  })

  it('keeps usage from the list where it cannot be read, and nothing else', async () => {
    await account.orderFaults([{ operation: 'GetUsage', kind: 'denied', nth: 1, times: 100 }])
    const links = await listShareLinks(place())
    expect(links.length).toBeGreaterThan(0)
    expect(links.every(({ key }) => key && key.usedToday === undefined)).toBe(true)
    await account.orderFaults([])
  })

  it('leaves no key where its record cannot be written', async () => {
    const before = (await linkKeys()).length
    await account.orderFaults([{ operation: 'TagResource', kind: 'denied', nth: 1, times: 1 }])
    await expect(createShareLink(place(), { ...linkSpec, title: 'Never', dailyCap: 100 })).rejects.toThrow(
      /not authorized/,
    )
    await account.orderFaults([])
    expect(await linkKeys()).toHaveLength(before)
    expect((await listShareLinks(place())).some(({ title }) => title === 'Never')).toBe(false)
  })

  it('ends by itself: what ended is taken away, key first', async () => {
    const { link } = unwrap(await createShareLink(place(), { ...linkSpec, title: 'A day', days: 1, dailyCap: 100 }))
    const value = (await pageOf(link.url)).apiKey?.value
    const later = new Date(Date.now() + 2 * 86_400_000)
    expect((await listShareLinks(place(), later)).some(({ id }) => id === link.id)).toBe(false)
    await pruneLinks(place(), later)
    expect(await call(value)).toBe(403)
    expect(Object.keys(await tags()).some((key) => key.includes(link.id))).toBe(false)
    expect((await listShareLinks(place())).map(({ title }) => title).sort()).toEqual(['Second', linkSpec.title].sort())
  })
})

describe('the wiring of a URL with links', () => {
  it('has not drifted, and a deploy of the same writes nothing', async () => {
    forgetCheck(context().target, endpointName)
    expect(await checkWiring(context(), endpointName)).toMatchObject({ state: 'healthy', differing: [] })
    const outcome = unwrap(await runDeploy(context(), keyed, quiet))
    expect(outcome.writes).toBe(0)
    const keys = await listKeys(context().clients, endpointName, new Date())
    expect(keys.keys).toEqual([])
  })

  it('takes its links along to another stage', async () => {
    const [link] = await listShareLinks(place())
    const moved = { ...keyed, stage: 'v2' }
    const plan = unwrap(await planDeploy(context(), moved))
    expect(plan.items.find(({ name }) => name === 'portico-iris-xgboost-share-100')).toMatchObject({
      type: 'usage-plan',
      change: 'update',
      fact: 'of share links, 100 a day for each',
    })
    await deploy(moved)
    expect((await plans()).every((one) => one.apiStages?.map(({ stage }) => stage).join() === 'v2')).toBe(true)
    const value = (await linkKeys()).find((one) => one.tags?.['portico:share-link'] === link?.id)
    const withValue = (await apiGateway().send(new GetApiKeysCommand({ includeValues: true }))).items
    expect(await call(withValue?.find(({ id }) => id === value?.id)?.value)).toBe(200)
    expect(unwrap(await runDeploy(context(), moved, quiet)).writes).toBe(0)
  })

  it('needs their keys no more if it requires none', async () => {
    const plan = unwrap(await planDeploy(context(), { ...keyed, stage: 'v2', access: { kind: 'open' } }))
    const gone = plan.items.filter(({ change }) => change === 'delete')
    expect(gone.filter(({ fact }) => fact.startsWith('a share link’s'))).toHaveLength(2)
    expect(gone.map(({ name }) => name)).toContain('portico-iris-xgboost-share-100')
  })

  it('is removed with their keys and plans', async () => {
    const plan = unwrap(await planRemove(context(), endpointName))
    expect(plan.items.map(({ name }) => name)).toContain('portico-iris-xgboost-share-100')
    const foreign = new CreateUsagePlanCommand({ name: 'somebody else’s' })
    await apiGateway().send(foreign)
    unwrap(await runRemove(context(), endpointName, quiet))
    expect((await plans()).map(({ name }) => name)).toEqual(['somebody else’s'])
    expect(await apiKeys()).toEqual([])
  })
})

describe('a link of an open URL', () => {
  const spec = withFields(defaultSpec(endpointName, 'Real-time'), { contract: onlyRoute(keyed).contract })

  it('has what its sharer chose, and no key', async () => {
    await deploy(spec)
    const examples = [{ name: 'Small, wild', value: '5.1,3.5,1.4,0.2' }]
    const embedOrigins = ['https://www.acme.dev']
    const { link } = unwrap(
      await createShareLink(place(spec), { ...linkSpec, bounded: false, examples, embedOrigins, dailyCap: 100 }),
    )
    expect(link.key).toBeUndefined()
    expect(link.embed?.origins).toEqual(embedOrigins)
    expect(link.embed?.url).toMatch(/^https:\/\/portico\.acme\.dev\/share\/[\w.-]+\/embed$/)
    const page = await pageOf(link.embed?.url ?? '')
    expect(page).toMatchObject({ bounded: false, contract: { examples } })
    // What a visitor sees names nobody and nothing of the console.
    const reported = JSON.stringify(page)
    for (const word of ['ana@acme.dev', endpointName, account.accountId, 'portico-', 'arn:'])
      expect(reported).not.toContain(word)
  })

  it('is refused where there is no room for it, and says what to do', async () => {
    const places = place(spec)
    const noise = (seed: number) =>
      Array.from({ length: 12 }, (_, at) => createHash('sha256').update(`${seed} ${at}`).digest('base64')).join('')
    const examples = [1, 2, 3].map((seed) => ({ name: `${seed}`, value: noise(seed) }))
    expect(await createShareLink(places, { ...linkSpec, examples })).toMatchObject({
      ok: false,
      error: { code: 'link-too-long' },
    })
    let made = 1
    for (;;) {
      const result = await createShareLink(places, { ...linkSpec, title: `Link ${made}` })
      if (!result.ok) {
        expect(result.error.code).toMatch(/^(too-many-links|no-room-for-link)$/)
        break
      }
      made++
    }
    expect(made).toBeGreaterThanOrEqual(15)
    // What deploys and removals write beside them has its room.
    expect(new Set([...Object.keys(await tags()), ...ownApiTags]).size).toBeLessThanOrEqual(50)
  })
})
