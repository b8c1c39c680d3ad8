/** Traffic through a public API, then the numbers of every hop, as charts and as text; and the spark in the table. */
import type { Page } from '@playwright/test'
import { deployed, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examine, examineInLooks, looks, wear } from './support/looks'

const endpointName = 'iris-xgboost'

test.use({ scene: 'metrics' })

test('calls, errors and latencies of each hop over one time axis', async ({ page, at, signIn }, testInfo) => {
  test.slow()
  const overview = at(`endpoints/${endpointName}`)
  await signIn('Dana Deployer')

  await test.step('without a URL only the numbers of SageMaker are shown', async () => {
    await page.goto(`${overview}/metrics`)
    await expect(page.getByText('Nobody called in this time.')).toBeVisible()
    await expect(page.getByText(/no public API, so only SageMaker/)).toBeVisible()
    await examine(page, testInfo, 'metrics-quiet')
  })

  await startDeploy(page, overview, { accessLog: true, alarms: true, sampleRow: '5.1,3.5,1.4,0.2' })
  await deployed(page)
  await page.goto(overview)
  await expect(page.getByRole('region', { name: 'Access and limits' })).toContainText('over 5% 5XX, p99 over 5000 ms')
  const url = (await page.getByRole('region', { name: 'Invoke URL' }).locator('code').first().textContent()) ?? ''
  const call = (row: string) => page.request.get(`${url.trim().split('?')[0]}?data=${row}`)
  for (let round = 0; round < 30; round++) expect((await call('5.1,3.5,1.4,0.2')).status()).toBe(200)
  for (let round = 0; round < 5; round++) expect((await call('5.1,3.5')).status()).toBe(400)

  await test.step('each hop has its numbers', async () => {
    await page.goto(`${overview}/metrics`)
    const number = (panel: string, line: string) =>
      page
        .getByRole('region', { name: panel, exact: true })
        .getByRole('term')
        .filter({ hasText: line })
        .locator('xpath=following-sibling::dd[1]')
    // The deploy's own calls are taken off, once CloudWatch has their count.
    await expect(async () => {
      await page.reload()
      await expect(number('Requests', 'Model')).toHaveText('35', { timeout: 3_000 })
    }).toPass()
    await expect(number('Requests', 'Public API')).toHaveText('35')
    await expect(number('Errors', 'Model 4xx')).toHaveText('5')
    await expect(number('Errors', 'Public API 5xx')).toHaveText(/^\d+$/)
    await expect(number('Latency', 'Function')).toHaveText(/^[\d.]+ ms( includes \d+ calls? of Portico’s own)?$/)
    await page.mouse.move(0, 0)
    await examineInLooks(page, testInfo, 'metrics')
  })

  await test.step('the lines of every hop stand in time; one request leads to all of its own', async () => {
    await page.getByRole('link', { name: 'Logs' }).click()
    const lines = page.getByRole('region', { name: 'Log lines', exact: true }).getByRole('listitem')
    await expect(
      lines.filter({ hasText: 'container' }).filter({ hasText: 'Feature shape mismatch' }).first(),
    ).toBeVisible()
    await expect(lines.filter({ hasText: 'function' }).filter({ hasText: '"status":400' }).first()).toBeVisible()
    await expect(lines.filter({ hasText: 'gateway' }).filter({ hasText: '"status":"400"' }).first()).toBeVisible()
    await page.getByLabel('Only lines with this text').fill('"status":400')
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(lines).toHaveCount(5)
    await examineInLooks(page, testInfo, 'logs')
    await lines
      .first()
      .getByRole('button', { name: /^Only the request/ })
      .click()
    // A container's line of the call before can stand first: the two groups are joined by time.
    await expect(lines.filter({ hasText: 'START RequestId' })).toHaveCount(1)
    await expect(lines.filter({ hasText: 'REPORT RequestId' })).toHaveCount(1)
    await expect(lines.filter({ hasText: 'gateway' }).filter({ hasText: '"status":"400"' })).toHaveCount(1)
    await expect(lines.filter({ hasText: 'Feature shape mismatch' }).first()).toBeVisible()
    await page.getByRole('button', { name: 'All requests' }).click()
    await page.getByLabel('Only lines with this text').fill('')
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(lines.filter({ hasText: 'START RequestId' }).first()).toBeAttached()
  })

  await test.step('a live tail shows what comes', async () => {
    await page.getByRole('button', { name: 'Live tail' }).click()
    const response = await call('6.3,3.3,6.0,2.5')
    const id = response.headers()['x-amzn-requestid'] ?? ''
    await expect(page.getByRole('listitem').filter({ hasText: id })).toHaveCount(2)
    await page.goto(`${overview}/metrics`)
  })

  await test.step('the pointer on one chart shows the same moment on all', async () => {
    const requests = page.getByRole('region', { name: 'Requests', exact: true })
    const box = await requests.locator('.u-over').boundingBox()
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 4, (box?.y ?? 0) + 40)
    const moment = await requests.getByRole('time').textContent()
    expect(moment).toMatch(/\d:\d\d/)
    await expect(page.getByRole('region', { name: 'Latency', exact: true }).getByRole('time')).toHaveText(moment ?? '')
  })

  await test.step('the same as text, and over another time', async () => {
    await page.getByRole('radio', { name: 'Table' }).click()
    const table = page.getByRole('table', { name: 'Metrics by period' })
    await expect(table.getByRole('row')).not.toHaveCount(1)
    await wear(page, looks[2])
    await examine(page, testInfo, 'metrics-table-narrow')
    await wear(page, looks[0])
    await page.getByRole('link', { name: '30 days' }).click()
    await expect(page).toHaveURL(/range=30d/)
    await expect(page.getByRole('link', { name: '30 days' })).toHaveAttribute('aria-current', 'true')
    await expect(table.getByRole('row')).not.toHaveCount(1)
  })

  await test.step('what it costs, by the price list and this traffic', async () => {
    await page.goto(overview)
    const cost = page.getByRole('region', { name: 'Cost', exact: true })
    const fact = (name: string) =>
      cost.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd[1]')
    await expect(fact('Endpoint, a month')).toHaveText('$83.95')
    await expect(fact('Gateway, per 1,000')).toHaveText('$0.0035')
    await expect(fact('Alarms, a month')).toHaveText('$0.20')
    await expect(fact('Predictions, 30 days')).toHaveText('36')
    // A day's instance over a day's calls.
    await expect(fact('A prediction')).toHaveText(/^\$0\.\d+$/)
    // The endpoint, two alarms, and some cents of the gateway and the function.
    await expect(cost).toContainText(/\$84\.\d\d\s*a month at this traffic/)
    await examineInLooks(page, testInfo, 'cost')
    await readInGerman(page)
    await page.goto(at('endpoints/digits-mxnet'))
    await expect(cost).toContainText('Nobody has called the endpoint since it was created 12 days ago.')
  })

  await test.step('the region at a glance: numbers, and what needs somebody first', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Dashboard' }).click()
    await expect(page.getByRole('heading', { name: 'Region dashboard' })).toBeVisible()
    const attention = page.getByRole('region', { name: 'Needs attention' })
    await expect(attention.getByRole('listitem').first()).toContainText('house-prices-catboost')
    await expect(attention).toContainText(
      /digits-mxnet.*Nobody has called the endpoint since it was created 12 days ago, and it costs \$[\d.]+ a month/,
    )
    const urls = page.getByRole('table', { name: 'Public APIs' })
    await expect(urls.getByRole('row', { name: new RegExp(endpointName) })).toContainText('36')
    await examineInLooks(page, testInfo, 'overview')
    await urls.getByRole('link', { name: endpointName }).click()
    await expect(page).toHaveURL(new RegExp(`/endpoints/${endpointName}$`))
  })

  await test.step('the list shows the last day of each endpoint', async () => {
    await page.goto(at('endpoints'))
    const row = page.getByRole('row', { name: new RegExp(endpointName) })
    await expect(row.getByText('requests in the last 24 hours')).toBeAttached()
    await expect(row).toContainText('36')
    await examineInLooks(page, testInfo, 'sparks')
  })
})

/** Opens the page that is open in a browser whose language is German. A context's locale goes before a header that is set. */
async function readInGerman(page: Page) {
  const context = await page
    .context()
    .browser()
    ?.newContext({ locale: 'de-DE', storageState: await page.context().storageState() })
  const german = await context?.newPage()
  if (!german) throw new Error('The page has no browser')
  await german.goto(page.url())
  const cost = german.getByRole('region', { name: 'Cost', exact: true })
  const month = cost.getByRole('term').filter({ hasText: 'Endpoint, a month' })
  await expect(month.locator('xpath=following-sibling::dd[1]')).toHaveText(/^83,95\s\$$/)
  const title = /^\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2} UTC$/
  await expect(german.locator('time').first()).toHaveAttribute('title', title)
  await context?.close()
}
