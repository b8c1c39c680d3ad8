import { expect, type Page } from '@playwright/test'

export interface DeployOptions {
  columns?: string
  sampleRow?: string
}

/** Fills in the deploy sheet and starts; does not wait for the end. */
export async function startDeploy(page: Page, path: string, { columns, sampleRow }: DeployOptions = {}) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  if (columns) await sheet.getByLabel('Feature columns').fill(columns)
  if (sampleRow) await sheet.getByLabel('Sample row').fill(sampleRow)
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
}

export async function deployed(page: Page) {
  await expect(page.getByText(/^Live in /)).toBeVisible({ timeout: 60_000 })
}
