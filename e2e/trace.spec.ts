/** A broken wiring is named hop by hop and fixed from the trace; a model's refusal is distinguished from it. */
import { GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda'
import type { Page } from '@playwright/test'
import { deployed, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examine, examineInLooks } from './support/looks'
import type { Stage } from './support/stage'

test.use({ scene: 'trace' })

const endpointName = 'auto-mpg-forest'
const row = '8,307,130,3504,12,70,1'

async function removePermission({ aws }: Stage) {
  const place = { FunctionName: `portico-${endpointName}`, Qualifier: 'live' }
  const { Policy = '{}' } = await aws.lambda.send(new GetPolicyCommand(place))
  const [{ Sid }] = (JSON.parse(Policy) as { Statement: [{ Sid: string }] }).Statement
  await aws.lambda.send(new RemovePermissionCommand({ ...place, StatementId: Sid }))
}

const hop = (page: Page, name: string) => page.getByRole('listitem', { name })
const verdict = (page: Page) => page.getByLabel('Verdict')

test('a trace names the broken hop, fixes it, and distinguishes a model’s refusal', async ({
  page,
  stage,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  await startDeploy(page, at(`endpoints/${endpointName}`), { sampleRow: row })
  await deployed(page)
  await removePermission(stage)

  await test.step('the hop, the cause and the proof', async () => {
    await page.goto(at(`endpoints/${endpointName}/trace`))
    await expect(page.getByLabel('Row', { exact: true })).toHaveValue(row)
    await page.getByRole('button', { name: 'Run trace' }).click()
    await expect(verdict(page)).toContainText('Hop 3 is broken: API Gateway is not allowed to call the function')
    await expect(verdict(page)).toContainText('so your model is not the cause')
    await expect(hop(page, 'Hop 2, Lambda')).toContainText('Answered')
    await expect(hop(page, 'Hop 3, API Gateway test')).toContainText('Broken here')
    await expect(hop(page, 'Hop 4, Invoke URL')).toContainText('Broken by hop 3')
    const cause = page.getByRole('region', { name: 'Cause and fix' })
    await expect(cause).toContainText('has no statement for apigateway.amazonaws.com')
    await expect(cause).toContainText('Invoke permission')
    await expect(hop(page, 'Hop 4, Invoke URL')).toContainText('This browser: 500')
    await examineInLooks(page, testInfo, 'broken')
  })

  await test.step('one click fixes it and traces again', async () => {
    await page.getByRole('button', { name: 'Grant the permission' }).click()
    await expect(verdict(page)).toContainText('Endpoint, Lambda, API Gateway test and Invoke URL answered.')
    await expect(hop(page, 'Hop 4, Invoke URL')).toContainText('This browser: 200')
    await expect(page.getByRole('region', { name: 'Where the time goes' })).toContainText('model')
    await hop(page, 'Hop 4, Invoke URL').getByRole('button', { name: 'Read function’s log' }).click()
    await expect(hop(page, 'Hop 4, Invoke URL').getByRole('region', { name: 'Log lines' })).toContainText(
      'REPORT RequestId',
    )
    await examineInLooks(page, testInfo, 'whole')
  })

  await test.step('a refusal of the model is the model’s, with its log', async () => {
    await page.getByLabel('Row', { exact: true }).fill('8,307')
    await page.getByRole('button', { name: 'Run trace again' }).click()
    await expect(verdict(page)).toContainText('Hop 1 is broken: The row has another number of columns')
    await expect(verdict(page).getByRole('button')).toHaveCount(0)
    await hop(page, 'Hop 1, Endpoint').getByRole('button', { name: 'Read container log' }).click()
    await expect(hop(page, 'Hop 1, Endpoint').getByRole('region', { name: 'Log lines' })).toContainText(
      'X has 2 features',
    )
  })

  await test.step('an edited event is checked, and sent to one hop alone', async () => {
    await page.getByRole('radio', { name: 'Probe' }).click()
    const event = page.getByLabel('Proxy event')
    await event.fill('{"httpMethod": "get", "path": "/"}')
    await expect(page.getByText('httpMethod is one of GET, POST, OPTIONS…, in capitals')).toBeVisible()
    await event.fill('{"httpMethod": "GET", "path": "/auto", "headers": {"x-portico-probe": "1"}}')
    await page.getByLabel('Name of the event').fill('Short probe')
    await page.getByRole('button', { name: 'Keep event' }).click()
    await page.reload()
    await page.getByRole('radio', { name: 'Short probe' }).click()
    await page.getByRole('button', { name: 'Call hop 2 alone' }).click()
    await expect(hop(page, 'Hop 2, Lambda').getByRole('region', { name: 'Response' })).toContainText('probe')
    await expect(hop(page, 'Hop 1, Endpoint')).toContainText('Not called')
  })

  await test.step('a pasted message is decoded at once', async () => {
    await page.getByLabel('Error message').fill('{"message":"Missing Authentication Token"}')
    const card = page.getByRole('region', { name: 'Paste an error' })
    await expect(card.getByRole('heading', { name: 'The gateway knows no such path or method' })).toBeVisible()
    await expect(card.getByRole('link', { name: /repost\.aws/ })).toBeVisible()
    await examine(page, testInfo, 'pasted')
  })
})
