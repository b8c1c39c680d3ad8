/** A region with more endpoints than SageMaker gives at once. */
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'paging', extraEndpoints: 120 })

test('counts say what is known, pages lead forth and back, a filter calls SageMaker', async ({
  page,
  signInByPage,
}) => {
  await signInByPage('Dana Deployer')
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

test('what SageMaker does not filter by is found by a background read, and the list says how far it is', async ({
  page,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await page.goto(at('endpoints?container=catboost'))
  const table = page.getByRole('table', { name: 'Endpoints' })
  await expect(page.getByText(/^Container of [\d,]+ of [\d,]+\+? endpoints read/)).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'house-prices-catboost' })).toBeVisible()
  await examineInLooks(page, testInfo, 'endpoints-indexed')

  await test.step('chosen rows are tagged after a review, and found by the tag', async () => {
    await page.goto(at('endpoints?search=iris-xgboost'))
    await page.getByRole('checkbox', { name: 'Choose iris-xgboost' }).check()
    const tag = page.getByRole('region', { name: 'Chosen endpoints' }).getByRole('button', { name: 'Tag' })
    const dialog = page.getByRole('alertdialog')
    await tag.press('Enter')
    await dialog.getByRole('button', { name: 'Cancel' }).press('Enter')
    await expect(tag).toBeFocused()
    await tag.click()
    await dialog.getByLabel('Key').fill('team')
    await dialog.getByLabel('Value').fill('fraud')
    await dialog.getByRole('button', { name: 'Review changes' }).click()
    await expect(dialog.getByText('team: “botany” → “fraud”')).toBeVisible()
    await dialog.getByRole('button', { name: 'Tag 1 endpoint' }).click()
    await expect(dialog).toHaveCount(0)
    await page.goto(at('endpoints'))
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByLabel('Tag').fill('team:fraud')
    await page.getByRole('button', { name: 'Show endpoints' }).click()
    await expect(page).toHaveURL(/tag=team%3Afraud/)
    await expect(table.getByRole('row').filter({ hasText: 'iris-xgboost' })).toBeVisible()
    await expect(page.getByText('1 endpoint matches')).toBeVisible()
  })

  await test.step('a view is saved under a name, and a viewer can open its link', async () => {
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Name of the view').fill('Fraud')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('button', { name: 'Fraud', exact: true })).toBeVisible()
    const link = page.url()
    await page.context().clearCookies()
    await signIn('Vera Viewer')
    await page.goto(link)
    await expect(table.getByRole('row').filter({ hasText: 'iris-xgboost' })).toBeVisible()
  })

  await test.step('a filter that is removed by keyboard leaves the focus on the next, then on the menu', async () => {
    await page.goto(at('endpoints?tag=team%3Afraud&container=XGBoost'))
    const chips = page.getByRole('list', { name: 'Filters' }).getByRole('button')
    await expect(chips).toHaveCount(2)
    await chips.first().press('Enter')
    await expect(chips).toHaveCount(1)
    await expect(chips.first()).toBeFocused()
    await chips.first().press('Enter')
    await expect(chips).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Filter' })).toBeFocused()
  })

  await test.step('a key does what it does later, also while it loads the code of what it opens', async () => {
    await page.goto(at('endpoints'))
    await page.getByRole('button', { name: 'Filter' }).press('Enter')
    const state = page.getByRole('dialog', { name: 'Filter endpoints' }).getByRole('combobox', { name: 'Public API' })
    await state.press('l')
    await expect(state).toHaveText('Live')
    await expect(state).toBeFocused()
    await state.press('ArrowDown')
    await expect(page.getByRole('option', { name: 'Live' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(state).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Filter' })).toBeFocused()
  })
})
