/** Sound, shapes, series and wide rows: each endpoint deployed through the browser, and called like by a person. */
import type { Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { deployed, drop, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'
import { loudness, patches, seasonal, strangeness, wide } from './support/models'

test.use({
  scene: 'media',
  models: {
    'door-sound': loudness,
    'shelf-patches': patches,
    'bread-sales': seasonal,
    'pump-strangeness': strangeness,
  },
})

/** Deploys with an input of that kind; `fill` says the rest of the contract. */
async function deploy(page: Page, path: string, kind: string, fill: (sheet: ReturnType<Page['getByRole']>) => unknown) {
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await sheet.getByRole('combobox', { name: 'Input' }).click()
  await page.getByRole('option', { name: kind }).click()
  await fill(sheet)
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
  await page.goto(`${path}/playground`)
}

async function choose(sheet: ReturnType<Page['getByRole']>, kindOfResponse: string) {
  await sheet.getByRole('radio', { name: 'Something else' }).click()
  await sheet.getByRole('combobox', { name: 'Kind of answer' }).click()
  await sheet.page().getByRole('option', { name: kindOfResponse }).click()
}

/** Half a second of a tone, 16 bits, half as loud as can be. */
function tone(): Buffer {
  const [sampleRate, count] = [16_000, 8_000]
  const wav = Buffer.alloc(44 + count * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + count * 2, 4)
  wav.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, sampleRate],
    [28, sampleRate * 2],
    [40, count * 2],
  ] as const)
    wav.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    wav.writeUInt16LE(value, at)
  wav.write('data', 36)
  for (let at = 0; at < count; at += 1) wav.writeInt16LE(Math.round(Math.sin(at / 5) * 0x4000), 44 + at * 2)
  return wav
}

test('a recording: a file, the microphone, and no permission', async ({ page, at, signIn, context }, testInfo) => {
  await signIn('Dana Deployer')
  await deploy(page, at('endpoints/door-sound'), 'Audio', async (sheet) => {
    await sheet.getByRole('radio', { name: 'A number' }).click()
    await sheet.getByLabel('Outputs').fill('seconds\nloudest')
  })
  const prediction = page.getByRole('region', { name: 'Prediction', exact: true })

  await test.step('without permission it says what to do', async () => {
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await expect(page.getByRole('alert').getByText('The browser is not allowed to use the microphone.')).toBeVisible()
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(page.getByRole('alert').getByText('Choose or make a recording first')).toBeVisible()
  })

  await test.step('a file is heard, sent as bytes, and its answer in npy is read', async () => {
    await page
      .getByLabel('A recording', { exact: true })
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no sound') })
    await expect(page.getByRole('alert').getByText('notes.txt is no recording')).toBeVisible()
    await page
      .getByLabel('A recording', { exact: true })
      .setInputFiles({ name: 'tone.wav', mimeType: 'audio/wav', buffer: tone() })
    await expect(page.getByLabel('Chosen: tone.wav')).toBeVisible()
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/prod/'))
    await page.keyboard.press('Control+Enter')
    expect((await sent).headers()['content-type']).toBe('audio/wav')
    await expect(prediction.getByRole('listitem').filter({ hasText: 'seconds' })).toContainText('0.5')
    await expect(prediction.getByRole('listitem').filter({ hasText: 'loudest' })).toContainText(/0\.(5|49)/)
    await expect(prediction).toContainText('application/x-npy')
    await examineInLooks(page, testInfo, 'recording')
  })

  await test.step('the microphone makes a WAV', async () => {
    await context.grantPermissions(['microphone'])
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    const stop = page.getByRole('button', { name: 'Stop recording' })
    await expect(stop).toContainText('1 s')
    await stop.click()
    await expect(page.getByLabel('Chosen: recording.wav')).toBeVisible()
    await page.getByRole('button', { name: /^Predict/ }).click()
    const seconds = prediction.getByRole('listitem').filter({ hasText: 'seconds' })
    await expect.poll(async () => Number.parseFloat((await seconds.textContent())?.slice(7) ?? '')).toBeGreaterThan(0.6)
  })
})

/** Two bright patches on a dark ground: one wide, one high. */
function shelf(): Buffer {
  const png = new PNG({ width: 320, height: 200 })
  const isBright = (x: number, y: number) =>
    (x >= 40 && x < 140 && y >= 30 && y < 60) || (x >= 200 && x < 240 && y >= 80 && y < 180)
  for (let y = 0; y < png.height; y += 1)
    for (let x = 0; x < png.width; x += 1)
      png.data.set(isBright(x, y) ? [250, 240, 215, 255] : [40, 60, 90, 255], (y * png.width + x) * 4)
  return PNG.sync.write(png)
}

