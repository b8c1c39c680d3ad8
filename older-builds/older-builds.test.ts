/**
 * What older builds deployed, under the code of today: each kind of public API is read, updated, rolled back and removed from
 * a recorded state. Only a newer handler can differ, which a plan shows as an update of the function.
 */
import { GetDomainNameCommand, GetRestApiCommand } from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventory } from '../faults/inventory'
import { listKeys } from '../lib/keys/list-keys'
import { listShareLinks, revokeShareLink } from '../lib/share/links'
import { readShared } from '../lib/share/read-shared'
import { checkShareToken } from '../lib/share/token'
import { onlyRoute, type WiringSpec } from '../lib/spec/spec'
import { planDeploy, planRemove, runDeploy, runRemove } from '../lib/wiring/engine'
import { readWiring } from '../lib/wiring/read/current'
import { readDeploymentHistory } from '../lib/wiring/read/deployment-history'
import { listWirings } from '../lib/wiring/read/list-managed'
import { specOnRecord } from '../lib/wiring/repair'
import type { WiringContext } from '../lib/wiring/run/context'
import { unwrap } from '../lib/wiring/testing'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { endpointOf, handMade, kinds, sampleRow } from './kinds'
import { contextOf, type Deployed, fileOf, readRecord, readState, recordNames, sharePlace, timeScale } from './records'

const quiet = () => {}

