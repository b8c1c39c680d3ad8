/** A second endpoint gets a percentage of the traffic: both sides counted, the percentage changed, promoted. */
import type { Page } from '@playwright/test'
import { deployed, openOptions, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examine, examineInLooks, looks, wear } from './support/looks'

const endpointName = 'iris-serverless'
const candidate = 'iris-xgboost'

test.use({ scene: 'canary' })

const canary = (page: Page) => page.getByRole('region', { name: 'Canary' })
const calls = async (page: Page, version: number) =>
  Number(
    await canary(page)
      .getByRole('row', { name: `Version ${version}` })
      .getByRole('cell')
      .nth(1)
      .getByText(/^\d+$/)
      .textContent(),
  )

test('a percentage of the traffic goes to another endpoint, is compared, and promoted', async ({
  page,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  const overview = at(`endpoints/${endpointName}`)
  await signIn('Dana Deployer')
  await startDeploy(page, overview, { anyone: true })
  await deployed(page)

  await test.step('the form plans it: what differs, and whom the alias calls', async () => {
    await page.goto(`${overview}/deploy`)
    const sheet = page.getByRole('dialog')
    await openOptions(sheet)
    await sheet.getByLabel('Endpoint that answers').fill(candidate)
    await sheet.getByRole('radio', { name: /a percentage of the traffic first/ }).click()
    const percentField = sheet.getByRole('textbox', { name: 'Traffic percentage' })
    await percentField.fill('100')
    await expect(sheet.getByText('A whole number from 1 to 99')).toBeVisible()
    await percentField.fill('50')
    await expect(sheet.getByRole('button', { name: /^Deploy 3 changes/ })).toBeVisible()
    await examineInLooks(page, testInfo, 'rollout')
    await sheet.getByRole('button', { name: /^Deploy 3 changes/ }).click()
    await deployed(page)
  })

  await test.step('both sides are counted', async () => {
    await page.goto(overview)
    await expect(canary(page)).toContainText('version 2 has 50% of the calls')
    await expect(canary(page)).toContainText(/answering endpoint .*iris-xgboost/)
    const url = (await page.getByRole('region', { name: 'Invoke URL' }).locator('code').first().textContent()) ?? ''
    // One fair draw in 2^24 gives all to one side.
    for (let call = 0; call < 24; call++) {
      const response = await page.request.get(`${url.trim().split('?')[0]}?data=5.1,3.5,1.4,0.2`)
      expect(response.status()).toBe(200)
    }
    await canary(page).getByRole('button', { name: 'Count again' }).click()
    await expect.poll(async () => (await calls(page, 1)) + (await calls(page, 2))).toBeGreaterThanOrEqual(24)
    expect(await calls(page, 1)).toBeGreaterThan(0)
    expect(await calls(page, 2)).toBeGreaterThan(0)
    await examineInLooks(page, testInfo, 'canary')
    await wear(page, looks[3])
    await page.getByRole('button', { name: 'Canary' }).click()
    await examine(page, testInfo, 'canary-narrow')
    await wear(page, looks[0])
  })

  await test.step('it is no drift, and the percentage changes', async () => {
    await expect(page.getByRole('region', { name: 'AWS resources' })).toContainText(/(\d+) of \1 healthy/)
    await canary(page).getByRole('textbox', { name: 'Traffic percentage' }).fill('20')
    await canary(page).getByRole('button', { name: 'Change percentage' }).click()
    await deployed(page)
    await page.goto(overview)
    await expect(canary(page)).toContainText('version 2 has 20% of the calls')
    await expect(page.getByRole('region', { name: 'Deployment history' })).toContainText('20% of the calls')
  })

  await test.step('a viewer sees the numbers, and why the buttons are off', async () => {
    await page.context().clearCookies()
    await signIn('Vera Viewer')
    await page.goto(overview)
    const promote = canary(page).getByRole('button', { name: 'Promote version 2' })
    await expect(promote).toHaveAttribute('aria-disabled', 'true')
    await expect(promote).toHaveAttribute('title', /needs deployer/)
    await page.context().clearCookies()
  })

  await test.step('promoted, it answers every call', async () => {
    await signIn('Dana Deployer')
    await page.goto(overview)
    await canary(page).getByRole('button', { name: 'Promote version 2' }).click()
    await deployed(page)
    await page.goto(overview)
    await expect(page.getByRole('region', { name: 'AWS resources' })).toContainText(/(\d+) of \1 healthy/)
    await expect(canary(page)).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Deployment history' }).getByRole('listitem').first()).toContainText(
      'Live',
    )
  })
})
