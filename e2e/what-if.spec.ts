/** What the answer would be elsewhere: curves requested from the public API in few requests, moved along by keyboard. */
import type { Page } from '@playwright/test'
import { deployed, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'what-if' })

const iris = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`

async function deployIris(page: Page, path: string) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await sheet.getByLabel('Feature columns').fill(iris)
  await sheet.getByLabel('Sample row').fill('5.1,3.5,1.4,0.2')
  await sheet.getByRole('radio', { name: 'A class' }).click()
  await sheet.getByLabel('Class names').fill('setosa\nversicolor\nvirginica')
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
}

test('moving along a curve or over a map, by key and by pointer, predicts', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await deployIris(page, at('endpoints/iris-xgboost'))
  await page.goto(at('endpoints/iris-xgboost/playground'))
  const card = page.getByRole('region', { name: 'What if' })
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/prod/iris')) posts.push(request.postData() ?? '')
  })

  await card.getByRole('button', { name: 'Draw curves' }).click()
  await expect(card.getByText('164 rows in 1 request')).toBeVisible()

  await test.step('a key moves the form, predicts when let go, and the others are drawn again', async () => {
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

  await test.step('a pointer drags the present point; one prediction when it is let go', async () => {
    const requested: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'GET' && request.url().includes('/prod/iris?data=')) requested.push(request.url())
    })
    const slider = card.getByRole('slider', { name: /^petal_length/ })
    await slider.scrollIntoViewIfNeeded()
    const box = await slider.boundingBox()
    if (!box) throw new Error('no curve')
    const y = box.y + 50
    await page.mouse.move(box.x + box.width - 20, y)
    await page.mouse.down()
    await page.mouse.move(box.x + 120, y, { steps: 8 })
    await page.mouse.move(box.x + 100, y)
    // 38 px of the curve's box are its numbers, 8 px its end.
    const expected = 1 + ((100 - 38) / (box.width - 46)) * 5.9
    const field = page.getByLabel('petal_length', { exact: true })
    await expect.poll(async () => Math.abs(Number(await field.inputValue()) - expected)).toBeLessThan(0.1)
    expect(requested).toEqual([])
    await page.mouse.up()
    await expect.poll(() => requested).toHaveLength(1)
    expect(decodeURIComponent(requested[0] ?? '')).toContain(`?data=5.1,3.5,${await field.inputValue()},0.2`)
    await expect.poll(() => posts.length).toBe(3)
    await expect(card.getByText('Values changed')).toHaveCount(0)
  })

  await test.step('a change elsewhere makes the others stale until they are drawn again', async () => {
    await page.getByLabel('petal_length', { exact: true }).fill('1.4')
    await expect(card.getByText('Values changed')).toBeVisible()
    await card.getByRole('button', { name: 'Redraw' }).click()
    await expect(card.getByText('Values changed')).toHaveCount(0)
  })

  await examineInLooks(page, testInfo, 'what-if')

  await test.step('two features are a map of 625 rows; an arrow key moves both the mark and the form', async () => {
    await card.getByRole('radio', { name: 'Two features' }).click()
    await card.getByRole('button', { name: 'Draw map' }).click()
    await expect(card.getByText('625 rows in 1 request')).toBeVisible()
    await expect(card.getByText(/^setosa on \d+ %, virginica on \d+ %|^setosa on \d+ %/)).toBeVisible()
    await card.getByRole('slider', { name: /^petal_width over petal_length/ }).press('ArrowUp')
    await expect(page.getByLabel('petal_width', { exact: true })).toHaveValue('0.3')
    const map = card.getByRole('slider', { name: /^petal_width over petal_length/ })
    await map.scrollIntoViewIfNeeded()
    const box = await map.boundingBox()
    if (!box) throw new Error('no map')
    const predicted = page.waitForRequest((request) => request.url().includes('/prod/iris?data=5.1,3.5,4,1.3'))
    await page.mouse.move(box.x + 10, box.y + box.height - 10)
    await page.mouse.down()
    await page.mouse.move(box.x + (3 / 5.9) * box.width, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    await predicted
    await expect(page.getByLabel('petal_length', { exact: true })).toHaveValue('4')
    await expect(page.getByLabel('petal_width', { exact: true })).toHaveValue('1.3')
    await card.getByText('As a table').click()
    await expect(card.getByRole('table')).toContainText('setosa')
  })

  await examineInLooks(page, testInfo, 'what-if-map')
})

const cars = `cylinders,displacement,horsepower,weight,acceleration,year,origin
8,307,130,3504,12,70,1
4,97,46,1835,20.5,82,2
3,70,90,2124,13.5,73,3
8,455,230,5140,9.5,76,1`

test('a number rises or falls within its range, and a choice has bars', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await page.goto(`${at('endpoints/auto-mpg-forest')}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await sheet.getByLabel('Feature columns').fill(cars)
  await sheet.getByLabel('Sample row').fill('8,307,130,3504,12,70,1')
  await sheet.getByRole('radio', { name: 'A number' }).click()
  await sheet.getByLabel('Unit').last().fill('mpg')
  await sheet.getByLabel('Least seen').fill('9')
  await sheet.getByLabel('Greatest seen').fill('12')
  const columns = sheet.getByRole('list', { name: 'Columns' })
  await columns.getByRole('button', { name: /origin/ }).click()
  await columns.getByRole('combobox', { name: 'Type of origin' }).click()
  await page.getByRole('option', { name: 'choice' }).click()
  await columns.getByLabel('Values of origin').fill('1\n2\n3')
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
  await page.goto(at('endpoints/auto-mpg-forest/playground'))
  const card = page.getByRole('region', { name: 'What if' })
  await card.getByRole('button', { name: 'Draw curves' }).click()
  await expect(card.getByText(/rows in 1 request/)).toBeVisible()
  await expect(card.getByText(/^(rises from|falls from|between) [\d.]+ (to|and) [\d.]+ mpg$/).first()).toBeVisible()
  const sent = page.waitForRequest((request) => request.url().includes('?data=8,307,130,3504,12,70,3'))
  const bars = card.getByRole('group', { name: /^origin over 3 choices/ }).getByRole('button')
  await expect(bars).toHaveCount(3)
  await bars.last().click()
  await sent
  await expect(bars.last()).toHaveAttribute('aria-pressed', 'true')
  const prediction = page.getByRole('region', { name: 'Prediction', exact: true })
  await expect(prediction).toContainText('Outside what the training data held. The training data held 9 to 12 mpg.')
  await expect(card.getByText('Values changed')).toHaveCount(0)
  await examineInLooks(page, testInfo, 'what-if-mpg')
})
