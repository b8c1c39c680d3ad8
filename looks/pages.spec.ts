/** The contact sheet of every page and state, in an account with a few endpoints, one of them with a long name. */
import type { Page } from '@playwright/test'
import { deployed, startDeploy } from '../e2e/support/deploy'
import { test } from '../e2e/support/fixtures'
import { cells, live, longName, predicted } from './cells'
import { contactSheet } from './show'

const columns = `bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g
39.1,18.7,181,3750
59.6,13.1,231,6300
32.1,21.5,172,2700`
const longColumns = Array.from({ length: 12 }, (_, index) => `average_monthly_purchase_amount_in_month_${index + 1}`)

test.use({
  scene: 'looks',
  models: { [longName]: () => ({ contentType: 'text/csv', body: '12345.678901234567' }) },
})

test('every page and state', async ({ page, context, stage, at, signIn }) => {
  await signIn('Dana Deployer')
  await startDeploy(page, at(`endpoints/${live}`), { columns, sampleRow: '39.1,18.7,181,3750' })
  await deployed(page)
  const sampleRow = longColumns.map((_, index) => `${index}.123456789`).join(',')
  await startDeploy(page, at(`endpoints/${longName}`), {
    columns: `${longColumns.join(',')}\n${sampleRow}`,
    sampleRow,
    anyone: true,
  })
  await deployed(page)
  await callAsCallers(page, at(`endpoints/${live}`))
  const shared = await shareLink(page, at(`endpoints/${live}`))
  const all = [...cells, { page: 'share page', state: 'as it is', path: shared, ready: predicted }]
  await contactSheet('pages', context, { stage, at, all })
})

/** Requests as a customer sends them, some of them wrong, so that traffic and logs have something to show. */
async function callAsCallers(page: Page, path: string) {
  await page.goto(path)
  const url = (await page.getByRole('region', { name: 'Invoke URL' }).locator('code').first().textContent()) ?? ''
  const base = url.trim().split('?')[0] ?? ''
  for (let call = 0; call < 40; call++) await page.request.get(`${base}?data=${30 + call / 2},18.7,181,3750`)
  for (let call = 0; call < 3; call++) await page.request.get(`${base}?data=`)
}

async function shareLink(page: Page, path: string): Promise<string> {
  await page.goto(path)
  const card = page.getByRole('region', { name: 'Share links' })
  await card.getByRole('button', { name: 'New share link' }).click()
  await card.getByLabel('Title of the page').fill('Penguin species')
  await card.getByRole('form', { name: 'New share link' }).getByRole('button', { name: /link/ }).click()
  const href = await card.getByRole('link', { name: /Penguin species/ }).getAttribute('href')
  return new URL(href ?? '', page.url()).pathname
}