test('boxes stand on the picture that was sent, from a file and from the camera', async ({
  page,
  at,
  signIn,
  context,
}, testInfo) => {
  await signIn('Dana Deployer')
  await deploy(page, at('endpoints/shelf-patches'), 'Image', async (sheet) => {
    await choose(sheet, 'Boxes on a picture')
    await sheet.getByLabel('Class names').fill('plank\npost')
  })
  const prediction = page.getByRole('region', { name: 'Prediction', exact: true })

  await test.step('each box is where its patch is', async () => {
    await drop(page.locator('[data-drop-zone]'), { name: 'shelf.png', mimeType: 'image/png', buffer: shelf() })
    await page.getByRole('button', { name: /^Predict/ }).click()
    const picture = prediction.getByRole('img', { name: 'The picture that was sent with 2 objects: plank, post' })
    await expect.poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)
    const frame = await picture.boundingBox()
    const box = await picture.locator('span').filter({ hasText: '2' }).first().boundingBox()
    if (!frame || !box) throw new Error('nothing is drawn')
    expect((box.x - frame.x) / frame.width).toBeCloseTo(200 / 320, 2)
    expect((box.y - frame.y) / frame.height).toBeCloseTo(80 / 200, 2)
    expect(box.width / frame.width).toBeCloseTo(40 / 320, 2)
    expect(box.height / frame.height).toBeCloseTo(100 / 200, 2)
    await examineInLooks(page, testInfo, 'boxes')
  })

  await test.step('the camera needs permission, then takes a picture', async () => {
    await page.getByRole('button', { name: 'Camera', exact: true }).click()
    await expect(page.getByRole('alert').getByText('The browser is not allowed to use the camera.')).toBeVisible()
    await context.grantPermissions(['camera'])
    await page.getByRole('button', { name: 'Camera', exact: true }).click()
    const seen = page.getByLabel('What the camera sees')
    await expect.poll(() => seen.evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Take picture' }).click()
    await expect(page.getByRole('img', { name: 'Chosen: camera.png' })).toBeVisible()
    await expect(seen).toHaveCount(0)
    const responded = page.waitForResponse((response) => response.request().method() === 'POST' && response.ok())
    await page.getByRole('button', { name: /^Predict/ }).click()
    await responded
    await expect(prediction.getByRole('img', { name: /^The picture that was sent/ })).toBeVisible()
  })
})

test('a body of JSON is checked, formatted, and its forecast drawn', async ({ page, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  const week = [12, 14, 13, 15, 22, 30, 26]
  const example = JSON.stringify({ instances: [{ start: '2026-11-01', target: [...week, ...week] }] })
  await deploy(page, at('endpoints/bread-sales'), 'Other JSON', async (sheet) => {
    await sheet.getByLabel('Example body').fill(example)
    await choose(sheet, 'A forecast')
    await sheet.getByLabel('What it is').fill('Loaves')
  })
  const body = page.getByLabel('Body', { exact: true })
  await expect(body).toHaveValue(example)
  await body.fill(`${example},`)
  await page.getByRole('button', { name: /^Predict/ }).click()
  await expect(page.getByText(/^This is not JSON\./)).toBeVisible()
  await body.fill(example)
  await page.getByRole('button', { name: 'Format' }).click()
  await expect(body).toHaveValue(JSON.stringify(JSON.parse(example), null, 2))
  await page.getByRole('heading', { name: 'Prediction' }).click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Prediction', exact: true })).toContainText('7 steps')
  await examineInLooks(page, testInfo, 'json')
})

test('a long contract is folded, and a score is held against its threshold', async ({ page, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  const names = Array.from({ length: wide }, (_, index) => `sensor_${index + 1}`)
  const row = (value: string) => names.map(() => value).join(',')
  await deploy(page, at('endpoints/pump-strangeness'), 'Rows of features', async (sheet) => {
    await sheet.getByLabel('Feature columns').fill([names.join(','), row('0.5'), row('-1.5'), row('1.25')].join('\n'))
    await expect(sheet.getByRole('list', { name: 'Columns' }).getByRole('listitem')).toHaveCount(wide)
    await choose(sheet, 'An anomaly score')
    await sheet.getByLabel('Threshold').fill('high')
    await expect(sheet.getByText('Fix 1 field first.')).toBeVisible()
    await sheet.getByLabel('Threshold').fill('1')
  })
  const prediction = page.getByRole('region', { name: 'Prediction', exact: true })
  const field = (name: string) => page.getByLabel(name, { exact: true })

  await test.step('groups of twenty, the first open, any found by name', async () => {
    await expect(page.getByText('Columns 61 to 64')).toBeVisible()
    await expect(field('sensor_20')).toBeVisible()
    await expect(field('sensor_21')).toBeHidden()
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('sensor_6')
    await expect(page.getByText('6 columns', { exact: true })).toBeVisible()
    await field('sensor_64').fill('x')
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('')
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(page.getByText('1 to correct')).toBeVisible()
    await expect(field('sensor_64')).toBeVisible()
    await field('sensor_64').fill('0.5')
  })

  await test.step('usual below the threshold, anomalous above it', async () => {
    await page.getByLabel('Paste a row').fill(row('0.5'))
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(prediction).toContainText('Usual: not above the threshold')
    await page.getByLabel('Paste a row').fill(row('-1.5'))
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(prediction).toContainText('Anomalous: above the threshold')
    await expect(prediction).toContainText('Threshold 1, as the contract has it.')
    await examineInLooks(page, testInfo, 'anomaly')
  })
})
