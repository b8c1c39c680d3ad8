/** A file over the limit that the user sets becomes a transform job, whose result is what the public API answers. */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { deployed, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { stopTime } from './support/job-states'
import { examineInLooks } from './support/looks'

test.use({ scene: 'transform' })

const bad = 77
/** Six megabytes that are not sent to the model: the file itself goes in two parts and comes back in two stretches. */
const noteOf = (row: number) => (row >= 200 && row < 206 ? 'n'.repeat(1024 * 1024) : '')
const lines = Array.from({ length: 300 }, (_, row) => {
  const part = row / 299
  const petals = [(1.2 + 5.4 * part).toFixed(2), (0.1 + 2.3 * part).toFixed(2)]
  return [`f${row}`, '3.0', (5 + 2 * part).toFixed(2), row === bad ? 'long' : petals[0], petals[1], noteOf(row)].join(
    ',',
  )
})
const file = ['id,sepal_width,sepal_length,petal_length,petal_width,note', ...lines].join('\n')

async function textOf(page: Page, button: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  expect(download.suggestedFilename()).toBe('flowers-predictions.csv')
  return readFileSync(await download.path(), 'utf8')
}

test('a large file is offered a job, which is followed and joined', async ({ page, stage, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at('endpoints/iris-xgboost')
  await startDeploy(page, path, { columns: 'sepal_length, sepal_width, petal_length, petal_width' })
  await deployed(page)
  await page.goto(`${path}/playground`)
  const card = page.getByRole('region', { name: 'Batch', exact: true })
  const jobs = card.getByRole('list', { name: 'Transform jobs' })
  const offer = card.getByRole('region', { name: 'Over 200 rows: run a SageMaker transform job instead' })
  const choose = () =>
    card
      .locator('input[type=file]')
      .setInputFiles({ name: 'flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })

  await test.step('over the limit, which this browser keeps', async () => {
    await expect(card.getByText('None yet. A file over 50,000 rows is offered one.')).toBeVisible()
    await choose()
    await expect(card).toContainText('300 rows, 4 columns matched, 1 rejected before sending')
    await expect(offer).toHaveCount(0)
    await card.getByLabel('Offer a transform job over').fill('200')
    await expect(offer).toBeVisible()
    await page.reload()
    await expect(card.getByLabel('Offer a transform job over')).toHaveValue('200')
    await choose()
    await expect(offer.getByLabel('Instance type')).toHaveValue('ml.m5.large')
  })

  await test.step('a bucket that is not there, and a quota, are refused in words', async () => {
    const start = offer.getByRole('button', { name: 'Start job with 299 rows' })
    const bucket = await offer.getByLabel('Bucket').inputValue()
    await offer.getByLabel('Bucket').fill('flowers-that-nobody-keeps')
    await start.click()
    await expect(offer.getByRole('alert')).toContainText('There is no bucket flowers-that-nobody-keeps.')
    await offer.getByLabel('Bucket').fill(bucket)
    await offer.getByLabel('Instance type').fill('ml.p3.2xlarge')
    await start.click()
    await expect(offer.getByRole('alert')).toContainText('Choose another instance type')
    await examineInLooks(page, testInfo, 'offer')
    await offer.getByLabel('Instance type').fill('ml.m5.large')
  })

  await test.step('a job is stopped, and another one started', async () => {
    const start = offer.getByRole('button', { name: 'Start job with 299 rows' })
    await stopTime(stage, true)
    await start.click()
    await jobs.getByRole('button', { name: /^Stop portico-iris-xgboost-/ }).click()
    await expect(jobs.getByText('Stopping')).toBeVisible()
    await stopTime(stage, false)
    await expect(jobs.getByText('Stopped')).toBeVisible()
    await expect(offer.getByRole('alert')).toHaveCount(0)
    await start.click()
    await expect(offer.getByText('Started. It is listed below')).toBeVisible()
    await expect(jobs.getByText('InProgress')).toBeVisible()
  })

  const download = jobs.getByRole('button', { name: /^Download results of portico-iris-xgboost-/ })

  await test.step('it is followed to its end, also after a reload', async () => {
    await page.reload()
    await expect(jobs.getByText('Completed')).toBeVisible()
    await expect(jobs.getByRole('listitem')).toHaveCount(2)
  })

  await test.step('its result is what the public API answers, row for row', async () => {
    const fromJob = await textOf(page, download)
    await choose()
    await card.getByRole('button', { name: 'Send 299 rows' }).click()
    const fromUrl = await textOf(page, card.getByRole('button', { name: 'Download 299 results' }))
    // Their difference would be megabytes.
    expect(fromJob === fromUrl, 'the two files are the same').toBe(true)
    const rows = fromJob.trimEnd().split('\r\n').slice(1)
    expect(rows.map((row) => row.split(',')[0])).toEqual(lines.map((_, row) => `f${row}`))
    expect(rows[bad]).toContain('petal_length is')
    await examineInLooks(page, testInfo, 'jobs')
  })

  await test.step('where the list is denied, it says what is missing, and is read again', async () => {
    const { url, accountId } = stage.sandbox
    const faults = (list: object[]) =>
      fetch(`${url}/_sandbox/accounts/${accountId}/faults`, { method: 'PUT', body: JSON.stringify(list) })
    await faults([{ operation: 'ListTransformJobs', kind: 'denied', nth: 1, times: 100 }])
    await page.reload()
    await expect(card.getByRole('alert')).toContainText('not authorized')
    await faults([])
    await card.getByRole('button', { name: 'Refresh' }).click()
    await expect(download).toBeVisible()
    await expect(card.getByRole('alert')).toHaveCount(0)
  })

  await test.step('a viewer sees the jobs, and why there is no starting one', async () => {
    await page.context().clearCookies()
    await signIn('Vera Viewer')
    await page.goto(`${path}/playground`)
    await expect(download).toBeVisible()
    await choose()
    await expect(offer.getByText('Your role is viewer; this needs deployer.')).toBeVisible()
    await expect(offer.getByRole('button', { name: /^Start job/ })).toHaveAttribute('aria-disabled', 'true')
  })
})
