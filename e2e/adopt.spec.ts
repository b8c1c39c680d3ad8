/** A URL wired by hand with granular calls, pasted, graded, adopted; its callers keep it, and it can be given back. */
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AddPermissionCommand, CreateFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { strToU8, zipSync } from 'fflate'
import { deployed } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'
import type { Stage } from './support/stage'

// Other files deploy, change or delete the same endpoints.
test.use({ scene: 'adopt', rolePropagationMs: 8_000 })

const endpointName = 'iris-serverless'
const row = '5.1,3.5,1.4,0.2'
const source = `export const handler = async (event) => ({ statusCode: 200, body: 'by hand ' + event.queryStringParameters?.data })`

/** Follows the tutorial; the role is not assumable at first, so CreateFunction is repeated until it is. */
async function wireByHand({ aws, sandbox }: Stage): Promise<string> {
  const { iam, lambda, apiGateway } = aws
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }
  const role = await iam.send(
    new CreateRoleCommand({ RoleName: 'by-hand', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  const wide = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }] }
  const PolicyDocument = JSON.stringify(wide)
  await iam.send(new PutRolePolicyCommand({ RoleName: 'by-hand', PolicyName: 'wide', PolicyDocument }))
  await untilAssumable(lambda, role.Role?.Arn ?? '')
  const { id: restApiId = '' } = await apiGateway.send(new CreateRestApiCommand({ name: 'team-api' }))
  const root = (await apiGateway.send(new GetResourcesCommand({ restApiId }))).items?.[0]?.id
  const { id: resourceId } = await apiGateway.send(
    new CreateResourceCommand({ restApiId, parentId: root, pathPart: 'predict' }),
  )
  const method = { restApiId, resourceId, httpMethod: 'ANY' }
  await apiGateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  const { region, accountId } = sandbox
  await apiGateway.send(
    new PutIntegrationCommand({
      ...method,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:${accountId}:function:by-hand/invocations`,
    }),
  )
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: 'by-hand',
      StatementId: 'any',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  )
  await apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
  return `${sandbox.invokeUrlTemplate.replace('{restApiId}', restApiId).replace('{stage}', 'prod')}/predict`
}

async function untilAssumable(lambda: LambdaClient, Role: string) {
  await expect(async () => {
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'by-hand',
        Role,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
        Environment: { Variables: { ENDPOINT_NAME: endpointName } },
      }),
    )
  }).toPass()
}

test('a URL wired by hand is adopted and given back', async ({ page, stage, at, signIn }, testInfo) => {
  test.slow()
  const url = await wireByHand(stage)
  const response = async () => (await fetch(`${url}?data=${row}`)).text()
  await expect.poll(response, { message: 'the function is Pending at first' }).toBe(`by hand ${row}`)
  await signIn('Dana Deployer')
  await page.goto(at('apis'))
  await page.getByRole('link', { name: 'Adopt a URL' }).click()

  await test.step('what is no invoke URL is refused with what to do', async () => {
    await page.getByLabel('Invoke URL').fill('https://169.254.169.254/latest/meta-data')
    await page.getByRole('button', { name: 'Look behind it' }).click()
    await expect(
      page
        .getByRole('alert')
        .filter({ hasText: 'not API Gateway’s own' })
        .or(page.getByText(/not API Gateway's own address/)),
    ).toBeVisible()
  })

  await test.step('the road is walked and graded', async () => {
    await page.getByLabel('Invoke URL').fill(`${url}?data=${row}`)
    await page.getByRole('button', { name: 'Look behind it' }).click()
    await expect(page.getByRole('region', { name: 'What is behind it' })).toContainText('by-hand')
    await expect(page.getByRole('region', { name: 'How well it is made' })).toContainText('names no source')
    await expect(page.getByLabel('Endpoint that answers')).toHaveValue(endpointName)
    await page.getByLabel('A row that works now').fill(row)
    await page.getByRole('button', { name: 'Show the plan' }).click()
    await expect(page.getByRole('list', { name: 'Plan' })).toContainText('ANY /predict')
    await examineInLooks(page, testInfo, 'adopt')
  })

  await test.step('it is adopted: the same URL, the model’s own answer', async () => {
    await page.getByRole('button', { name: 'Adopt this URL' }).click()
    await deployed(page)
    expect(await response()).not.toContain('by hand')
    await page.goto(at(`endpoints/${endpointName}`))
    await expect(page.getByRole('region', { name: 'Invoke URL' })).toContainText(url)
  })

  await test.step('it is given back', async () => {
    await page.goto(at(`endpoints/${endpointName}/remove`))
    await expect(page.getByText('Callers reach what answered before.')).toBeVisible()
    await expect(page.getByText('stays: its path goes back to the integration that it had')).toBeVisible()
    await page.getByLabel('to confirm').fill(endpointName)
    await page.getByRole('button', { name: 'Remove public API' }).click()
    await expect(page.getByText(/^Removed in/)).toBeVisible()
    expect(await response()).toBe(`by hand ${row}`)
  })
})
