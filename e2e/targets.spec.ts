/** Endpoints that are more than one model that answers at once: made through the SDK, deployed and called in the browser. */
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import {
  type AsyncInferenceConfig,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  type ProductionVariant,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker'
import { deployed, openOptions, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examine, examineInLooks } from './support/looks'
import type { Stage } from './support/stage'

test.use({ scene: 'targets' })

const row = '5.1,3.5,1.4,0.2'
const models = 'sandbox-models'
const clientsOf = ({ sandbox }: Stage) => {
  const { url: endpoint, region, accessKeyId, secretAccessKey } = sandbox
  const options = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
  return { sagemaker: new SageMakerClient(options), s3: new S3Client(options) }
}

async function makeEndpoint(
  stage: Stage,
  name: string,
  {
    Mode,
    key,
    variants,
    later,
  }: { Mode: 'SingleModel' | 'MultiModel'; key: string; variants: string[]; later?: string },
) {
  const { sagemaker } = clientsOf(stage)
  const [ModelName, EndpointConfigName] = [`${name}-model`, `${name}-config`]
  await sagemaker.send(
    new CreateModelCommand({
      ModelName,
      ExecutionRoleArn: `arn:aws:iam::${stage.sandbox.accountId}:role/service-role/AmazonSageMaker-ExecutionRole`,
      PrimaryContainer: {
        Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
        Mode,
        ModelDataUrl: `s3://${models}/${key}`,
      },
    }),
  )
  const ProductionVariants: ProductionVariant[] = variants.map((VariantName) => ({
    VariantName,
    ModelName,
    InitialVariantWeight: 1,
    InstanceType: 'ml.m5.large',
    InitialInstanceCount: 1,
  }))
  const AsyncInferenceConfig: AsyncInferenceConfig | undefined = later
    ? { OutputConfig: { S3OutputPath: `s3://${later}/answers`, S3FailurePath: `s3://${later}/failures` } }
    : undefined
  await sagemaker.send(
    new CreateEndpointConfigCommand({ EndpointConfigName, ProductionVariants, AsyncInferenceConfig }),
  )
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName }))
  const status = async () => (await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }))).EndpointStatus
  await expect.poll(status).toBe('InService')
}

test('an asynchronous endpoint: a 202 becomes the answer', async ({ page, at, signIn, stage }, testInfo) => {
  const bucket = 'acme-async'
  const name = `iris-later-${testInfo.repeatEachIndex}`
  await clientsOf(stage).s3.send(new CreateBucketCommand({ Bucket: bucket }))
  await makeEndpoint(stage, name, {
    Mode: 'SingleModel',
    key: 'iris-xgboost/model.tar.gz',
    variants: ['AllTraffic'],
    later: bucket,
  })
  await signIn('Dana Deployer')
  const path = at(`endpoints/${name}`)

  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await expect(sheet.getByRole('radio', { name: /Asynchronous/ })).toBeChecked()
  await expect(sheet.getByLabel('Requests go to')).toHaveValue(`s3://${bucket}/answers/portico-requests/`)
  await expect(sheet.getByRole('list', { name: 'Time budgets' })).toContainText('15 min')
  await expect(sheet.getByText(/asynchronous, 202/)).toBeVisible()
  await sheet.getByText('Why not the others').click()
  await expect(sheet.getByText('It takes asynchronous requests only.')).toBeVisible()

  await startDeploy(page, path, { sampleRow: row })
  await deployed(page)
  await expect(page.getByText(/The sample row answered/)).toContainText('200')

  // The model works on it for as long as the browser sends no request.
  let markRequested = () => {}
  const requested = new Promise<void>((resolve) => {
    markRequested = resolve
  })
  await page.route(/\?job=/, async (route) => {
    await requested
    await route.continue()
  })
  await page.goto(`${path}/playground`)
  const prediction = page.getByRole('region', { name: 'Prediction' })
  await page.getByRole('button', { name: /^Predict/ }).click()
  await expect(prediction.getByText('The model works on it')).toBeVisible()
  await expect(prediction).toContainText('?job=')
  await examine(page, testInfo, 'working')
  await prediction.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(prediction.getByText('Nobody waits any more')).toBeVisible()
  markRequested()
  await prediction.getByRole('button', { name: 'Check again' }).click()
  await expect(prediction.getByText('200', { exact: true })).toBeVisible()
  await expect(prediction).toContainText('0.99')

  await page.goto(path)
  const access = page.getByRole('region', { name: 'Access and limits' })
  await expect(access).toContainText('asynchronous, 202 and ?job=')
  await access.getByText('more settings').click()
  await expect(access.getByRole('list', { name: 'Time budgets' })).toContainText('15 min')
})

test('many models: the form lists them, and the caller chooses', async ({ page, at, signIn, stage }, testInfo) => {
  const { s3 } = clientsOf(stage)
  await s3.send(new CreateBucketCommand({ Bucket: models }))
  for (const name of ['iris-forest', 'iris-xgboost'])
    await s3.send(new PutObjectCommand({ Bucket: models, Key: `${name}/model.tar.gz`, Body: 'archive' }))
  const zoo = `zoo-${testInfo.repeatEachIndex}`
  await makeEndpoint(stage, zoo, { Mode: 'MultiModel', key: '', variants: ['AllTraffic'] })
  await signIn('Dana Deployer')
  const path = at(`endpoints/${zoo}`)
  await page.goto(`${path}/deploy`)
  const sheet = page.getByRole('dialog')
  await openOptions(sheet)
  await expect(sheet.getByRole('radio', { name: /A model of many/ })).toBeChecked()
  await expect(sheet.getByRole('combobox', { name: 'Model' })).toHaveText('iris-forest/model.tar.gz')
  await sheet.getByRole('checkbox', { name: 'Callers choose the model' }).click()
  await sheet.getByRole('checkbox', { name: 'iris-xgboost/model.tar.gz' }).click()
  await sheet.getByLabel('Wait for the model').fill('45')
  await expect(sheet.getByText('This account’s quota has to be raised first.')).toBeVisible()
  await expect(sheet.getByRole('list', { name: 'Time budgets' })).toContainText('46 s')
  await examineInLooks(page, testInfo, 'models')
  await sheet.getByRole('list', { name: 'Time budgets' }).screenshot({ path: testInfo.outputPath('clocks.png') })
  await sheet.getByRole('group', { name: 'Models' }).screenshot({ path: testInfo.outputPath('models.png') })
  await sheet.getByLabel('Wait for the model').fill('')
  await sheet.getByLabel('Sample row').fill(row)
  await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
  await deployed(page)
  const url = await page
    .getByRole('region', { name: /^Live in/ })
    .getByTitle(/\?data=/)
    .getAttribute('title')
  const responses = await Promise.all(
    ['', '&model=iris-xgboost/model.tar.gz', '&model=other'].map(async (more) => {
      const response = await page.request.get(`${url}${more}`)
      return `${response.status()} ${(await response.text()).slice(0, 4)}`
    }),
  )
  expect(responses).toEqual(['200 [0]', '200 0.99', '400 {"co'])
})
