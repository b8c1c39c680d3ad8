/**
 * Every page of the console with each permission that it uses denied: the page names the action that is missing. `npm test`
 * tries a share of the cases that a seed chooses, `npm run test:faults` all of them.
 */
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type AwsClients, createClients } from '../lib/aws/create-clients'
import { ok } from '../lib/result'
import { forgetCheck } from '../lib/wiring/check'
import { defaultSpec } from '../lib/wiring/defaults'
import { runDeploy } from '../lib/wiring/engine'
import { testContext, unwrap } from '../lib/wiring/testing'
import { createTestAccount, type TestAccount } from '../sandbox/testing/account'
import { deployForm, pages } from './pages'
import { drawsOf, seed } from './seed'

const now = vi.hoisted((): { context?: unknown } => ({}))
vi.mock('@/lib/auth/open-page', () => ({ openPage: async () => now.context }))
vi.mock('@/lib/auth/context', () => ({ openContext: async () => now.context }))
vi.mock('@/lib/auth/session', () => ({ currentPerson: async () => person }))
vi.mock('@/lib/auth/caller-address', () => ({ callerAddress: async () => undefined }))
vi.mock('next/navigation', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({ push() {}, replace() {}, refresh() {}, prefetch() {} }),
  usePathname: () => '/',
  useSearchParams: () => new URLSearchParams(),
  useParams: () => ({}),
}))

const person = { id: 'dana', name: 'Dana', email: 'dana@acme.dev', role: 'deployer' }
const name = 'iris-xgboost'
let account: TestAccount
let where: { account: string; region: string; name: string }

const sitIn = (clients: AwsClients) => {
  const target = { accountId: account.accountId, region: account.region, partition: 'aws' }
  now.context = ok({ person, target, clients, regions: [account.region] })
  forgetCheck(target, name)
}

async function denying(permissions: string[]): Promise<AwsClients> {
  const { keys } = await account.restrictedKeys(permissions)
  return createClients({ region: account.region, endpointUrl: account.url, credentials: keys })
}

/** Ids and names vary within a kind of resource; what is denied holds for all of one kind. */
const patternOf = ({ action, resource }: { action: string; resource: string }) =>
  `${action} ${resource
    .replace(/\/(restapis|deployments|apikeys|usageplans)\/[a-z0-9]{6,}/g, '/$1/*')
    .replace(/:(endpoint|endpoint-config|model)\/[^/]+$/, ':$1/*')}`

/** `lambda:GetAlias arn:…:function:portico-iris` → how a page says that it is missing; of a pattern the words before the star. */
function inWords(denied: string): string {
  const [action, resource = '*'] = denied.split(' ')
  return `may not call ${action}${resource === '*' ? '' : ` on ${resource.split('*')[0]}`}`
}

/** No policy denies the first; prices are kept for half a day, so they have a test of their own. */
const neverDenied = new Set(['sts:GetCallerIdentity', 'pricing:GetProducts'])

/** Look for what others added to a resource. What they do not find is said beside the resource, on the pages that list resources. */
const besideResources = new Set([
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
  'lambda:ListFunctionUrlConfigs',
])
const listResources = new Set(['endpoint', 'deploy', 'remove'])

async function permissionsOf(page: string): Promise<string[]> {
  await account.orderFaults([])
  sitIn(await denying(['none:None']))
  await pages[page]?.(where)
  const used = (await account.permissionsUsed()).filter(
    ({ action }) => !neverDenied.has(action) && (listResources.has(page) || !besideResources.has(action)),
  )
  return [...new Set(used.map(patternOf))].sort()
}

const every = process.env.EVERY_FAULT === '1'
/** In `npm test` one case of so many runs. */
const share = 12
const draw = drawsOf(seed)
/** What lies behind the sheets is a page of its own. */
const sheets = new Set(['deploy', 'remove'])
const tried = Object.keys(pages).filter((page) => every || !sheets.has(page))

beforeAll(async () => {
  account = await createTestAccount()
  where = { account: account.accountId, region: account.region, name }
  const environment = {
    AWS_REGION: account.region,
    AWS_ENDPOINT_URL: account.url,
    INVOKE_URL_TEMPLATE: account.invokeUrlTemplate,
    NEXTAUTH_SECRET: 's'.repeat(40),
    NEXTAUTH_URL: 'http://localhost:3000',
    DEMO_USERS: '1',
  }
  for (const [key, value] of Object.entries(environment)) vi.stubEnv(key, value)
  const spec = {
    ...defaultSpec(name, 'Real-time'),
    access: { kind: 'key' as const, rateLimit: 50, burstLimit: 100 },
  }
  unwrap(await runDeploy(testContext(account), spec, () => {}))
})
afterAll(() => account.close())

it.each(['overview', 'endpoint'])('%s names the prices that it may not read', async (page) => {
  sitIn(await denying(['pricing:GetProducts']))
  expect(await pages[page]?.(where)).toContain('may not call pricing:GetProducts')
})

it.each(tried)('%s names each action that it may not call', async (page) => {
  const silent: string[] = []
  const permissions = await permissionsOf(page)
  for (const denied of permissions) {
    if (!every && draw(share) !== 0) continue
    sitIn(await denying([denied]))
    const text = await pages[page]?.(where)
    if (!text?.includes(inWords(denied))) silent.push(denied)
  }
  expect(permissions.length).toBeGreaterThan(0)
  expect(silent).toEqual([])
})

// The last test: what it deletes is missing from then on.
it('the deploy form that cannot read what is left of a lost record is no form of guesses', async () => {
  await account.lambda.send(new DeleteFunctionCommand({ FunctionName: `portico-${name}` }))
  const form = async (...denied: string[]) => {
    sitIn(await denying(denied))
    return (await deployForm(where)) ?? expect.unreachable()
  }
  expect(await form('none:None')).toMatchObject({ obstacle: undefined, base: { access: { kind: 'key' } } })
  const { obstacle } = await form('iam:GetRole')
  expect(obstacle).toContain('may not call iam:GetRole')
})
