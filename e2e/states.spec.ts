/** What people meet beside the straight road: roles, lost tabs, refusals by AWS, wrong addresses. */
import { deployed, openOptions, startDeploy } from './support/deploy'
import { expect, expectAccessible, test } from './support/fixtures'
import type { Stage } from './support/stage'

// Other files deploy, change or delete the same endpoints.
test.use({ scene: 'states' })

test('without a session every page leads to the sign-in, and back', async ({ page, at }) => {
  await page.goto(at('endpoints/iris-xgboost'))
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
  await page.getByRole('button', { name: 'Vera Viewer' }).click()
  await expect(page.getByRole('heading', { name: 'iris-xgboost' })).toBeVisible()
})

test('a viewer sees everything and can change nothing, and sees why', async ({ page, at, signIn }) => {
  await signIn('Vera Viewer')
  await page.goto(at('endpoints/iris-xgboost'))
  const deploy = page.getByRole('button', { name: 'Deploy public API' })
  await expect(deploy).toHaveAttribute('aria-disabled', 'true')
  await expect(deploy).toHaveAttribute('title', /deployer/)
  // The plan can be read, as it writes nothing.
  await page.goto(at('endpoints/iris-xgboost/deploy'))
  const start = page.getByRole('button', { name: /^Deploy \d+ changes/ })
  await expect(start).toHaveAttribute('aria-disabled', 'true')
  await page.goto(at('endpoints/iris-xgboost/trace'))
  await expect(page.getByRole('button', { name: 'Run trace' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('this needs deployer')).toBeVisible()
})

test('a deploy goes on when its tab is closed, and another tab shows it', async ({ page, context, at, signIn }) => {
  await signIn('Dana Deployer')
  const path = at('endpoints/auto-mpg-forest')
  await startDeploy(page, path, { sampleRow: '8,307,130,3504,12,70,1' })
  await expect(page.getByText('Deploying')).toBeVisible()
  await page.close()
  const other = await context.newPage()
  await other.goto(`${path}/deploy?job=1`)
  await deployed(other)
  await other.goto(`${path}/playground`)
  await other.getByRole('button', { name: /^Predict/ }).click()
  await expect(other.getByRole('region', { name: 'Prediction' }).getByText(/^\d\d(\.\d+)?$/)).toBeVisible()
})

test('bad options are named where they stand, and nothing starts', async ({ page, at, signIn }) => {
  await signIn('Dana Deployer')
  await page.goto(at('endpoints/iris-serverless/deploy'))
  await page.getByLabel('Resource path').fill('ping')
  await expect(page.getByText('API Gateway keeps /ping and /sping for itself')).toBeVisible()
  await page.getByLabel('Resource path').fill('a/b')
  await expect(page.getByText(/One path part of letters/)).toBeVisible()
  await openOptions(page.getByRole('dialog'))
  await page.getByLabel('CORS origins').fill('acme.dev')
  await expect(page.getByText(/An origin needs a scheme/)).toBeVisible()
  await page.getByLabel('Set two alarms').check()
  await page.getByLabel('SNS topic').fill('on-call')
  await expect(page.getByText('The ARN of a standard SNS topic')).toBeVisible()
  await page.getByLabel('5XX errors over').fill('0')
  await expect(page.getByText('More than 0 %')).toBeVisible()
})

test('an endpoint that is none, a region that is not served', async ({ page, at, signIn }) => {
  await signIn('Dana Deployer')
  await page.goto(at('endpoints/never-was'))
  await expect(page.getByRole('heading', { name: /never-was/ })).toBeVisible()
  await page.goto(at('endpoints').replace('us-east-1', 'mars-north-1'))
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
})

test('search and filter say when nothing fits, and the list works by keyboard', async ({ page, signInByPage }) => {
  await signInByPage('Vera Viewer')
  await expect(page.getByText('XGBoost 1.7-1')).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('nothing-like-it')
  await expect(page.getByText(/nothing-like-it/).last()).toBeVisible()
  await expect(page.getByRole('link', { name: 'iris-xgboost', exact: true })).toHaveCount(0)
  await page.goto(new URL(page.url()).pathname)
  // Filled in by the browser, so the page listens to keys from here on.
  await expect(page.getByText('XGBoost 1.7-1')).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/endpoints\/[a-z-]+$/)
})

/** While `work` runs, the console's own credentials cannot do these things. */
async function whileDenied({ sandbox }: Stage, actions: string[], work: () => Promise<void>) {
  const deny = (list: string[]) =>
    fetch(`${sandbox.url}/_sandbox/accounts/${sandbox.accountId}/denied`, { method: 'PUT', body: JSON.stringify(list) })
  await deny(actions)
  try {
    await work()
  } finally {
    await deny([])
  }
}

test('where AWS refuses the list, the page names the action and gives the policy', async ({
  page,
  stage,
  signIn,
  at,
}) => {
  await signIn('Dana Deployer')
  await whileDenied(stage, ['sagemaker:ListEndpoints'], async () => {
    await page.goto(at('endpoints'))
    await expect(
      page
        .getByRole('alert')
        .getByText(/sagemaker:ListEndpoints/)
        .first(),
    ).toBeVisible()
    await expect(page.getByRole('region', { name: 'Policy statement' })).toContainText('"sagemaker:ListEndpoints"')
    await expectAccessible(page)
  })
})

test('a deploy that AWS refuses in the middle says where, why and what next; the next run finishes it', async ({
  page,
  stage,
  at,
  signIn,
}) => {
  const path = at('endpoints/iris-serverless')
  await signIn('Dana Deployer')
  await whileDenied(stage, ['lambda:AddPermission'], async () => {
    await startDeploy(page, path)
    await expect(page.getByText('The deploy stopped', { exact: true })).toBeVisible()
    await expect(page.getByText(/lambda:AddPermission/).first()).toBeVisible()
    await expectAccessible(page)
  })
  await page.goto(path)
  await page.getByRole('link', { name: 'Complete deploy' }).click()
  await page.getByRole('button', { name: /^Deploy \d+ changes?/ }).click()
  await deployed(page)
})

test('where AWS denies a read, its place names the action and on what, and the rest stands', async ({
  page,
  stage,
  at,
  signIn,
}) => {
  await signIn('Vera Viewer')
  await whileDenied(
    stage,
    ['cloudwatch:GetMetricData', 'cloudtrail:LookupEvents', 'lambda:GetPolicy', 'sagemaker:DescribeEndpointConfig'],
    async () => {
      const policy = /is not allowed to call lambda:GetPolicy on arn:aws:lambda:\S+:function:portico-iris-serverless/
      await page.goto(at('apis'))
      const row = page.getByRole('row').filter({ hasText: 'iris-serverless' })
      await expect(row).toContainText(policy)
      await expectAccessible(page)
      await page.goto(at('endpoints'))
      const unread = page.getByRole('status').filter({ hasText: 'Some columns could not be read.' })
      await expect(unread).toContainText('is not allowed to call cloudwatch:GetMetricData')
      await expect(unread).toContainText(policy)
      await expectAccessible(page)
      await page.goto(at('overview'))
      const attention = page.getByRole('region', { name: 'Needs attention' })
      await expect(attention).toContainText('is not allowed to call cloudwatch:GetMetricData')
      await expect(attention).toContainText('house-prices-catboost')
      await expectAccessible(page)
      await page.goto(at('endpoints/iris-serverless/activity'))
      await expect(page.getByRole('alert').getByText(/is not allowed to call cloudtrail:LookupEvents/)).toBeVisible()
      await expect(page.getByText(policy)).toBeVisible()
    },
  )
})
