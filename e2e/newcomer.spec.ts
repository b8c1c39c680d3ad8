/**
 * The road of somebody who is new: from the sign-in to the first prediction from a shared link, over a deploy. A counter in
 * every page of the browser counts what a person does there, so that the limits hold for the product and not for the test.
 */
import type { BrowserContext, Locator, Page } from '@playwright/test'
import { taken } from './support/deploy'
import { expect, test } from './support/fixtures'

test.use({ scene: 'newcomer' })

/** One endpoint of each kind of input, and a serverless one. */
const kinds: [name: string, predicts: RegExp][] = [
  ['iris-xgboost', /Class \d/],
  ['iris-serverless', /\d/],
  ['language-id-hf', /English/],
  ['digits-mxnet', /Class \d/],
  ['co2-deepar', /24 steps/],
  ['declaration-chat', /\w+ \w+/],
]
const mostClicks = 6

/** What a person does in any page of the browser: clicks of a pointer, and keys. */
async function counter(context: BrowserContext) {
  const counts = { clicks: 0, keys: 0 }
  await context.exposeFunction('countDeed', (deed: keyof typeof counts) => {
    counts[deed] += 1
  })
  await context.addInitScript(() => {
    const count = (deed: string) => (globalThis as unknown as { countDeed: (deed: string) => void }).countDeed(deed)
    // A key on a button makes a click too, which has no detail.
    addEventListener('click', (event) => event.isTrusted && event.detail > 0 && count('clicks'), true)
    addEventListener('keydown', (event) => event.isTrusted && count('keys'), true)
  })
  return counts
}

/** What `open` opens in a new tab. */
async function newTab(page: Page, open: () => Promise<void>): Promise<Page> {
  const [tab] = await Promise.all([page.context().waitForEvent('page'), open()])
  return tab
}

const predictButton = (page: Page) => page.getByRole('button', { name: /^(?:Predict|Send)/ }).first()

test('from the sign-in to a prediction from a shared link in six clicks, with nothing typed', async ({
  page,
  context,
  at,
}) => {
  test.slow()
  const counts = await counter(context)
  for (const [name, predicts] of kinds)
    await test.step(name, async () => {
      await context.clearCookies()
      await page.goto('/sign-in')
      Object.assign(counts, { clicks: 0, keys: 0 })
      await page.getByRole('button', { name: 'Dana Deployer' }).click()
      await page
        .getByRole('row')
        .filter({ hasText: name })
        .getByRole('link', { name: /^Deploy/ })
        .click()
      await expect(page).toHaveURL(at(`endpoints/${name}/deploy`))
      await page.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
      await expect(page.getByText(/^Live in /)).toBeVisible()
      await page.getByRole('button', { name: 'Make a share link' }).click()
      const link = page.getByRole('link', { name: `Try ${name}` })
      const shared = await newTab(page, () => link.click())
      // A sample picture is there once the page runs, and the button moves down with it.
      if (name === 'digits-mxnet') await expect(shared.getByText(/^sample\.png/)).toBeVisible()
      await taken(predictButton(shared))
      await predictButton(shared).click()
      await expect(shared.getByRole('region', { name: 'Prediction' })).toContainText(predicts)
      process.stdout.write(
        `${name}: ${counts.clicks} clicks and ${counts.keys} keys to a prediction from a shared link\n`,
      )
      expect(counts.clicks).toBeGreaterThan(0)
      expect(counts.clicks).toBeLessThanOrEqual(mostClicks)
      expect(counts.keys).toBe(0)
      await shared.close()
    })
})

test('the same and the removal by keyboard alone', async ({ page, context, at }) => {
  const name = 'penguin-species-ll'
  const counts = await counter(context)
  const tabTo = async (on: Page, target: Locator) => {
    await expect(target).toBeVisible()
    const isReached = async () => {
      await on.keyboard.press('Tab')
      return target.evaluate((node) => node === document.activeElement)
    }
    await expect.poll(isReached, { intervals: [0] }).toBe(true)
  }
  const reach = (on: Page, role: 'button' | 'link', label: string | RegExp) =>
    tabTo(on, on.getByRole(role, { name: label }).first())
  const command = async (query: string, option: RegExp) => {
    const palette = page.getByRole('dialog', { name: 'Command palette' })
    await expect(async () => {
      await page.keyboard.press('Control+k')
      await expect(palette).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.keyboard.type(query)
    await expect(palette.getByRole('option', { name: option, selected: true })).toBeVisible()
    await page.keyboard.press('Enter')
  }

  await page.goto('/sign-in')
  await reach(page, 'button', 'Dana Deployer')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()

  await command(`${name} deploy`, /^Deploy public API/)
  await expect(page).toHaveURL(at(`endpoints/${name}/deploy`))
  await reach(page, 'button', /^Deploy \d+ changes/)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Live in /)).toBeVisible()

  await reach(page, 'button', 'Make a share link')
  await page.keyboard.press('Enter')
  await reach(page, 'link', `Try ${name}`)
  const shared = await newTab(page, () => page.keyboard.press('Enter'))
  await reach(shared, 'button', /^Predict/)
  await shared.keyboard.press('Enter')
  await expect(shared.getByRole('region', { name: 'Prediction' })).toContainText(/Class \d/)
  await shared.close()

  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(at(`endpoints/${name}`))
  await command(`${name} remove`, /^Remove public API/)
  await tabTo(page, page.getByLabel(/to confirm/))
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Removed in /)).toBeVisible()
  expect(counts.clicks).toBe(0)
})
