/**
 * Every page of the console with each permission that it uses denied: the page names the action that is missing. So does
 * every page about one endpoint for each kind of wiring. `npm test` tries a share of the cases that a seed chooses,
 * `npm run test:faults` all of them.
 */
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda'
import { type ComponentType, createElement, lazy, Suspense } from 'react'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type AwsClients, createClients } from '../lib/aws/client/create-clients'
import { ok } from '../lib/result'
import { namesOf } from '../lib/spec/names'
import { forgetCheck } from '../lib/wiring/read/check'
import { createTestAccount, type TestAccount } from '../sandbox/testing/account'
import { deployForm, pages } from './pages'
import { drawsOf, seed } from './seed'
import { wirings } from './wirings'

const now = vi.hoisted((): { context?: unknown } => ({}))
vi.mock('@/lib/console/open-page', () => ({ openPage: async () => now.context }))
vi.mock('@/lib/console/context', () => ({ openContext: async () => now.context }))
vi.mock('@/lib/auth/session', () => ({ currentPerson: async () => person }))
vi.mock('@/lib/console/caller-address', () => ({ callerAddress: async () => undefined }))
// A part of a page whose code the browser loads later is part of the page.
vi.mock('next/dynamic', () => ({
  default: (load: () => Promise<{ default: ComponentType<object> }>) => {
    const Part = lazy(load)
    return (props: object) => createElement(Suspense, { fallback: null }, createElement(Part, props))
  },
}))
vi.mock('next/navigation', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({ push() {}, replace() {}, refresh() {}, prefetch() {} }),
  usePathname: () => '/',
  useSearchParams: () => new URLSearchParams(),
  useParams: () => ({}),
}))

const person = { id: 'dana', name: 'Dana', email: 'dana@acme.dev', role: 'deployer' }
let account: TestAccount
let where: { account: string; region: string; name: string }

const sitIn = (clients: AwsClients) => {
  const target = { accountId: account.accountId, region: account.region, partition: 'aws' }
  now.context = ok({ person, target, clients, regions: [account.region] })
  forgetCheck(target, where.name)
}

const clientsWith = (credentials: { accessKeyId: string; secretAccessKey: string }): AwsClients =>
  createClients({ region: account.region, endpointUrl: account.url, credentials })

const denying = async (permissions: string[]): Promise<AwsClients> =>
  clientsWith((await account.restrictedKeys(permissions)).keys)

/** Ids and names vary within a kind of resource; what is denied holds for all of one kind. */
const patternOf = ({ action, resource }: { action: string; resource: string }) =>
  `${action} ${resource
    .replace(/\/(restapis|deployments|apikeys|usageplans)\/[a-z0-9]{6,}/g, '/$1/*')
    .replace(/:(endpoint|endpoint-config|model)\/[^/]+$/, ':$1/*')}`

/** `lambda:GetAlias arn:…:function:portico-iris` → how a page says that it is missing; of a pattern the words before the star. */
function inWords(denied: string): string {
  const [action, resource = '*'] = denied.split(' ')
  return `is not allowed to call ${action}${resource === '*' ? '' : ` on ${resource.split('*')[0]}`}`
}

/** S3 quotes the resource, and what it says is in HTML or in JSON. */
const quotes = /\\?"|&quot;/g

/** No policy denies the first; prices are kept for half a day, so they have a test of their own. */
const neverDenied = new Set(['sts:GetCallerIdentity', 'pricing:GetProducts'])

/** Look for what others added to a resource. What they do not find is said beside the resource, on the pages that list resources. */
const besideResources = new Set([
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
  'lambda:ListFunctionUrlConfigs',
  'lambda:ListVersionsByFunction',
  'lambda:ListAliases',
])
const isBesideResources = ({ action, resource }: { action: string; resource: string }) =>
  besideResources.has(action) || (action === 'lambda:GetPolicy' && /:\d+$/.test(resource))

/** Kinds of wirings that lack a resource: who cannot look for what others added to it misses nothing. */
const without: Record<string, RegExp> = {
  direct: /:(ListFunctionUrlConfigs|ListVersionsByFunction|ListAliases)/,
  proxy: /:(ListFunctionUrlConfigs|ListVersionsByFunction|ListAliases)|RolePolicies/,
}

const listResources = new Set(['endpoints, checks', 'endpoint', 'deploy', 'remove'])

