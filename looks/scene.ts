/** What the pages of the contact sheet and the pictures of the docs show: deployed public APIs with traffic and a share link. */
import type { Page } from '@playwright/test'
import { deployed, startDeploy } from '../e2e/support/deploy'

const columns = `bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g
39.1,18.7,181,3750
59.6,13.1,231,6300
32.1,21.5,172,2700`

/** Deploys the penguins with their features described, and calls them as customers do. */
export async function deployPenguins(page: Page, path: string): Promise<void> {
  await startDeploy(page, path, { columns, sampleRow: '39.1,18.7,181,3750' })
  await deployed(page)
  await callAsCallers(page, path)
}

/** Requests as a customer sends them, some of them wrong, so that traffic and logs have something to show. */
async function callAsCallers(page: Page, path: string) {
  await page.goto(path)
  const url = (await page.getByRole('region', { name: 'Invoke URL' }).locator('code').first().textContent()) ?? ''
  const base = url.trim().split('?')[0] ?? ''
  for (let call = 0; call < 40; call++) await page.request.get(`${base}?data=${30 + call / 2},18.7,181,3750`)
  for (let call = 0; call < 3; call++) await page.request.get(`${base}?data=`)
}

/** @returns the path of the new link's page */
export async function shareLink(page: Page, path: string): Promise<string> {
  await page.goto(path)
  const card = page.getByRole('region', { name: 'Share links' })
  await card.getByRole('button', { name: 'New share link' }).click()
  await card.getByLabel('Title of the page').fill('Penguin species')
  await card.getByRole('form', { name: 'New share link' }).getByRole('button', { name: /link/ }).click()
  const href = await card.getByRole('link', { name: /Penguin species/ }).getAttribute('href')
  return new URL(href ?? '', page.url()).pathname
}
