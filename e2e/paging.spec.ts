/** A region with more endpoints than SageMaker gives at once. */
import { expect, test } from './support/fixtures'

test.use({ scene: 'paging', extraEndpoints: 120 })

test('counts say what is known, pages lead forth and back, a filter calls SageMaker', async ({ page, signIn }) => {
  await signIn('Dana Deployer')
  const main = page.getByRole('main')
  await expect(main.getByText('100+ endpoints')).toBeVisible()
  await expect(main.getByText('100 on this page, more follow')).toBeVisible()
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(main.getByText('36 on this page', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(main.getByText('100 on this page, more follow')).toBeVisible()
  await page.getByRole('radio', { name: /^Failed/ }).click()
  await expect(main.getByText('1 on this page', { exact: true })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'house-prices-catboost' })).toBeVisible()
})
