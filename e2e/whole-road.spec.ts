/** The first whole road: from a listed endpoint to a prediction from its public API, and back to nothing. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { GetDeploymentsCommand } from '@aws-sdk/client-api-gateway'
import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda'
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { leftovers } from './support/leftovers'
import { examine, examineInLooks } from './support/looks'
import { startSite } from './support/sites'

// Other files deploy, change or delete the same endpoints.
test.use({ scene: 'whole-road', rolePropagationMs: 8_000 })

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const columns = `sepal_length,sepal_width,petal_length,petal_width
5.1,3.5,1.4,0.2
7.9,4.4,6.9,2.5
4.3,2.0,1.0,0.1`

/** What anyone's shell would get. */
const curl = (url: string) => execFileSync('curl', ['--silent', '--show-error', '--fail', url], { encoding: 'utf8' })

async function modelResponse({
  url,
  region,
  accessKeyId,
  secretAccessKey,
}: {
  url: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}) {
  const runtime = new SageMakerRuntimeClient({ region, endpoint: url, credentials: { accessKeyId, secretAccessKey } })
  const { Body } = await runtime.send(
    new InvokeEndpointCommand({ EndpointName: endpointName, ContentType: 'text/csv', Body: row }),
  )
  return new TextDecoder().decode(Body)
}

