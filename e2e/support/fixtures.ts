/**
 * Each file's scene has a production console and an account of its own in the sandbox; each test signs in as whom it
 * needs. AWS's seconds pass quickly there; what a person waits for in the browser does not. A worker keeps its browser
 * from file to file, because each start of one takes seconds of work.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Frame, type Page } from '@playwright/test'
import { type Scene, type Stage, stages } from './stage'

/** Who can sign in to a demo, with the id that its form sends. */
const people = { 'Vera Viewer': 'demo-viewer', 'Dana Deployer': 'demo-deployer', 'Ada Admin': 'demo-admin' }
type PersonName = keyof typeof people

interface Fixtures extends Scene {
  stage: Stage
  /** Signs in without a page, and opens none. */
  signIn: (name: PersonName) => Promise<void>
  /** Signs in as a person does, which ends at the list of endpoints. */
  signInByPage: (name: PersonName) => Promise<void>
  /** The path of a page of the console in the sandbox's account and region. */
  at: (path: string) => string
}

interface WorkerFixtures {
  stages: ReturnType<typeof stages>
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
  scene: ['shared', { option: true }],
  extraEndpoints: [0, { option: true }],
  rolePropagationMs: [0, { option: true }],
  models: [{}, { option: true }],
  stages: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const ours = stages()
      await use(ours)
      await ours.close()
    },
    { scope: 'worker' },
  ],
  stage: [
    async ({ stages, scene, extraEndpoints, rolePropagationMs, models }, use) =>
      use(await stages.of({ scene, extraEndpoints, rolePropagationMs, models })),
    { timeout: 300_000 },
  ],
  // Whatever a test does: a page that its own policy stops from loading or calling something is broken.
  context: async ({ context }, use) => {
    const stopped = stoppedIn(context)
    await use(context)
    expect(stopped).toEqual([])
  },
  baseURL: async ({ stage }, use) => use(stage.origin),
  at: async ({ stage }, use) => use((path) => `/${stage.sandbox.accountId}/${stage.sandbox.region}/${path}`),
  // What the form of the page sends. A test that is about something else saves two pages, one of them the list that reads most.
  signIn: async ({ page, stage }, use) =>
    use(async (name) => {
      // A page that is open calls the console now and then, and leaves by itself while nobody is signed in.
      if (page.url() !== 'about:blank') await page.goto('about:blank')
      const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
      const signedIn = await page.request.post('/api/auth/callback/demo', {
        headers: { origin: stage.origin },
        form: { csrfToken, person: people[name], json: 'true' },
      })
      expect(signedIn.status(), `${name} signs in`).toBe(200)
      // A request that is not believed is answered with 200 too, and with the way back to the form.
      expect((await signedIn.json()).url).not.toContain('/api/auth/')
    }),
  signInByPage: async ({ page }, use) =>
    use(async (name) => {
      await page.goto('/sign-in')
      await page.getByRole('button', { name }).click()
      await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
    }),
})

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const require = createRequire(import.meta.url)

/** Axe without comments and long names: to read the other takes a browser more than twice as long. */
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

async function giveAxe(frame: Frame) {
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axeSource)
}

/**
 * No violation of WCAG 2.2 AA on the page as it stands, or in the part of it that a selector names. The legacy mode runs
 * in the page itself, where the other one opens a second page for each result; selectors are written for violations alone.
 * The title is waited for apart from axe: for some milliseconds of a refresh React has taken the old one out of the page.
 */
export async function expectAccessible(page: Page, part?: string) {
  expect((await accessibilityOf(page, part)).violations).toEqual([])
}

/** What axe finds, in words, and how many rules it tried. */
export async function accessibilityOf(page: Page, part?: string) {
  await expect(page).toHaveTitle(/\S/)
  const inner = page.frames().filter((frame) => frame !== page.mainFrame())
  // A frame of the page may be gone by now.
  await Promise.all([giveAxe(page.mainFrame()), ...inner.map((frame) => giveAxe(frame).catch(() => {}))])
  // The builder would send its source twice, also to a document that has it.
  const axe = new AxeBuilder({ page, axeSource: ';' })
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
