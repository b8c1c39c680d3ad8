/** Named features and one form of answer, from the deploy form through the plan to the public API and the playground. */
import { GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { deployed, openOptions } from './support/deploy'
import { expect, test } from './support/fixtures'
import { order, slow } from './support/job-states'
import { examineInLooks } from './support/looks'

test.use({ scene: 'shapes' })

const endpointName = 'iris-xgboost'

test('callers send features by name and get normalised answers', async ({ page, stage, at, signIn }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  // What the form finds by itself would be columns, about which its first step asks.
  await order(stage, [slow('InvokeEndpoint')])
  await page.goto(at(`endpoints/${endpointName}/deploy`))
  const sheet = page.getByRole('dialog')
  const plan = sheet.getByRole('list', { name: 'Plan' })
  const required = sheet.getByRole('checkbox', { name: 'Require the query parameter' })

  await test.step('the form offers them, and says what excludes what', async () => {
    await openOptions(sheet)
    await sheet.getByRole('radio', { name: /^Rows and named features/ }).click()
    await expect(sheet.getByText('Describe the columns first: callers send their names')).toBeVisible()
    await sheet
      .getByLabel('Feature columns')
      .fill('sepal length (cm), sepal width (cm), petal length (cm), petal width (cm)')
    await sheet.getByLabel('Sample row').fill('5.1,3.5,1.4,0.2')
    await sheet.getByRole('radio', { name: 'A class' }).click()
    await sheet.getByLabel('Class names').fill('Iris, setosa\nIris, versicolor\nIris, virginica')
    await required.click()
    await expect(sheet.getByText('Named features come without it: leave the parameter optional')).toBeVisible()
    await required.click()
    await sheet.getByRole('radio', { name: /^Normalized JSON/ }).click()
  })

  await test.step('the plan has them', async () => {
    await expect(plan.getByText('?data=, 4 named features, CORS on OPTIONS, 4XX and 5XX')).toBeVisible()
    await expect(sheet.getByText('?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=0.2')).toBeVisible()
    await examineInLooks(page, testInfo, 'form')
  })

  await test.step('the deploy proves them', async () => {
    await order(stage, [])
    await sheet.getByRole('button', { name: /^Deploy \d+ changes/ }).click()
    await deployed(page)
    await expect(sheet.getByText('The sample row answered Iris, setosa')).toBeVisible()
  })

  const { items = [] } = await stage.aws.apiGateway.send(new GetRestApisCommand({}))
  const base = stage.sandbox.invokeUrlTemplate.replace('{restApiId}', items[0]?.id ?? '').replace('{stage}', 'prod')
  const url = `${base}/iris`

  await test.step('anyone can call it by name, in any order', async () => {
    const byName = await fetch(`${url}?Petal_Width=0.2&sepal%20length=5.1&petal-length=1.4&sepalwidth=3.5`)
    const asJson = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"petal width": 0.2, "petal length": 1.4, "sepal width": 3.5, "sepal length": 5.1}',
    })
    expect(byName.headers.get('content-type')).toBe('application/vnd.portico.prediction+json; charset=utf-8')
    const said = await byName.json()
    expect(said).toMatchObject({
      predictions: [{ label: 'Iris, setosa', probabilities: [{ label: 'Iris, setosa' }, {}, {}] }],
    })
    expect(await asJson.json()).toEqual(said)
    const slip = await fetch(`${url}?sepal_lenght=5.1`)
    expect(slip.status).toBe(400)
    expect((await slip.json()).message).toContain('the closest is sepal length')
  })

  await test.step('the playground calls it and shows other ways to call it', async () => {
    await page.goto(at(`endpoints/${endpointName}/playground`))
    await expect(page.getByText('The same by name')).toBeVisible()
    await page.getByRole('button', { name: /^Predict/ }).click()
    await expect(page.getByRole('region', { name: 'Prediction' }).getByText('Iris, setosa').first()).toBeVisible()
    await examineInLooks(page, testInfo, 'playground')
  })

  await test.step('another choice is planned field by field', async () => {
    await page.goto(at(`endpoints/${endpointName}/deploy`))
    await openOptions(sheet)
    await sheet.getByRole('radio', { name: /^POST only/ }).click()
    await expect(plan.getByText('POST /iris')).toBeVisible()
    await plan.getByText('portico-iris-xgboost', { exact: true }).last().click()
    await expect(plan.getByText('Environment.REQUEST_METHODS')).toBeVisible()
  })
})
