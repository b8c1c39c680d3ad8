/** A region with more endpoints than SageMaker gives at once. */
import { randomBytes } from 'node:crypto'
import { consoleEnv, freePort, startConsole, startSandbox, stop } from '../scripts/lib/servers.mjs'
import { expect, test } from './fixtures'

test('counts say what is known, pages lead forth and back, a filter asks SageMaker', async ({ page }) => {
  const { child, info } = await startSandbox(['--endpoints', '120'])
  const port = await freePort()
  const console_ = await startConsole(port, consoleEnv(info, port, randomBytes(32).toString('base64')))
  try {
    await page.goto(`http://127.0.0.1:${port}/sign-in`)
    await page.getByRole('button', { name: 'Dana Deployer' }).click()
    const main = page.getByRole('main')
    await expect(main.getByText('100+ endpoints')).toBeVisible()
    await expect(main.getByText('100 on this page, more follow')).toBeVisible()
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(main.getByText('30 on this page', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Previous' }).click()
    await expect(main.getByText('100 on this page, more follow')).toBeVisible()
    await page.getByRole('radio', { name: /^Failed/ }).click()
    await expect(main.getByText('1 on this page', { exact: true })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'house-prices-catboost' })).toBeVisible()
  } finally {
    await Promise.all([stop(console_), stop(child)])
  }
})
