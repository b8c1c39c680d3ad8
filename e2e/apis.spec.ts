/** Every wiring of the region on one page: an orphan and a broken one, one repaired, one removed, many at once. */
import { CreateRestApiCommand, DeleteRestApiCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda'
import { DeleteEndpointCommand, SageMakerClient } from '@aws-sdk/client-sagemaker'
import { deployed, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { finish, order, slow } from './support/job-states'
import { leftovers } from './support/leftovers'
import { examineInLooks } from './support/looks'
import type { Stage } from './support/stage'

// Other files deploy, change or delete the same endpoints.
test.use({ scene: 'apis' })

async function removePermission({ aws }: Stage, FunctionName: string) {
  const { Policy = '{}' } = await aws.lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: 'live' }))
  const [{ Sid }] = (JSON.parse(Policy) as { Statement: [{ Sid: string }] }).Statement
  await aws.lambda.send(new RemovePermissionCommand({ FunctionName, Qualifier: 'live', StatementId: Sid }))
}

async function deleteEndpoint({ sandbox }: Stage, EndpointName: string) {
  const { region, url, accessKeyId, secretAccessKey } = sandbox
  const client = new SageMakerClient({ region, endpoint: url, credentials: { accessKeyId, secretAccessKey } })
  await client.send(new DeleteEndpointCommand({ EndpointName }))
}

test('orphans and broken public APIs are listed, repaired and removed', async ({
  page,
  stage,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  const broken = 'iris-xgboost'
  const orphan = 'iris-serverless'
  await signIn('Dana Deployer')
  for (const name of [broken, orphan]) {
    await startDeploy(page, at(`endpoints/${name}`), { anyone: name === orphan })
    await deployed(page)
  }
  await removePermission(stage, `portico-${broken}`)
  await deleteEndpoint(stage, orphan)
  // What was read of the last deploy a moment ago is shown as it was.
  await page.reload()

  await page.goto(at('endpoints'))
  await page.getByRole('link', { name: 'APIs' }).click()
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await test.step('each says what is wrong', async () => {
    await expect(row(broken)).toContainText('Invoke permission: missing')
    await expect(row(orphan)).toContainText('Endpoint is gone')
    await examineInLooks(page, testInfo, 'apis')
  })

  await test.step('one is repaired', async () => {
    await row(broken).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Repair 1' }).click()
    await expect(row(broken)).toContainText('Live')
    await expect(row(broken)).not.toContainText('missing')
  })

  await test.step('both are removed in one go; a reload in between loses nothing', async () => {
    // AWS removes one API per 30 s, for which the console would wait: somebody removed the other one by hand.
    const { items = [] } = await stage.aws.apiGateway.send(new GetRestApisCommand({}))
    const restApiId = items.find((api) => api.tags?.['portico:endpoint'] === orphan)?.id
    await stage.aws.apiGateway.send(new DeleteRestApiCommand({ restApiId }))
    const held = slow('DeleteRestApi')
    await order(stage, [held])
    await row(broken).getByRole('checkbox').check()
    await row(orphan).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Remove 2' }).click()
    await page.getByLabel('to confirm').fill('remove 2')
    await page.getByRole('button', { name: 'Remove public APIs' }).click()
    await expect(row(broken)).toContainText('Removing')
    await page.reload()
    await expect(row(broken)).toContainText('Removing')
    await finish(stage, held)
    await expect(page.getByRole('heading', { name: 'No public API in this region yet' })).toBeVisible()
    for (const name of [broken, orphan]) expect(await leftovers(stage, name)).toEqual([])
  })
})

test('a viewer sees the list and why its buttons are off; an empty list has none', async ({
  page,
  stage,
  at,
  signIn,
}) => {
  await signIn('Vera Viewer')
  await page.goto(at('apis'))
  await expect(page.getByRole('heading', { name: 'No public API in this region yet' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Repair' })).toHaveCount(0)
  const tags = { 'portico:managed': 'true', 'portico:endpoint': 'digits-mxnet' }
  const { id } = await stage.aws.apiGateway.send(new CreateRestApiCommand({ name: 'left by a deploy', tags }))
  await page.reload()
  await expect(page.getByRole('button', { name: 'Repair' })).toHaveAttribute('title', /needs deployer/)
  await stage.aws.apiGateway.send(new DeleteRestApiCommand({ restApiId: id }))
})
