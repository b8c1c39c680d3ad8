/** Many rows through the public URL: matched, checked, sent, compared, and written back row by row. */
import { readFileSync } from 'node:fs'
import { deployed } from './deploy'
import { expect, test } from './fixtures'
import { examineInEveryLook } from './looks'

test.use({ scene: 'batch' })

const columns = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`
const count = 10_000
const short = 41
const wordy = 6_000

/** Flowers on a line from the smallest to the largest, in a column order that is not the model's. */
const lines = Array.from({ length: count }, (_, row) => {
  const part = row / (count - 1)
  const species = part < 0.3 ? 'setosa' : part < 0.65 ? 'versicolor' : 'virginica'
  const petals = [(0.1 + 2.3 * part).toFixed(3), (1.2 + 5.4 * part).toFixed(3)]
  if (row === short) return `f${row},${petals[0]}`
  return [`f${row}`, petals[0], species, row === wordy ? 'long' : petals[1], (5 + 2 * part).toFixed(3), '3.0'].join(',')
})
const file = ['id,Petal Width,Species,petal-length,SEPAL_LENGTH,sepal width', ...lines].join('\n')

test('ten thousand rows of a shuffled file, some of them bad, and back', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at('endpoints/iris-xgboost')
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Feature columns').fill(columns)
  await sheet.getByLabel('Sample row').fill('5.1,3.5,1.4,0.2')
  await sheet.getByRole('radio', { name: 'A class' }).click()
  await sheet.getByLabel('What it is').fill('Species')
  await sheet.getByLabel('Class names').fill('setosa, versicolor, virginica')
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
  await page.goto(`${path}/playground`)
  const card = page.getByRole('region', { name: 'Batch', exact: true })
  const choose = (name: string, text: string) =>
    card.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

  await test.step('a file that lacks a column says which, and what to do', async () => {
    await choose('narrow.csv', 'sepal_length,sepal_width,petal_length,petal_width_cm\n1,2,3,4')
    await expect(card.getByRole('alert')).toContainText('Is petal_width_cm meant?')
    await expect(card.getByRole('button', { name: /^Send/ })).toHaveCount(0)
  })

  await test.step('columns are matched by name, bad rows are rejected before sending', async () => {
    await choose('flowers.csv', file)
    await expect(card).toContainText('10,000 rows, 4 columns matched, 2 rejected before sending')
    await expect(card.getByRole('combobox', { name: 'True label' })).toHaveText('Species')
    await card.getByRole('radio', { name: 'Failed' }).click()
    await expect(card.getByRole('table', { name: 'Results' })).toContainText('2 columns, the header names 6')
    await expect(card.getByRole('table', { name: 'Results' })).toContainText('petal_length is "long": a number')
    await card.getByRole('radio', { name: 'All' }).click()
  })

  await test.step('sends, pauses, goes on, and ends', async () => {
    const bodies: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().includes('/prod/iris')) bodies.push(request.postData() ?? '')
    })
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route(/\/prod\/iris/, async (route) => {
      if (bodies.length > 2) await held
      await route.continue()
    })
    await card.getByRole('button', { name: 'Send 9,998 rows' }).click()
    await card.getByRole('button', { name: 'Pause' }).click()
    await expect(card.getByText('paused').first()).toBeVisible()
    letGo()
    await card.getByRole('button', { name: /^Go on with/ }).click()
    await expect(card).toContainText('10,000 of 10,000', { timeout: 60_000 })
    expect(bodies.flatMap((body) => body.split('\n'))).toHaveLength(count - 2)
    expect(bodies[0]).toBe('5.000,3.0,1.200,0.100')
  })

  await test.step('what the predictions say together', async () => {
    const matrix = card.getByRole('table', { name: /^Confusion matrix/ })
    await expect(matrix.getByRole('row')).toHaveCount(4)
    await expect(card.getByRole('heading', { name: /^Accuracy/ })).toContainText('of 9,998 rows with a true label')
    await card.getByRole('button', { name: /^Score/ }).click()
    await expect(card.getByRole('columnheader', { name: /Score/ })).toHaveAttribute('aria-sort', 'ascending')
    await examineInEveryLook(page, testInfo, 'batch')
  })

  await test.step('the download has every row in order with what became of it', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'Download 9,998 results' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('flowers-predictions.csv')
    const [header, ...rows] = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n')
    expect(header).toBe(
      `${file.split('\n')[0]},prediction,score,probability_setosa,probability_versicolor,probability_virginica,error`,
    )
    expect(rows).toHaveLength(count)
    for (const [at, row] of rows.entries()) {
      const cells = row.split(',')
      if (at === short) expect(row).toBe(`f${at},${lines[at]?.split(',')[1]},,,,,,,,,,"2 columns, the header names 6"`)
      else if (at === wordy) expect(row).toContain('petal_length is')
      else {
        expect(cells.slice(0, 6).join(',')).toBe(lines[at])
        const shares = cells.slice(8, 11).map(Number)
        expect(Math.max(...shares)).toBe(Number(cells[7]))
        expect(cells[6]).toBe(['setosa', 'versicolor', 'virginica'][shares.indexOf(Math.max(...shares))])
      }
    }
  })
})
