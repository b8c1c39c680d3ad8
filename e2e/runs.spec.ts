/** Playground runs: kept, compared, run again, and held against a later version. */
import type { Page } from '@playwright/test'
import { deployed, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'runs' })

const name = 'iris-serverless'
const iris = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`

async function deploy(page: Page, path: string, classNames: string) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await sheet.getByLabel('Feature columns').fill(iris)
  await sheet.getByLabel('Sample row').fill('5.1,3.5,1.4,0.2')
  await sheet.getByRole('radio', { name: 'A class' }).click()
  await sheet.getByLabel('Class names').fill(classNames)
  await sheet.getByRole('button', { name: /^Deploy \d+ change/ }).click()
  await deployed(page)
  await page.goto(`${path}/playground`)
}

test('runs are kept, compared, pinned, and called again after a deploy', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await deploy(page, at(`endpoints/${name}`), 'setosa\nversicolor\nvirginica')
  const card = page.getByRole('region', { name: 'Playground runs' })
  const runs = card.getByRole('list', { name: 'Runs' }).getByRole('listitem')

  await test.step('each prediction is kept, and is there after a reload', async () => {
    await expect(card).toContainText('Nothing was predicted yet')
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(runs).toHaveCount(1)
    await page.getByLabel('petal_length', { exact: true }).fill('6')
    await page.getByLabel('petal_width', { exact: true }).fill('2.4')
    await page.keyboard.press('Control+Enter')
    await expect(runs).toContainText([/5\.1,3\.5,6,2\.4.*virginica/, /5\.1,3\.5,1\.4,0\.2.*setosa/])
    await page.reload()
    await expect(runs).toHaveCount(2)
    await runs
      .last()
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Show again' }).click()
    await expect(page.getByLabel('petal_length', { exact: true })).toHaveValue('1.4')
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('setosa')
  })

  await test.step('two are compared', async () => {
    for (const run of await runs.all()) await run.getByRole('checkbox').click()
    await card.getByRole('button', { name: 'Compare' }).click()
    const sheet = page.getByRole('dialog', { name: 'Two runs' })
    await expect(sheet.getByRole('row').filter({ hasText: 'petal_length' })).toContainText('differs')
    await expect(sheet.getByRole('row').filter({ hasText: 'sepal_length' })).not.toContainText('differs')
    await sheet.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('they become cases, which are the same when they run again', async () => {
    await card.getByLabel('Name of the set').fill('Both ends')
    await card.getByRole('button', { name: 'Save as cases' }).click()
    await card.getByRole('button', { name: 'Re-run 2 cases' }).click()
    await expect(card.getByText('2 cases: 2 same')).toBeVisible()
  })

  await test.step('a pinned run survives the clearing', async () => {
    await runs
      .first()
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Pin' }).click()
    await expect(runs.first().getByLabel('Pinned')).toBeVisible()
    await card.getByRole('button', { name: 'Clear' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Clear runs' }).click()
    await expect(runs).toHaveCount(1)
  })

  await examineInLooks(page, testInfo, 'runs')

  await test.step('after another deploy the cases say what changed', async () => {
    await deploy(page, at(`endpoints/${name}`), 'iris setosa\nversicolor\nvirginica')
    await expect(card.getByText(/^Version 2 is live, and Both ends last ran against version 1/)).toBeVisible()
    await card.getByRole('button', { name: 'Re-run 2 cases' }).click()
    await expect(card.getByText('2 cases: 1 same, 1 changed')).toBeVisible()
    await expect(card.getByText('changed: setosa is now iris setosa')).toBeVisible()
  })
})
