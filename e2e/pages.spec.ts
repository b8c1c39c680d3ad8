/** Every page in a look of the run's seed (`EVERY_LOOK=1`: in both themes, wide and narrow): nothing sticks out, and axe finds nothing. */
import { deployed, startDeploy } from './support/deploy'
import { expect, expectAccessible, test } from './support/fixtures'
import { examine, looksFor, wear } from './support/looks'

const endpointName = 'penguin-species-ll'
const columns = `bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g
39.1,18.7,181,3750
59.6,13.1,231,6300
32.1,21.5,172,2700`

test('every page', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at(`endpoints/${endpointName}`)
  await startDeploy(page, path, { columns, sampleRow: '39.1,18.7,181,3750' })
  await deployed(page)
  await page.goto(path)
  const card = page.getByRole('region', { name: 'Share links' })
  await card.getByRole('button', { name: 'New share link' }).click()
  await card.getByLabel('Title of the page').fill('Penguin species')
  await card.getByRole('form', { name: 'New share link' }).getByRole('button', { name: /link/ }).click()
  const shared = (await card.getByRole('link', { name: /Penguin species/ }).getAttribute('href')) ?? ''

  const pages: [name: string, url: string, ready: () => Promise<void>][] = [
    ['endpoints', at('endpoints'), () => expect(page.getByText('AutoGluon').first()).toBeVisible()],
    ['endpoint', path, () => expect(page.getByRole('region', { name: 'Invoke URL' })).toBeVisible()],
    [
      'endpoint-failed',
      at('endpoints/house-prices-catboost'),
      () => expect(page.getByText(/ping health check/).first()).toBeVisible(),
    ],
    ['deploy', `${path}/deploy`, () => expect(page.getByText('Everything is up to date.')).toBeVisible()],
    ['remove', `${path}/remove`, () => expect(page.getByLabel(/to confirm/)).toBeVisible()],
    ['playground', `${path}/playground`, predict],
    ['share', shared, predict],
    [
      'not-shared',
      shared.slice(0, -3),
      () => expect(page.getByRole('heading', { name: 'This is not a share link' })).toBeVisible(),
    ],
    [
      'not-found',
      at('nowhere'),
      () => expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible(),
    ],
  ]
  async function predict() {
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('Class 0')
  }
  for (const [name, url, ready] of pages)
    for (const look of looksFor(name)) {
      const { colorScheme, width } = look
      await test.step(`${name}, ${colorScheme}, ${width} px`, async () => {
        await wear(page, look)
        await page.goto(url)
        await ready()
        await examine(page, testInfo, `${name}-${colorScheme}-${width}`)
      })
    }
})

test('sign-in', async ({ page }) => {
  for (const { colorScheme, width } of looksFor('sign-in')) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: /Dana Deployer/ })).toBeVisible()
    await expectAccessible(page)
  }
})

test('the focus follows a page change, and a link that opens nothing answers 404 in words', async ({
  page,
  at,
  signIn,
}) => {
  await signIn('Dana Deployer')
  await page.goto(at('endpoints'))
  await page.getByRole('link', { name: endpointName }).first().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: endpointName })).toBeVisible()
  await expect(page.locator('#main')).toBeFocused()

  const response = await page.goto('/share/a.b.c')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'This is not a share link' })).toBeVisible()
})
