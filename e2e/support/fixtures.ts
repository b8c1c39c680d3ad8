/**
 * Each worker has a production console of its own on a free port, and an account of its own in the sandbox; each test signs
 * in as whom it needs. AWS's seconds pass quickly there; what a person waits for in the browser does not.
 */
import { randomBytes } from 'node:crypto'
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { consoleEnv, freePort, startConsole, startSandbox, stop } from '../../scripts/lib/servers.mjs'
import { type Model, startContainers } from './containers'

export interface Stage {
  /** Which tests share it. */
  scene: string
  /** The console's address. */
  origin: string
  /** What it was started with: for another process beside it. */
  env: Record<string, string>
  sandbox: {
    url: string
    region: string
    accountId: string
    accessKeyId: string
    secretAccessKey: string
    invokeUrlTemplate: string
  }
  aws: { iam: IAMClient; lambda: LambdaClient; apiGateway: APIGatewayClient; logs: CloudWatchLogsClient }
}

type PersonName = 'Vera Viewer' | 'Dana Deployer' | 'Ada Admin'

interface Fixtures {
  signIn: (name: PersonName) => Promise<void>
  /** The path of a page of the console in the sandbox's account and region. */
  at: (path: string) => string
}

interface WorkerFixtures {
  stage: Stage
  extraEndpoints: number
  /** How long a new role cannot be assumed, AWS's ms: more than 0 takes a sandbox of the scene's own. */
  rolePropagationMs: number
  scene: string
  /** Further endpoints, each with a model of the test's own behind it. */
  models: Record<string, Model>
}

/** The variable in which `global-setup.ts` writes how the sandbox of all scenes is reached. */
export const sandboxVariable = 'SANDBOX_OF_TESTS'

/** AWS's seconds pass that much faster in the tests. */
export const sandboxFlags = (rolePropagationMs: number) => [
  ...['--time-scale', '20'],
  ...['--role-propagation-ms', String(rolePropagationMs)],
]

async function newAccount(sandboxUrl: string, options: object) {
  const response = await fetch(`${sandboxUrl}/_sandbox/accounts`, { method: 'POST', body: JSON.stringify(options) })
  if (!response.ok) throw new Error(`The sandbox made no account: ${response.status} ${await response.text()}`)
  return response.json()
}

/** What the policy of its pages stops from now on. */
export function stoppedIn(context: BrowserContext): string[] {
  const stopped: string[] = []
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) stopped.push(message.text())
  })
  return stopped
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // A scene of its own is an account of its own, in which no endpoint has a public API yet.
  scene: ['shared', { option: true, scope: 'worker' }],
  extraEndpoints: [0, { option: true, scope: 'worker' }],
  rolePropagationMs: [0, { option: true, scope: 'worker' }],
  models: [{}, { option: true, scope: 'worker' }],
  stage: [
    async ({ extraEndpoints, rolePropagationMs, scene, models }, use) => {
      const containers = await startContainers(models)
      const own = rolePropagationMs > 0 ? await startSandbox(sandboxFlags(rolePropagationMs)) : undefined
      const sandbox = own?.info ?? JSON.parse(process.env[sandboxVariable] ?? '')
      const { endpoints } = containers
      const info = { ...sandbox, ...(await newAccount(sandbox.url, { endpoints, extraEndpoints })) }
      const port = await freePort()
      const env = consoleEnv(info, port, randomBytes(32).toString('base64'))
      const console_ = await startConsole(port, env)
      const options = {
        region: info.region,
        endpoint: info.url,
        credentials: { accessKeyId: info.accessKeyId, secretAccessKey: info.secretAccessKey },
      }
      await use({
        scene,
        origin: `http://127.0.0.1:${port}`,
        env,
        sandbox: info,
        aws: {
          iam: new IAMClient(options),
          lambda: new LambdaClient(options),
          apiGateway: new APIGatewayClient(options),
          logs: new CloudWatchLogsClient(options),
        },
      })
      await Promise.all([stop(console_), own && stop(own.child)])
      containers.stop()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  // Whatever a test does: a page that its own policy stops from loading or calling something is broken.
  context: async ({ context }, use) => {
    const stopped = stoppedIn(context)
    await use(context)
    expect(stopped).toEqual([])
  },
  baseURL: async ({ stage }, use) => use(stage.origin),
  at: async ({ stage }, use) => use((path) => `/${stage.sandbox.accountId}/${stage.sandbox.region}/${path}`),
  signIn: async ({ page }, use) =>
    use(async (name) => {
      await page.goto('/sign-in')
      await page.getByRole('button', { name }).click()
      await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
    }),
})

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Says whether axe is in every document of the page, from a look at it before. */
async function hasAxe(page: Page): Promise<boolean> {
  const inEach = page.frames().map((frame) => frame.evaluate(() => 'axe' in globalThis).catch(() => false))
  return (await Promise.all(inEach)).every(Boolean)
}

/**
 * No violation of WCAG 2.2 AA on the page as it stands, or in the part of it that a selector names. The legacy mode runs
 * in the page itself, where the other one opens a second page for each result; selectors are written for violations alone.
 * The title is waited for apart from axe: for some milliseconds of a refresh React has taken the old one out of the page.
 * Axe's source goes into a document once: to read it takes a browser a good part of what a look takes.
 */
export async function expectAccessible(page: Page, part?: string) {
  expect((await accessibilityOf(page, part)).violations).toEqual([])
}

/** What axe finds, in words, and how many rules it tried. */
export async function accessibilityOf(page: Page, part?: string) {
  await expect(page).toHaveTitle(/\S/)
  const axe = new AxeBuilder({ page, axeSource: (await hasAxe(page)) ? ';' : undefined })
    .options({
      runOnly: { type: 'tag', values: rules },
      rules: { 'document-title': { enabled: false } },
      resultTypes: ['violations'],
    })
    .setLegacyMode()
  const { violations, passes } = await (part ? axe.include(part) : axe).analyze()
  return {
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`),
    rules: violations.length + passes.length,
  }
}

export { expect }