/** Returns what a page needs in a process that has read the function’s code already: that is kept, and read no more. */
async function permissionsOf(page: string): Promise<string[]> {
  await account.orderFaults([])
  sitIn(await denying(['none:None']))
  await pages[page]?.(where)
  const { keys } = await account.restrictedKeys(['none:None'])
  sitIn(clientsWith(keys))
  await pages[page]?.(where)
  const used = (await account.permissionsUsed(keys.accessKeyId)).filter(
    (used) => !neverDenied.has(used.action) && (listResources.has(page) || !isBesideResources(used)),
  )
  return [...new Set(used.map(patternOf))].sort()
}

const every = process.env.EVERY_FAULT === '1'
/** In `npm test` one case of so many runs. */
const percent = 12
const draw = drawsOf(seed)
/** What lies behind the sheets is a page of its own. */
const sheets = new Set(['deploy', 'remove'])
const tried = Object.keys(pages).filter((page) => every || !sheets.has(page))

/** The account has one wiring, of this kind. */
async function wire(kind: string) {
  account = await createTestAccount()
  where = { account: account.accountId, region: account.region, name: (await wirings[kind]?.(account)) ?? '' }
  const environment = {
    AWS_REGION: account.region,
    AWS_ENDPOINT_URL: account.url,
    INVOKE_URL_TEMPLATE: account.invokeUrlTemplate,
    NEXTAUTH_SECRET: 's'.repeat(40),
    NEXTAUTH_URL: 'http://localhost:3000',
    DEMO_USERS: '1',
  }
  for (const [key, value] of Object.entries(environment)) vi.stubEnv(key, value)
}

/** What a page does not say when it cannot be read. */
async function silentOn(page: string, permissions: string[]): Promise<string[]> {
  const silent: string[] = []
  for (const denied of permissions) {
    sitIn(await denying([denied]))
    const text = (await pages[page]?.(where))?.replaceAll(quotes, '')
    if (!text?.includes(inWords(denied).replaceAll(quotes, ''))) silent.push(`${page}: ${denied}`)
  }
  return silent
}

beforeAll(() => wire('keyed'))
afterAll(() => account.close())

it('the page of an endpoint names the code of the function, where it is not allowed to read it', async () => {
  const { functionArn } = namesOf(where.name, { accountId: where.account, region: where.region, partition: 'aws' })
  // Prices that were read once are kept, too.
  sitIn(await denying(['pricing:GetProducts', `lambda:GetFunction ${functionArn}:live`]))
  expect(await pages.endpoint?.(where)).toContain(`is not allowed to call lambda:GetFunction on ${functionArn}:live`)
})

it.each(['overview', 'endpoint'])('%s names the prices that it is not allowed to read', async (page) => {
  sitIn(await denying(['pricing:GetProducts']))
  expect(await pages[page]?.(where)).toContain('is not allowed to call pricing:GetProducts')
})

it.each(tried)('%s names each action that it is not allowed to call', async (page) => {
  const permissions = await permissionsOf(page)
  expect(permissions.length).toBeGreaterThan(0)
  expect(
    await silentOn(
      page,
      permissions.filter(() => every || draw(percent) === 0),
    ),
  ).toEqual([])
})

// The last test of this wiring: what it deletes is missing from then on.
it('the deploy form that cannot read what is left of a lost record is no form of guesses', async () => {
  await account.lambda.send(new DeleteFunctionCommand({ FunctionName: `portico-${where.name}` }))
  const form = async (...denied: string[]) => {
    sitIn(await denying(denied))
    return (await deployForm(where)) ?? expect.unreachable()
  }
  expect(await form('none:None')).toMatchObject({ obstacle: undefined, from: { base: { access: { kind: 'key' } } } })
  const { obstacle } = await form('iam:GetRole')
  expect(obstacle).toContain('is not allowed to call iam:GetRole')
})

/** Lists and what is of the whole region show each wiring alike. */
const ofRegion = new Set(['overview', 'endpoints', 'apis', 'activity'])
const ofEndpoint = Object.keys(pages).filter((page) => !ofRegion.has(page))

it.each(Object.keys(wirings).filter((kind) => kind !== 'keyed'))('pages of one that is %s do so, too', async (kind) => {
  await account.close()
  await wire(kind)
  const silent: string[] = []
  for (const page of every ? ofEndpoint : [ofEndpoint[draw(ofEndpoint.length)] ?? '']) {
    const permissions = (await permissionsOf(page)).filter((one) => !without[kind]?.test(one))
    expect(permissions.length, page).toBeGreaterThan(0)
    silent.push(
      ...(await silentOn(
        page,
        permissions.filter(() => every || draw(percent) === 0),
      )),
    )
  }
  expect(silent).toEqual([])
})
