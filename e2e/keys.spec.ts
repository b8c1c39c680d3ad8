/** A public API with API keys: deployed, keys made, rotated, disabled and revoked, each seen by calling the URL. */
import { readFileSync } from 'node:fs'
import { GetApiKeysCommand, GetUsagePlansCommand } from '@aws-sdk/client-api-gateway'
import { deployed, openOptions } from './support/deploy'
import { expect, expectAccessible, test } from './support/fixtures'
import { leftovers } from './support/leftovers'
import { examine, examineInLooks, looks, wear } from './support/looks'

test.use({ scene: 'keys' })

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const columns = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`

const call = async (url: string, key?: string) =>
  (await fetch(url, { headers: key ? { 'x-api-key': key } : {} })).status

test('keys from the deploy form to a revoked one', async ({ page, browser, stage, at, signIn }, testInfo) => {
  test.slow()
  const path = at(`endpoints/${endpointName}`)
  const sheet = page.getByRole('dialog')
  const card = page.getByRole('region', { name: 'API keys' })
  await signIn('Dana Deployer')

  await test.step('an endpoint on GPUs starts with keys and says why; an open URL of it is warned of', async () => {
    await page.goto(at('endpoints/declaration-chat/deploy'))
    await expect(sheet.getByRole('radio', { name: /^API key/ })).toBeChecked()
    await expect(sheet.getByText('API key, as the model takes chat messages')).toBeVisible()
    await sheet.getByRole('radio', { name: /^Anyone/ }).click()
    await expect(sheet.getByText('This endpoint runs on ml.g5.xlarge.')).toBeVisible()
    await sheet.getByRole('radio', { name: /^API key/ }).click()
    await expect(sheet.getByText('This endpoint runs on ml.g5.xlarge.')).toHaveCount(0)
  })

  await test.step('the form requires the limits of a key, the plan names usage plan and key', async () => {
    await page.goto(`${path}/deploy`)
    await openOptions(sheet)
    await sheet.getByLabel('Feature columns').fill(columns)
    await sheet.getByLabel('Sample row').fill(row)
    await sheet.getByRole('radio', { name: 'A class' }).click()
    await sheet.getByLabel('What it is').fill('Species')
    await sheet.getByLabel('Class names').fill('setosa\nversicolor\nvirginica')
    await expect(sheet.getByRole('button', { name: /^Deploy 9 changes/ })).toBeVisible()
    await sheet.getByRole('radio', { name: /^API key/ }).click()
    await sheet.getByLabel('Quota of a key').fill('0')
    await expect(sheet.getByText('At least 1 request a day')).toBeVisible()
    await sheet.getByLabel('Rate of a key').fill('50')
    await sheet.getByLabel('Burst of a key').fill('50')
    await sheet.getByLabel('Quota of a key').fill('200')
    const plan = sheet.getByRole('list', { name: 'Plan' })
    await expect(plan).toContainText('50 req/s, burst 50, 200 a day for each key')
    await expect(plan).toContainText('portico-iris-xgboost-playground')
    await expect(sheet.getByRole('button', { name: /^Deploy 11 changes/ })).toBeVisible()
    await examineInLooks(page, testInfo, 'form')
  })

  await test.step('the deploy proves the URL with the playground’s key', async () => {
    await sheet.getByRole('button', { name: /^Deploy 11 changes/ }).click()
    await deployed(page)
    await expect(sheet).toContainText('It answers callers who send an API key')
    await expect(sheet).toContainText('setosa')
    await page.getByRole('button', { name: 'View endpoint' }).click()
  })

  const url = await test.step('nobody has a key yet, and the URL answers nobody', async () => {
    await expect(card).toContainText('No caller has a key yet')
    await expect(card).toContainText('200 a day (UTC)')
    await page.getByRole('region', { name: 'Invoke URL' }).getByRole('button', { name: 'Copy URL' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(await call(copied)).toBe(403)
    expect(await call(copied, 'x'.repeat(40))).toBe(403)
    await expect(page.getByRole('region', { name: 'Invoke URL' })).toContainText('x-api-key: YOUR_API_KEY')
    await expectAccessible(page)
    return copied
  })

  /** The value that the card shows now. */
  const shown = async (name: string) => {
    const note = card.getByRole('status').filter({ hasText: `Key of ${name}: copy it now.` })
    await note.getByRole('button', { name: 'Copy key' }).click()
    const value = await page.evaluate(() => navigator.clipboard.readText())
    await expect(note).toContainText(value)
    return value
  }
  const opens = (value: string) => expect.poll(() => call(url, value)).toBe(200)

  const first = await test.step('a key is made; its value is shown once', async () => {
    await card.getByRole('button', { name: 'New key' }).click()
    const form = card.getByRole('form', { name: 'New key' })
    await form.getByRole('button', { name: 'Make key' }).click()
    await expect(form).toContainText('Name the one who will call with it')
    await form.getByLabel('Name of the key').fill('Mobile app')
    await form.getByRole('button', { name: 'Make key' }).click()
    const value = await shown('Mobile app')
    await opens(value)
    await expect(card.getByRole('listitem')).toContainText('Mobile app')
    await card.getByRole('button', { name: 'Done' }).click()
    await expect(card).not.toContainText(value)
    await page.reload()
    await expect(card.getByRole('listitem')).toContainText('1 of 200 today')
    expect(await page.content()).not.toContain(value)
    return value
  })

  const second = await test.step('rotated, the old value goes on until it is revoked', async () => {
    await card.getByRole('button', { name: 'Rotate Mobile app' }).click()
    const value = await shown('Mobile app')
    await opens(value)
    await expect(card.getByRole('listitem')).toHaveCount(2)
    await expect(card.getByRole('listitem').filter({ hasText: 'Old value' })).toHaveCount(1)
    expect(await call(url, first)).toBe(200)
    await examineInLooks(page, testInfo, 'rotated')
    await wear(page, looks[2])
    // The palette and a deploy lead there by the address's fragment, which opens the section on a small screen.
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command palette' }).fill('API key Mobile')
    await page
      .getByRole('option', { name: /^API key Mobile app/ })
      .first()
      .click()
    await expect(card).toBeInViewport()
    await examine(page, testInfo, 'keys-390')
    await wear(page, looks[0])
    await card.getByRole('button', { name: 'Revoke the old value of Mobile app' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click()
    await expect(card.getByRole('listitem')).toHaveCount(1)
    expect(await call(url, first)).toBe(403)
    return value
  })

  await test.step('disabled it opens nothing, enabled it does again', async () => {
    await card.getByRole('button', { name: 'Disable Mobile app' }).click()
    await expect(card.getByRole('listitem')).toContainText('Disabled')
    expect(await call(url, second)).toBe(403)
    await card.getByRole('button', { name: 'Enable Mobile app' }).click()
    await expect(card.getByRole('button', { name: 'Disable Mobile app' })).toBeVisible()
    expect(await call(url, second)).toBe(200)
  })

  await test.step('the playground calls with a key of its own, one row and many', async () => {
    await page.getByRole('link', { name: 'Open playground' }).click()
    const sent = page.waitForRequest((request) => request.method() === 'GET' && request.url().includes('/prod/iris?'))
    await page.getByRole('button', { name: /^Predict/ }).click()
    const key = (await (await sent).allHeaders())['x-api-key']
    expect(key).toMatch(/^.{20,}$/)
    expect([first, second]).not.toContain(key)
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('setosa')
    const batch = page.getByRole('region', { name: 'Batch', exact: true })
    const text = `${columns.split('\n')[0]}\n5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5`
    await batch
      .locator('input[type=file]')
      .setInputFiles({ name: 'two.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await batch.getByRole('button', { name: /^Send/ }).click()
    await expect(batch.getByRole('table', { name: 'Results' })).toContainText('virginica')
  })

  await test.step('a share link has a key of its own with a daily cap, which dies with it', async () => {
    await page.goto(path)
    const links = page.getByRole('region', { name: 'Share links' })
    await links.getByRole('button', { name: 'New share link' }).click()
    const form = links.getByRole('form', { name: 'New share link' })
    await form.getByRole('combobox', { name: 'Requests a day' }).click()
    await page.getByRole('option', { name: '100', exact: true }).click()
    await examineInLooks(page, testInfo, 'share-form')
    await form.getByRole('button', { name: /link/ }).click()
    const shared = (await links.getByRole('link', { name: /Try iris/ }).getAttribute('href')) ?? ''
    const stranger = await browser.newContext()
    const view = await stranger.newPage()
    await view.goto(shared)
    await expect(view.getByRole('textbox', { name: 'API key' })).toHaveCount(0)
    const sent = view.waitForRequest((request) => request.url().includes('/prod/iris?'))
    await view.getByRole('button', { name: /^Predict/ }).click()
    await expect(view.getByRole('region', { name: 'Prediction' })).toContainText('setosa')
    const linkKey = (await (await sent).allHeaders())['x-api-key'] ?? ''
    expect(linkKey).toMatch(/^.{20,}$/)
    await examineInLooks(view, testInfo, 'shared')
    await view.locator('summary').filter({ hasText: 'For developers' }).click()
    for (const [label, version] of [
      ['OpenAPI 3.1', /^3\.1\./],
      ['Postman collection', /v2\.1\.0/],
    ] as const) {
      const [file] = await Promise.all([
        view.waitForEvent('download'),
        view.getByRole('button', { name: `Download ${label}` }).click(),
      ])
      const text = readFileSync(await file.path(), 'utf8')
      const document = JSON.parse(text) as { openapi?: string; info: { schema?: string } }
      expect(document.openapi ?? document.info.schema).toMatch(version)
      expect(text).toContain('/prod')
      expect(text).not.toContain(linkKey)
    }
    await examineInLooks(view, testInfo, 'shared-developers')
    // It holds only the link's own key.
    const html = await (await stranger.request.get(shared)).text()
    expect(html).toContain(linkKey)
    const { items } = await stage.aws.apiGateway.send(new GetApiKeysCommand({ includeValues: true }))
    for (const { value = '' } of items ?? []) if (value !== linkKey) expect(html).not.toContain(value)
    await page.reload()
    await expect(links.getByRole('listitem')).toContainText(/[1-9]\d* of 100 today/)
    await expect(card.getByRole('listitem')).toHaveCount(1)
    await links.getByRole('button', { name: /^Revoke Try iris/ }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke share link' }).click()
    await expect(links.getByRole('listitem')).toHaveCount(0)
    expect(await call(url, linkKey)).toBe(403)
    await stranger.close()
  })

  const faults = (list: object[]) =>
    fetch(`${stage.sandbox.url}/_sandbox/accounts/${stage.sandbox.accountId}/faults`, {
      method: 'PUT',
      body: JSON.stringify(list),
    })

  await test.step('what the role is not allowed to read is named in this card alone', async () => {
    await faults([{ operation: 'GetUsage', kind: 'denied', nth: 1, times: 100 }])
    await page.reload()
    await expect(card).toContainText('Usage is not shown.')
    await expect(card).toContainText('Mobile app')
    await faults([{ operation: 'GetApiKeys', kind: 'denied', nth: 2, times: 100 }])
    await page.reload()
    await expect(card).toContainText('not authorized')
    await expect(page.getByRole('region', { name: 'Invoke URL' })).toBeVisible()
    await expectAccessible(page)
    await faults([])
  })

  await test.step('a viewer sees the keys, and why they cannot be changed', async () => {
    await page.context().clearCookies()
    await signIn('Vera Viewer')
    await page.goto(path)
    for (const name of ['New key', 'Rotate Mobile app', 'Disable Mobile app', 'Revoke Mobile app']) {
      const button = card.getByRole('button', { name })
      await expect(button).toHaveAttribute('aria-disabled', 'true')
      await expect(button).toHaveAttribute('title', /Your role is viewer/)
    }
    await page.context().clearCookies()
    await signIn('Dana Deployer')
  })

  await test.step('the removal takes usage plan and keys along', async () => {
    await page.goto(`${path}/remove`)
    await expect(sheet).toContainText('its value is gone for good')
    await page.getByLabel(/to confirm/).fill(endpointName)
    await page.getByRole('button', { name: 'Remove public API' }).last().click()
    await expect(page.getByText(/^Removed in /)).toBeVisible()
    expect(await leftovers(stage, endpointName)).toEqual([])
    expect((await stage.aws.apiGateway.send(new GetApiKeysCommand({}))).items).toEqual([])
    expect((await stage.aws.apiGateway.send(new GetUsagePlansCommand({}))).items).toEqual([])
    expect(await call(url, second)).toBe(403)
  })
})
