/** What the answer would be elsewhere: curves asked of the public URL in few requests, moved along by keyboard. */
import type { Page } from '@playwright/test'
import { deployed } from './deploy'
import { expect, test } from './fixtures'
import { examineInEveryLook } from './looks'

test.use({ scene: 'what-if' })

const iris = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`

async function deployIris(page: Page, path: string) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Feature columns').fill(iris)
  await sheet.getByLabel('Sample row').fill('5.1,3.5,1.4,0.2')
  await sheet.getByRole('radio', { name: 'A class' }).click()
  await sheet.getByLabel('Class names').fill('setosa, versicolor, virginica')
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
}

test('curves show where the class changes, and moving along one predicts', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await deployIris(page, at('endpoints/iris-xgboost'))
  await page.goto(at('endpoints/iris-xgboost/playground'))
  const card = page.getByRole('region', { name: 'What if' })
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/prod/iris')) posts.push(request.postData() ?? '')
  })

  await test.step('four curves are one request of 164 rows', async () => {
    await card.getByRole('button', { name: 'Draw curves' }).click()
    await expect(card.getByText('164 rows in 1 request')).toBeVisible()
    expect(posts.map((body) => body.split('\n').length)).toEqual([164])
    await expect(card.getByText(/^virginica from 2\.\d+$/)).toBeVisible()
  })

  await test.step('a key moves the form, predicts when let go, and the others are drawn anew', async () => {
    const slider = card.getByRole('slider', { name: /^petal_length/ })
    await slider.focus()
    const predicted = page.waitForRequest((request) => request.url().includes('?data=5.1,3.5,6.9,0.2'))
    await page.keyboard.press('End')
    await predicted
    await expect(page.getByLabel('petal_length', { exact: true })).toHaveValue('6.9')
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('200')
    await expect.poll(() => posts.length).toBe(2)
    await expect(card.getByText('Values changed')).toHaveCount(0)
  })

  await test.step('a change elsewhere makes the others stale until they are drawn again', async () => {
    await page.getByLabel('petal_length', { exact: true }).fill('1.4')
    await expect(card.getByText('Values changed')).toBeVisible()
    await card.getByRole('button', { name: 'Redraw' }).click()
    await expect(card.getByText('Values changed')).toHaveCount(0)
  })

  await examineInEveryLook(page, testInfo, 'what-if')

  await test.step('two features are a map of 625 rows; an arrow key moves both the mark and the form', async () => {
    await card.getByRole('radio', { name: 'Two features' }).click()
    await card.getByRole('button', { name: 'Draw map' }).click()
    await expect(card.getByText('625 rows in 1 request')).toBeVisible()
    await expect(card.getByText(/^setosa on \d+ %, virginica on \d+ %|^setosa on \d+ %/)).toBeVisible()
    await card.getByRole('slider', { name: /^petal_width over petal_length/ }).press('ArrowUp')
    await expect(page.getByLabel('petal_width', { exact: true })).toHaveValue('0.3')
    await card.getByText('As a table').click()
    await expect(card.getByRole('table')).toContainText('setosa')
  })

  await examineInEveryLook(page, testInfo, 'what-if-map')
})

const cars = `cylinders,displacement,horsepower,weight,acceleration,year,origin
8,307,130,3504,12,70,1
4,97,46,1835,20.5,82,2
3,70,90,2124,13.5,73,3
8,455,230,5140,9.5,76,1`

test('a number rises or falls, with its unit', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await page.goto(`${at('endpoints/auto-mpg-forest')}/deploy`)
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Feature columns').fill(cars)
  await sheet.getByLabel('Sample row').fill('8,307,130,3504,12,70,1')
  await sheet.getByRole('radio', { name: 'A number' }).click()
  await sheet.getByLabel('Unit').fill('mpg')
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
  await page.goto(at('endpoints/auto-mpg-forest/playground'))
  const card = page.getByRole('region', { name: 'What if' })
  await card.getByRole('button', { name: 'Draw curves' }).click()
  await expect(card.getByText(/rows in 1 request/)).toBeVisible()
  await expect(card.getByText(/^(rises from|falls from|between) [\d.]+ (to|and) [\d.]+ mpg$/).first()).toBeVisible()
  await examineInEveryLook(page, testInfo, 'what-if-mpg')
})
