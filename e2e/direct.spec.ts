/** A URL without a function, from the deploy form to a prediction, the trace, and what is left of the function before it. */
import { GetRolePolicyCommand } from '@aws-sdk/client-iam'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { deployed, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examineInLooks } from './support/looks'

test.use({ scene: 'direct' })

const endpointName = 'iris-xgboost'

test('SageMaker answers a public API directly', async ({ page, stage, at, signIn }, testInfo) => {
  await signIn('Dana Deployer')
  await page.goto(at(`endpoints/${endpointName}/deploy`))
  const sheet = page.getByRole('dialog')
  const plan = sheet.getByRole('list', { name: 'Plan' })

  await test.step('the form says what each way cannot do', async () => {
    await openOptions(sheet)
    await sheet
      .getByLabel('Feature columns')
      .fill('sepal length (cm), sepal width (cm), petal length (cm), petal width (cm)')
    await sheet.getByLabel('Sample row').fill('5.1,3.5,1.4,0.2')
    await sheet.getByRole('radio', { name: /^HTTP proxy/ }).click()
    await sheet.getByLabel('Address', { exact: true }).fill('http://127.0.0.1:8080/iris')
    await expect(sheet.getByText('An address that begins with https://')).toBeVisible()
    await expect(sheet.getByRole('radio', { name: 'Create a role' })).toHaveCount(0)
    await sheet.getByLabel('Address', { exact: true }).fill('https://models.acme.dev/iris')
    await expect(plan.getByText('hands on to https://models.acme.dev/iris')).toBeVisible()
    await sheet.getByRole('radio', { name: /^SageMaker directly/ }).click()
    await expect(sheet.getByText(/^One row in the URL, as CSV/)).toBeVisible()
    await expect(plan.getByText('calls SageMaker itself')).toBeVisible()
    await expect(plan.getByText('Lambda function')).toHaveCount(0)
    await examineInLooks(page, testInfo, 'form')
  })

  await test.step('the deploy proves it', async () => {
    await sheet.getByRole('button', { name: /^Deploy 5 changes/ }).click()
    await deployed(page)
    const { Functions = [] } = await stage.aws.lambda.send(new ListFunctionsCommand({}))
    expect(Functions).toEqual([])
    const { PolicyDocument = '' } = await stage.aws.iam.send(
      new GetRolePolicyCommand({
        RoleName: `portico-${stage.sandbox.region}-${endpointName}`,
        PolicyName: 'portico',
      }),
    )
    expect(JSON.parse(decodeURIComponent(PolicyDocument)).Statement).toHaveLength(1)
  })

  await test.step('the playground predicts', async () => {
    await page.goto(at(`endpoints/${endpointName}/playground`))
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(
      page
        .getByRole('region', { name: 'Prediction' })
        .getByText(/^Class 0/)
        .first(),
    ).toBeVisible()
  })

  await test.step('the trace has no hop where no function is', async () => {
    await page.goto(at(`endpoints/${endpointName}/trace`))
    await page.getByRole('button', { name: 'Run trace' }).click()
    const lambda = page.getByRole('listitem', { name: 'Hop 2, Lambda' })
    await expect(lambda.getByText(/no function in between/)).toBeVisible()
    await expect(page.getByRole('listitem', { name: 'Hop 4, Invoke URL' }).getByText('200').first()).toBeVisible()
    await examineInLooks(page, testInfo, 'trace')
  })

  await test.step('the overview draws it so', async () => {
    await page.goto(at(`endpoints/${endpointName}`))
    const access = page.getByRole('region', { name: 'Access and limits' })
    await access.getByText('more settings').click()
    await expect(access.getByText('SageMaker directly')).toBeVisible()
    await expect(page.getByText('5 of 5 healthy')).toBeVisible()
    await examineInLooks(page, testInfo, 'overview')
  })
})
