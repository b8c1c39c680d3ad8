/** Twenty endpoints deployed together: a queue that is visible, survives the closing of the browser, and is kept by AWS's limits. */
import { GetRestApisCommand, GetUsagePlansCommand } from '@aws-sdk/client-api-gateway'
import { AddTagsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'
import type { Stage } from './support/stage'

const count = 20
test.use({ extraEndpoints: count })

async function tagAsTexts({ sandbox }: Stage, endpointName: string) {
  const { region, url, accountId, accessKeyId, secretAccessKey } = sandbox
  const client = new SageMakerClient({ region, endpoint: url, credentials: { accessKeyId, secretAccessKey } })
  const ResourceArn = `arn:aws:sagemaker:${region}:${accountId}:endpoint/${endpointName}`
  await client.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'hf-task', Value: 'fill-mask' }] }))
}

test('twenty endpoints are deployed together', async ({ context, page, stage, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  await page.goto(at('endpoints?search=churn-model'))

  await test.step('they are chosen and queued', async () => {
    await page.getByRole('button', { name: 'Deploy several' }).click()
    await page.getByRole('checkbox', { name: `All ${count} without a public API` }).check()
    // Each shows what its model takes, its path and who can call, before anything is written.
    await expect(page.getByText('Rows of features, 4 values each · ').first()).toBeVisible()
    await expect(page.getByText('/churn, open to anyone').first()).toBeVisible()
    await examineInLooks(page, testInfo, 'deploy-several')
    // Read now, it would be a model of texts, and start with an API key.
    await tagAsTexts(stage, 'churn-model-0001')
    await page.getByRole('button', { name: `Deploy ${count}` }).click()
    await expect(page.getByRole('heading', { name: 'APIs', exact: true })).toBeVisible()
  })

  await test.step('each says how many are ahead and when it begins', async () => {
    await expect(page.getByText(/Queued: \d+ ahead of it, begins in about/).first()).toBeVisible()
    await expect(page.getByText(/3 jobs run, \d+ wait for a turn/)).toBeVisible()
    await examineInLooks(page, testInfo, 'queue')
  })

  await test.step('the browser is closed; another finds them done', async () => {
    await page.close()
    const later = await context.newPage()
    await later.goto(at('apis'))
    await expect(later.getByText(`${count} public APIs that Portico made`)).toBeVisible()
    await expect(later.getByText('for a turn')).toHaveCount(0)
    await expect(later.getByText('Deployed', { exact: true })).toHaveCount(count + 1)
  })

  await test.step('one finished public API each', async () => {
    const { items = [] } = await stage.aws.apiGateway.send(new GetRestApisCommand({ limit: 500 }))
    const owners = items.map((api) => api.tags?.['portico:endpoint'])
    expect(new Set(owners).size).toBe(count)
    expect(owners).toHaveLength(count)
    expect(items.filter((api) => api.tags?.['portico:fingerprint'] === undefined)).toEqual([])
    // What was shown is what was deployed, whatever AWS shows by now.
    expect((await stage.aws.apiGateway.send(new GetUsagePlansCommand({}))).items ?? []).toEqual([])
  })
})