describe.each(recordNames())('what the build of %s deployed', (record) => {
  const { place, urls: deployed } = readRecord(record)
  const names = Object.keys(deployed)

  let info: SandboxInfo
  let context: WiringContext
  let end = async () => {}
  beforeAll(async () => {
    const sandbox = await spawnSandbox(['--state', fileOf(record, 'state.json'), '--time-scale', String(timeScale)])
    info = sandbox.info
    end = sandbox.end
    context = contextOf(info)
  })
  afterAll(() => end())

  const specsOf = (kind: string) => kinds[kind]?.specs(place) ?? []
  /** The spec that callers reach, and that of a canary beside it. */
  const inPlace = (kind: string) => {
    const specs = specsOf(kind)
    const canaryPercent = kinds[kind]?.canaryPercent
    const canary = canaryPercent ? specs.pop() : undefined
    return { live: specs.at(-1)!, canary, canaryPercent }
  }
  const urlOf = (kind: string) => `${info.url}${deployed[kind]?.url}`
  const expectLive = async (kind: string, spec: WiringSpec) => {
    const view = await readWiring(context, endpointOf(kind))
    expect(view).toMatchObject({ state: 'live', endpointGone: false, invokeUrl: urlOf(kind), spec })
    expect(view.resources.filter(({ health }) => health !== 'healthy')).toEqual([])
    return view
  }

  /** The status that a caller gets who has what the URL requires. */
  async function call(kind: string, { apiKey } = deployed[kind] as Pick<Deployed, 'apiKey'>): Promise<number> {
    const { contract } = onlyRoute(inPlace(kind).live)
    const key: Record<string, string> = apiKey ? { 'x-api-key': apiKey } : {}
    if (contract.input?.kind !== 'chat')
      return (await fetch(`${urlOf(kind)}?data=${sampleRow}`, { headers: key })).status
    const messages = [{ role: 'user', content: 'What is a pipeline?' }]
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ messages, max_tokens: 4 })
    return (await fetch(urlOf(kind), { method: 'POST', headers, body })).status
  }

  /** What a visitor of a share link is given. */
  async function visit({ token }: Deployed['shareLinks'][number], kind: string) {
    const check = await checkShareToken(sharePlace(context, endpointOf(kind), urlOf(kind)).secret, token)
    if (check.state !== 'valid') throw new Error(check.state)
    return readShared({ ...context, fetch }, check.claims)
  }

  it('is all listed', async () => {
    const listed = await listWirings(context.clients, context.target, context.invokeUrlTemplate)
    const wanted = names.map((kind) => ({ endpointName: endpointOf(kind), finished: true, invokeUrl: urlOf(kind) }))
    expect(listed).toEqual(
      wanted.sort((a, b) => (a.endpointName < b.endpointName ? -1 : 1)).map((one) => expect.objectContaining(one)),
    )
  })

  it.each(names)('%s: is read with the spec that it was deployed with, healthy, and answers', async (kind) => {
    const { live, canary, canaryPercent } = inPlace(kind)
    const view = await expectLive(kind, live)
    expect(view.spec).toEqual(live)
    expect(view.deployedBy).toBe('ana@acme.dev')
    const beside = { version: deployed[kind]?.versions[0], percent: canaryPercent, spec: canary }
    expect(view.canary).toEqual(canary && beside)
    expect(await call(kind)).toBe(kinds[kind]?.status ?? 200)
  })

  it.each(names)('%s: has its deployment history', async (kind) => {
    const history = await readDeploymentHistory(context, endpointOf(kind))
    expect(history.map(({ version }) => version)).toEqual(deployed[kind]?.versions)
    expect(history.map(({ spec }) => spec)).toEqual(specsOf(kind).reverse())
    expect(history.map(({ publishedBy }) => publishedBy)).toEqual(history.map(() => 'ana@acme.dev'))
  })

  it.each(names)(
    '%s: differs from what a deploy would make in nothing but the handler or its templates',
    async (kind) => {
      const { live, canary, canaryPercent } = inPlace(kind)
      const plan = unwrap(await planDeploy(context, canary ?? live, { canaryPercent }))
      expect(plan.blockers).toEqual([])
      const changes = plan.items.filter(({ change }) => change !== 'none')
      const fields = changes.map(({ type, change, fields }) =>
        [change, type, ...fields.map(({ field }) => field)].join(' '),
      )
      const alias = canary ? 'update lambda-alias RoutingConfig' : 'update lambda-alias'
      const newer = ['update lambda-function CodeSha256', alias]
      const templates = [
        'update api-definition /flower GET 424 template /flower OPTIONS 200 header x-portico-definition',
        'replace deployment',
      ]
      const { integration } = onlyRoute(live)
      const onOffer = { function: [[], newer], direct: [templates], http: [[]] }[integration?.kind ?? 'function']
      expect(onOffer).toContainEqual(fields)
    },
  )

  it('has its keys, which open the URL', async () => {
    const { keys } = await listKeys(context.clients, endpointOf('keys'), new Date())
    const key = { name: 'Mobile app', enabled: true, createdBy: 'ana@acme.dev' }
    expect(keys).toMatchObject([
      { ...key, isReplaced: false },
      { ...key, isReplaced: true },
    ])
    expect(await call('keys', {})).toBe(403)
  })

  it.each(['keys', 'shared'])('%s: has its share links, which visitors open until they are revoked', async (kind) => {
    const { shareLinks = [] } = deployed[kind] ?? {}
    const sharing = sharePlace(context, endpointOf(kind), urlOf(kind))
    const listed = await listShareLinks(sharing)
    expect(new Set(listed.map(({ title }) => title))).toEqual(new Set(shareLinks.map(({ title }) => title)))
    for (const link of shareLinks) {
      const shared = await visit(link, kind)
      if (shared.state !== 'live') throw new Error(shared.state)
      const { page } = shared
      expect(page).toMatchObject({ title: link.title, bounded: true, invokeUrl: urlOf(kind) })
      expect(await call(kind, { apiKey: page.apiKey?.value })).toBe(200)
    }
    const [first] = listed
    await revokeShareLink(sharing, first?.id ?? '')
    const revoked = shareLinks.filter(({ title }) => title === first?.title)
    expect(await Promise.all(revoked.map(async (link) => (await visit(link, kind)).state))).toEqual(
      revoked.map(() => 'revoked'),
    )
  })

  it.each(names)('%s: is updated, and goes back to its oldest version', async (kind) => {
    const { live, canary } = inPlace(kind)
    const next = { ...(canary ?? live), throttle: { rateLimit: 30, burstLimit: 60 } }
    expect(unwrap(await runDeploy(context, next, quiet)).invokeUrl).toBe(urlOf(kind))
    expect((await expectLive(kind, next)).canary).toBeUndefined()
    expect(await call(kind)).toBe(kinds[kind]?.status ?? 200)
    const oldest = unwrap(await specOnRecord(context, endpointOf(kind), deployed[kind]?.versions.at(-1)))
    expect(oldest).toEqual(specsOf(kind)[0])
    expect(unwrap(await runDeploy(context, oldest, quiet)).invokeUrl).toBe(urlOf(kind))
    await expectLive(kind, oldest)
  })

  it('is removed as it was recorded, and nothing of it is left', async () => {
    const { accountId } = info
    const state = JSON.stringify(readState(record))
    const loaded = await fetch(`${info.url}/_sandbox/accounts/${accountId}/state`, { method: 'PUT', body: state })
    const { accessKeyId, secretAccessKey } = (await loaded.json()) as SandboxInfo
    context = contextOf({ ...info, accessKeyId, secretAccessKey })
    for (const kind of names) {
      unwrap(await runRemove(context, endpointOf(kind), quiet))
      expect(unwrap(await planRemove(context, endpointOf(kind))).changeCount).toBe(0)
      expect((await readWiring(context, endpointOf(kind))).state).toBe('none')
    }
    const left = (await inventory(context)).filter(
      (line) => !line.includes(handMade) && !line.includes(place.restApiId),
    )
    expect(left).toEqual([])
    const domainName = specsOf('domain').at(-1)?.domain?.name
    await expect(context.clients.apiGateway.send(new GetDomainNameCommand({ domainName }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
    expect(await listWirings(context.clients, context.target, context.invokeUrlTemplate)).toEqual([])
    // The adopted URL is its owner's again.
    const api = await context.clients.apiGateway.send(new GetRestApiCommand({ restApiId: place.restApiId }))
    expect(api.tags ?? {}).toEqual({})
    expect(await (await fetch(`${urlOf('adopted')}?data=${sampleRow}`)).text()).toBe('0.1')
    const [link] = deployed.shared?.shareLinks ?? []
    if (link) expect((await visit(link, 'shared')).state).toBe('gone')
  })
})
