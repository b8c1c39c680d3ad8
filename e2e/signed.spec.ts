/** A URL that answers signed requests only: strangers get nothing, the playground works, and the key stays on the server. */
import { execFileSync } from 'node:child_process'
import { deployed, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examine, examineInLooks } from './support/looks'

test.use({ scene: 'signed' })

const row = '5.1,3.5,1.4,0.2'
const columns = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`

/** What a shell would get, with these credentials in its environment. */
const shell = (command: string, env: Record<string, string> = {}) =>
  execFileSync('sh', ['-c', command.replace(/^curl/, "curl --silent --show-error -w ' %{http_code}'")], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })

test('signed in the form, refused to strangers, answered in the playground', async ({
  page,
  stage,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  const { accessKeyId, secretAccessKey } = stage.sandbox
  const responses: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().startsWith(stage.origin)) responses.push(response.text().catch(() => ''))
  })
  await signIn('Dana Deployer')
  const path = at('endpoints/iris-xgboost')

  await test.step('the form says what signing means, and who is not in an allow-list', async () => {
    await page.goto(`${path}/deploy`)
    const sheet = page.getByRole('dialog')
    await openOptions(sheet)
    await sheet.getByLabel('Feature columns').fill(columns)
    await sheet.getByLabel('Sample row').fill(row)
    await sheet.getByRole('radio', { name: 'A class' }).click()
    await sheet.getByLabel('Class names').fill('setosa\nversicolor\nvirginica')
    await sheet.getByRole('radio', { name: /^User pool/ }).click()
    await sheet.getByRole('button', { name: /user pools/ }).click()
    await expect(sheet.getByText('This region has no user pool.')).toBeVisible()
    await sheet.getByRole('textbox', { name: 'Addresses that can call' }).fill('203.0.113.0/24')
    await expect(sheet.getByText('You are not in this list.')).toBeVisible()
    await examine(page, testInfo, 'access-form')
    await sheet.getByRole('radio', { name: /^AWS IAM/ }).click()
    await sheet.getByRole('button', { name: 'Add 127.0.0.1' }).click()
    await expect(sheet.getByText('You are not in this list.')).toHaveCount(0)
    await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
    await deployed(page)
  })

  await test.step('curl gets nothing without a signature, and the answer with the snippet of the page', async () => {
    await page.getByRole('button', { name: 'View endpoint' }).click()
    await expect(page.getByText('Signed with AWS credentials', { exact: true })).toBeVisible()
    const snippet = (await page.getByRole('region', { name: 'Call in curl' }).textContent()) ?? ''
    const url = snippet.match(/'(http[^']+)'/)?.[1] ?? ''
    expect(shell(`curl '${url}'`)).toBe('{"message":"Missing Authentication Token"} 403')
    expect(shell(snippet, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey })).toMatch(/ 200$/)
    expect(shell(snippet, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: 'other' })).toMatch(
      /The request signature we calculated does not match.* 403$/s,
    )
  })

  await test.step('the playground predicts, draws curves and sends a batch', async () => {
    await page.goto(`${path}/playground`)
    await expect(page.getByText('Signed for each request.')).toBeVisible()
    const sent = page.waitForRequest((request) => request.url().includes('/prod/iris?data='))
    await page.getByRole('button', { name: /^Predict/ }).click()
    expect((await sent).headers()).toMatchObject({
      authorization: expect.stringContaining(`Credential=${accessKeyId}/`),
    })
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('200')
    await page.getByRole('region', { name: 'What if' }).getByRole('button', { name: 'Draw curves' }).click()
    await expect(page.getByText('164 rows in 1 request')).toBeVisible()
    const batch = page.getByRole('region', { name: 'Batch', exact: true })
    const buffer = Buffer.from(`sepal_length,sepal_width,petal_length,petal_width\n${row}\n7.9,4.4,6.9,2.5`)
    await batch.locator('input[type=file]').setInputFiles({ name: 'two.csv', mimeType: 'text/csv', buffer })
    await batch.getByRole('button', { name: 'Send 2 rows' }).click()
    await expect(batch).toContainText('2 of 2')
    await examineInLooks(page, testInfo, 'signed-playground')
  })

  await test.step('a shared page says that it cannot call the URL', async () => {
    await page.goto(path)
    const links = page.getByRole('region', { name: 'Share links' })
    await links.getByRole('button', { name: 'New share link' }).click()
    await links.getByRole('form', { name: 'New share link' }).getByRole('button', { name: /link/ }).click()
    await page.goto((await links.getByRole('link', { name: /^Try iris/ }).getAttribute('href')) ?? '')
    await expect(page.getByText('This page cannot call the URL.')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Predict/ })).toHaveCount(0)
    await examine(page, testInfo, 'signed-share')
  })

  await test.step('a viewer has nothing signed', async () => {
    await page.context().clearCookies()
    await signIn('Vera Viewer')
    await page.goto(`${path}/playground`)
    await expect(page.getByText('The console signs none for you.')).toBeVisible()
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('The request was not signed.')
  })

  await test.step('the secret key never reached the browser', async () => {
    expect((await Promise.all(responses)).filter((text) => text.includes(secretAccessKey))).toEqual([])
  })
})