test('from a listed endpoint to a shared prediction, and back to nothing', async ({
  page,
  browser,
  stage,
  at,
  signInByPage,
}, testInfo) => {
  test.slow()
  await signInByPage('Dana Deployer')

  await test.step('the list shows the endpoint, in service and not public', async () => {
    const listed = page.getByRole('row').filter({ hasText: endpointName })
    await expect(listed).toContainText('InService')
    await expect(listed).toContainText('Not deployed')
    await expect(listed).toContainText('XGBoost 1.7-1')
    await listed.getByRole('link', { name: endpointName, exact: true }).click()
    await expect(page.getByRole('heading', { name: endpointName })).toBeVisible()
  })

  await test.step('test endpoint answers', async () => {
    await page.getByRole('link', { name: 'Trace', exact: true }).click()
    await page.getByLabel('Row', { exact: true }).fill(row)
    await page.getByRole('button', { name: 'Run trace' }).click()
    const hop = page.getByRole('listitem', { name: 'Hop 1, Endpoint' })
    await expect(hop.getByRole('region', { name: 'Response' })).toContainText(
      (await modelResponse(stage.sandbox)).trim(),
    )
  })

  await test.step('the plan is shown and writes nothing', async () => {
    await page.getByRole('link', { name: 'Deploy public API' }).click()
    const sheet = page.getByRole('dialog', { name: 'Deploy a public API' })
    await openOptions(sheet)
    await sheet.getByLabel('Feature columns').fill(columns)
    await sheet.getByLabel('Sample row').fill(row)
    await sheet.getByRole('radio', { name: 'A class' }).click()
    await sheet.getByLabel('What it is').fill('Species')
    await sheet.getByLabel('Class names').fill('setosa\nversicolor\nvirginica')
    await expect(sheet.getByRole('button', { name: /^Deploy 9 changes/ })).toBeVisible()
    expect(await leftovers(stage, endpointName)).toEqual([])
  })

  await test.step('the deploy shows its steps and ends live', async () => {
    await page.getByRole('button', { name: /^Deploy 9 changes/ }).click()
    await expect(page.getByText('Function').first()).toBeVisible()
    await expect(page.getByText(/^Live in /)).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Deploy a public API' })).toBeVisible()
  })

  const url = await test.step('curl gets the model’s own answer from the invoke URL', async () => {
    await page.getByRole('button', { name: 'View endpoint' }).click()
    const card = page.getByRole('region', { name: 'Invoke URL' })
    await card.getByRole('button', { name: 'Copy URL' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(`/prod/iris?data=${row}`)
    expect(curl(copied)).toBe(await modelResponse(stage.sandbox))
    return copied
  })

  await test.step('test function and test method answer, each with its log', async () => {
    await page.getByRole('link', { name: 'Trace', exact: true }).click()
    await page.getByRole('button', { name: 'Run trace' }).click()
    await expect(page.getByText('Endpoint, Lambda, API Gateway test and Invoke URL answered.')).toBeVisible()
    const fn = page.getByRole('listitem', { name: 'Hop 2, Lambda' })
    await expect(fn.getByRole('region', { name: 'Response' })).toContainText(
      (await modelResponse(stage.sandbox)).trim(),
    )
    await fn.getByText('Log', { exact: true }).click()
    await expect(fn.getByRole('region', { name: 'Log' })).toContainText('REPORT RequestId')
    const method = page.getByRole('listitem', { name: 'Hop 3, API Gateway test' })
    await method.getByText('Log', { exact: true }).click()
    await expect(method.getByRole('region', { name: 'Log' })).toContainText('Method completed with status: 200')
  })

  await test.step('the playground calls the public API and draws the prediction', async () => {
    await page.getByRole('link', { name: 'Open playground' }).click()
    const sent = page.waitForRequest((request) => request.url().includes('/prod/iris?data='))
    await page.getByLabel('petal_length', { exact: true }).fill('4.8')
    await page.getByLabel('petal_width', { exact: true }).fill('1.8')
    await page.keyboard.press('Control+Enter')
    expect((await sent).url()).toBe(url.replace(row, '5.1,3.5,4.8,1.8'))
    const prediction = page.getByRole('region', { name: 'Prediction' })
    await expect(prediction).toContainText('200')
    await expect(prediction.getByText('Species')).toBeVisible()
    await expect(prediction.getByRole('listitem')).toContainText([/setosa/, /versicolor/, /virginica/, /model/])
    await expect(page).toHaveURL(/row=5\.1%2C3\.5%2C4\.8%2C1\.8/)
    await page.reload()
    await expect(page.getByLabel('petal_length', { exact: true })).toHaveValue('4.8')
  })

  await test.step('a share link opens for a stranger and in the frames of one site, until it is revoked', async () => {
    const [friend, other] = await Promise.all([startSite(), startSite()])
    await page.goto(at(`endpoints/${endpointName}`))
    const card = page.getByRole('region', { name: 'Share links' })
    await card.getByRole('button', { name: 'New share link' }).click()
    const form = card.getByRole('form', { name: 'New share link' })
    await form.getByLabel('Title of the page').fill('What’s this iris?')
    await form.getByLabel('Description').fill('Four measures of a flower, and the species that they speak for.')
    await form.getByLabel('Sites that can embed it').fill('*')
    await form.getByRole('button', { name: /link/ }).click()
    await expect(form).toContainText('An origin, like https://www.acme.dev')
    await form.getByLabel('Sites that can embed it').fill(`${friend.origin}/some/page`)
    await examineInLooks(page, testInfo, 'share-form')
    await form.getByRole('button', { name: /link/ }).click()
    const link = card.getByRole('link', { name: /What’s this iris/ })
    await expect(link).toBeVisible()
    const shared = (await link.getAttribute('href')) ?? ''
    const stranger = await browser.newContext()
    const view = await stranger.newPage()
    const opened = await view.goto(shared)
    expect(opened?.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
    await expect(view.getByRole('heading', { level: 1, name: 'What’s this iris?' })).toBeVisible()
    await expect(view.getByText('the species that they speak for')).toBeVisible()
    await expect(view.getByText('Endpoints')).toHaveCount(0)
    await view.getByLabel('Petal length', { exact: true }).fill('70')
    await view.getByRole('button', { name: /^Predict/ }).click()
    await expect(view.getByText(/^From 1 to 6.9$/)).toBeVisible()
    await view.getByRole('button', { name: 'Reset' }).click()
    await view.getByRole('button', { name: /^Predict/ }).click()
    await expect(view.getByRole('region', { name: 'Prediction' })).toContainText('setosa')
    await examineInLooks(view, testInfo, 'shared')

    // What the browser is sent holds what is shared, and nothing else that the console knows.
    const html = await (await stranger.request.get(shared)).text()
    const { accountId, accessKeyId } = stage.sandbox
    for (const secret of [accountId, accessKeyId, endpointName, 'demo.portico', 'arn:aws'])
      expect(html).not.toContain(secret)
    const picture = html.match(/property="og:image" content="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(html).toContain('property="og:title" content="What’s this iris?"')
    expect(picture.startsWith(`${stage.origin}/share/`)).toBe(true)
    const drawn = await stranger.request.get(picture)
    expect([drawn.status(), drawn.headers()['content-type']]).toEqual([200, 'image/png'])
    writeFileSync(testInfo.outputPath('preview.png'), await drawn.body())

    await card.getByRole('button', { name: 'Embed What’s this iris?' }).click()
    await examine(page, testInfo, 'share-link')
    await card.getByRole('button', { name: 'Copy', exact: true }).click()
    const snippet = await page.evaluate(() => navigator.clipboard.readText())
    for (const site of [friend, other]) site.show(snippet)
    await view.goto(friend.origin)
    const frame = view.frameLocator('iframe')
    await frame.getByRole('button', { name: /^Predict/ }).click()
    await expect(frame.getByRole('region', { name: 'Prediction' })).toContainText('setosa')
    await examineInLooks(view, testInfo, 'embedded')
    const refused = view.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    await view.goto(other.origin)
    await refused
    await expect(frame.getByRole('button', { name: /^Predict/ })).toHaveCount(0)

    const plain = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark' })
    const read = await plain.newPage()
    expect((await read.goto(shared))?.status()).toBe(200)
    await expect(read.getByText('This page needs JavaScript to call the model.')).toBeVisible()

    await card.getByRole('button', { name: /^Revoke What/ }).click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /Revoke/ })
      .click()
    await expect(link).toHaveCount(0)
    expect((await view.goto(shared))?.status()).toBe(404)
    await expect(view.getByRole('heading', { name: 'This link was revoked' })).toBeVisible()
    expect((await stranger.request.get(picture)).status()).toBe(404)
    for (const [address, words] of [
      [shared, 'This link was revoked'],
      [`${shared}/embed`, 'This link was revoked'],
      [`${stage.origin}/share/forged`, 'This is not a share link'],
    ] as const) {
      expect((await read.goto(address))?.status(), address).toBe(404)
      await expect(read.getByRole('heading', { name: words })).toBeVisible()
      await expect(read.locator('html')).toHaveCSS('color-scheme', 'dark')
    }
    await plain.close()
    await stranger.close()
    for (const site of [friend, other]) site.stop()
  })

  await test.step('the second deploy of the same options writes nothing', async () => {
    await page.getByRole('link', { name: 'Change public API' }).click()
    await expect(page.getByText('Everything is up to date.')).toBeVisible()
    await page.getByRole('button', { name: /^Deploy again/ }).click()
    await expect(page.getByText('Live, up to date')).toBeVisible()
    const restApiId = url.match(/execute-api\/([^/]+)\//)?.[1]
    const { items } = await stage.aws.apiGateway.send(new GetDeploymentsCommand({ restApiId }))
    expect(items).toHaveLength(1)
    const { Versions } = await stage.aws.lambda.send(
      new ListVersionsByFunctionCommand({ FunctionName: `portico-${endpointName}` }),
    )
    expect(Versions?.map((version) => version.Version)).toEqual(['$LATEST', '1'])
  })

  await test.step('the removal requires the name and leaves nothing', async () => {
    await page.goto(at(`endpoints/${endpointName}/remove`))
    expect((await leftovers(stage, endpointName)).length).toBe(4)
    await page.getByLabel(/to confirm/).fill(endpointName)
    await page.getByRole('button', { name: 'Remove public API' }).last().click()
    await expect(page.getByText(/^Removed in /)).toBeVisible()
    expect(await leftovers(stage, endpointName)).toEqual([])
    expect(() => curl(url)).toThrow(/403/)
  })
})
