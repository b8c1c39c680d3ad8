/** What somebody changed by hand: shown per field, repaired or kept by one click; and back to an older version. */
import { GetRestApisCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway'
import { GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda'
import type { Page } from '@playwright/test'
import { deployed, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'
import type { Stage } from './support/stage'

// Other files deploy, change or delete the same endpoints.
test.use({ scene: 'drift' })

const endpointName = 'auto-mpg-forest'
const functionName = `portico-${endpointName}`

async function restApiId({ aws }: Stage) {
  const { items = [] } = await aws.apiGateway.send(new GetRestApisCommand({ limit: 500 }))
  return items.find((api) => api.tags?.['portico:endpoint'] === endpointName)?.id ?? ''
}

/** Changes it like someone in AWS's own console. */
async function setRate(stage: Stage, value: string) {
  const patchOperations = [{ op: 'replace' as const, path: '/*/*/throttling/rateLimit', value }]
  const api = await restApiId(stage)
  await stage.aws.apiGateway.send(new UpdateStageCommand({ restApiId: api, stageName: 'prod', patchOperations }))
}

async function removePermission({ aws }: Stage) {
  const { Policy = '{}' } = await aws.lambda.send(
    new GetPolicyCommand({ FunctionName: functionName, Qualifier: 'live' }),
  )
  const [{ Sid }] = (JSON.parse(Policy) as { Statement: [{ Sid: string }] }).Statement
  await aws.lambda.send(
    new RemovePermissionCommand({ FunctionName: functionName, Qualifier: 'live', StatementId: Sid }),
  )
}

const wiring = (page: Page) => page.getByRole('region', { name: 'AWS resources' })
const history = (page: Page) => page.getByRole('region', { name: 'Deployment history' })

test('drift is shown, repaired or kept; deployment history goes back', async ({
  page,
  stage,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  const overview = at(`endpoints/${endpointName}`)
  await signIn('Dana Deployer')
  await startDeploy(page, overview)
  await deployed(page)

  await test.step('a throttle changed by hand is shown, from what to what, and repaired', async () => {
    await setRate(stage, '999')
    await page.goto(overview)
    // A page that was read a moment ago is shown as it was.
    await page.reload()
    await expect(wiring(page)).toContainText('1 resource is not as deployed.')
    await expect(wiring(page)).toContainText(/throttlingRateLimit: 999 →becomes 10/)
    await examineInLooks(page, testInfo, 'drift')
    await page.getByRole('button', { name: 'Repair' }).click()
    await deployed(page)
    await page.goto(overview)
    await expect(wiring(page)).toContainText(/(\d+) of \1 healthy/)
  })

  await test.step('a missing permission closes the URL, and is repaired', async () => {
    await removePermission(stage)
    await page.goto(overview)
    await page.reload()
    await expect(wiring(page)).toContainText('Calls fail.')
    await page.getByRole('button', { name: 'Repair' }).click()
    await deployed(page)
  })

  await test.step('a change by hand is kept as the new spec', async () => {
    await setRate(stage, '7')
    await page.goto(overview)
    await page.reload()
    await page.getByRole('button', { name: 'Keep rate 7 req/s' }).click()
    await deployed(page)
    await page.goto(overview)
    await expect(wiring(page)).toContainText(/(\d+) of \1 healthy/)
    await expect(page.getByRole('region', { name: 'Access and limits' })).toContainText('7 req/s')
  })

  await test.step('deployment history says what changed, and goes back', async () => {
    await expect(history(page)).toContainText(/rate 10 →becomes 7 req\/s/)
    await expect(history(page)).toContainText('deployer@demo.portico')
    await examineInLooks(page, testInfo, 'history')
    await history(page).getByRole('button', { name: 'Go back to version 1' }).click()
    await deployed(page)
    await page.goto(overview)
    await expect(page.getByRole('region', { name: 'Access and limits' })).toContainText('10 req/s')
    await expect(history(page)).toContainText(/rate 7 →becomes 10 req\/s/)
  })

  await test.step('a viewer sees the drift, and why the buttons are off', async () => {
    await setRate(stage, '3')
    await page.context().clearCookies()
    await signIn('Vera Viewer')
    await page.goto(overview)
    await page.reload()
    const fix = page.getByRole('button', { name: 'Repair' })
    await expect(fix).toHaveAttribute('aria-disabled', 'true')
    await expect(fix).toHaveAttribute('title', /needs deployer/)
  })
})
