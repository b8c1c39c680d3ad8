/** The command palette and the documentation, by keyboard alone, as a deployer and as a viewer. */
import type { Page } from '@playwright/test'
import { deployed, startDeploy } from './support/deploy'
import { expect, expectAccessible, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

const endpointName = 'iris-serverless'

async function signInByKeyboard(page: Page, name: string) {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  // Nobody is signed in, so there is nothing to search.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const button = page.getByRole('button', { name })
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(button).toBeFocused({ timeout: 100 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
}

async function open(page: Page, query: string) {
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(palette).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.type(query)
  return palette
}

test('leads from the sign-in to a prediction by keyboard alone, and offers a viewer no deploy', async ({
  page,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at(`endpoints/${endpointName}`)
  await startDeploy(page, path, { sampleRow: '5.1,3.5,1.4,0.2' })
  await deployed(page)

  await signInByKeyboard(page, 'Dana Deployer')
  const palette = await open(page, 'iris-serv')
  await expect(palette.getByRole('option', { name: /Change public API/ })).toBeVisible()
  await expect(palette.getByText(/^Searched the names of \d+ endpoints/)).toBeVisible()
  await examineInLooks(page, testInfo, 'palette')
  await page.keyboard.type(' play')
  await expect(palette.getByRole('option', { name: 'Open playground', selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/playground$/)
  await expect(page.getByRole('button', { name: /^Predict/ })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('answered by the public API')

  await page.locator('main').focus()
  await page.keyboard.press('?')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts.getByText('Deploy or change the public API')).toBeVisible()
  await examineInLooks(page, testInfo, 'shortcuts')
  await page.keyboard.press('Escape')
  await expect(page.locator('main')).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: 'APIs' })).toBeVisible()
  await open(page, '')
  await expect(palette.getByRole('option', { name: new RegExp(`${endpointName}.*Playground`) })).toBeVisible()
  await examineInLooks(page, testInfo, 'palette-empty')

  await signInByKeyboard(page, 'Vera Viewer')
  await open(page, 'iris-serv')
  await expect(palette.getByRole('option', { name: 'Open playground' })).toBeVisible()
  await expect(palette.getByRole('option', { name: /Deploy|Change|Remove|Adopt/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  const search = page.getByRole('button', { name: 'Search or run a command' })
  await search.press('Enter')
  await expect(palette).toBeVisible()
  await page.keyboard.type('keyboard shortcuts')
  await page.keyboard.press('Enter')
  await expect(shortcuts).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(search).toBeFocused()
  await open(page, 'rate and burst')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/docs\/options#rate-and-burst$/)
  await expect(page.getByRole('heading', { name: 'Rate and burst' })).toBeVisible()
  for (const name of ['options', 'data', 'troubleshooting', 'permissions']) {
    await page.goto(`/docs/${name}`)
    await expectAccessible(page)
  }
  await page.goto('/docs/data')
  await examineInLooks(page, testInfo, 'docs-data')
  await page.goto('/docs/options')
  await examineInLooks(page, testInfo, 'docs-options')
})

test('without a connection the palette says that it did not load, and the page stays', async ({ page, at, signIn }) => {
  await signIn('Vera Viewer')
  await page.goto(at('endpoints'))
  await page.waitForLoadState('networkidle')
  const code = /\/_next\/static\//
  await page.route(code, (route) => route.abort())
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByText('A part of the page did not load.')).toBeVisible({ timeout: 10_000 })
  }).toPass()
  await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()

  await page.unroute(code)
  // Nothing comes: Escape gives up, and the next try is a new one.
  const held: (() => void)[] = []
  await page.route(code, async (route) => {
    await new Promise<void>((done) => held.push(done))
    await route.continue()
  })
  await page.keyboard.press('Control+k')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  for (const go of held) go()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.unroute(code)
  await open(page, 'iris-serv')
  await expect(page.getByRole('option', { name: 'Open playground' })).toBeVisible()
})

test('a click before the page runs is done once it does, and only once', async ({ page, at, signIn }) => {
  await signIn('Vera Viewer')
  const code = /\/_next\/static\/.*\.js/
  const held: (() => void)[] = []
  let holds = true
  await page.route(code, async (route) => {
    if (holds) await new Promise<void>((done) => held.push(done))
    await route.continue()
  })
  await page.goto(at('endpoints'), { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Search or run a command' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  holds = false
  for (const go of held) go()
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a deploy form whose code hangs or does not load can be left, and tried again', async ({ page, at, signIn }) => {
  await signIn('Dana Deployer')
  const overview = at('endpoints/iris-xgboost')
  const path = `${overview}/deploy`
  const html = await (await page.request.get(path)).text()
  // What the page names is there; what it loads later is what hangs.
  const isLate = ({ pathname }: URL) =>
    pathname.startsWith('/_next/static/chunks/') && !html.includes(pathname.split('/').at(-1) ?? '')
  let hangs = true
  const held: (() => void)[] = []
  await page.route(isLate, async (route) => {
    if (hangs) await new Promise<void>((done) => held.push(done))
    // The page that wanted it can be gone.
    await route.abort().catch(() => {})
  })
  const opening = page.getByText('Opening the deploy form…')
  const atOverview = new RegExp(`${overview}$`)

  await page.goto(path)
  await expect(opening).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(atOverview, { timeout: 1_000 })
  }).toPass()
  await expect(opening).toHaveCount(0)

  await page.goto(path)
  await page.getByRole('link', { name: 'Close' }).click()
  await expect(page).toHaveURL(atOverview)
  await expect(opening).toHaveCount(0)

  await page.goto(path)
  await expect(opening).toBeVisible()
  hangs = false
  for (const go of held) go()
  const failed = page.getByRole('alert').filter({ hasText: 'The deploy form did not load.' })
  await expect(failed).toBeVisible()
  await page.unroute(isLate)
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('dialog', { name: 'Deploy a public API' })).toBeVisible()
})
