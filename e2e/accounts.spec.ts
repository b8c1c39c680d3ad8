/**
 * A console that has nothing but docs/iam: its own role, and a viewer's and a deployer's in two accounts. People switch
 * between them, AWS knows who did what, and one account allows only some to deploy.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { CreateRoleCommand, GetRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import type { Request } from '@playwright/test'
import { deployerPolicy } from '../scripts/iam-policies'
import { consoleEnv, freePort, startConsole, stop } from '../scripts/lib/servers.mjs'
import { deployed, startDeploy, taken } from './support/deploy'
import { expect, test } from './support/fixtures'
import { examine, examineInLooks, looks, wear } from './support/looks'
import type { Stage } from './support/stage'

interface Account {
  accountId: string
  accessKeyId: string
  secretAccessKey: string
}

const externalId = 'choose-one'

async function makeAccount({ sandbox }: Stage, seed: boolean): Promise<Account> {
  const response = await fetch(`${sandbox.url}/_sandbox/accounts`, { method: 'POST', body: JSON.stringify({ seed }) })
  return (await response.json()) as Account
}

const optionsOf = ({ sandbox }: Stage, { accessKeyId, secretAccessKey }: Account) => ({
  region: sandbox.region,
  endpoint: sandbox.url,
  credentials: { accessKeyId, secretAccessKey },
})

const policyOf = (name: string) => readFileSync(`docs/iam/${name}.json`, 'utf8')

async function makeRole(
  stage: Stage,
  account: Account,
  RoleName: string,
  policies: string[],
  trust: string,
  read = policyOf,
) {
  const iam = new IAMClient(optionsOf(stage, account))
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
  for (const PolicyName of policies) {
    const PolicyDocument = read(PolicyName)
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }))
  }
  return `arn:aws:iam::${account.accountId}:role/${RoleName}`
}

const guardRails = {
  access: { allowed: ['open', 'key'] },
  maxRate: 12,
  regions: ['us-east-1'],
  tags: [{ key: 'cost-centre', values: ['ml'] }],
  permissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
  roleNames: { prefix: 'acme-', path: '/ml/' },
}
/** The deployer's policy of the account with the guard rails. */
const railedPolicyOf = (name: string) =>
  name === 'deployer' ? JSON.stringify(deployerPolicy(guardRails.roleNames)) : policyOf(name)
/** Each is a spec as the form would send it, with one thing that the form does not offer; and what the engine says of it. */
const attacks: [what: string, change: object, words: string][] = [
  ['another access', { access: { kind: 'iam' } }, 'This account does not allow “Signed with AWS credentials”.'],
  [
    'another rate',
    { throttle: { rateLimit: 5_000, burstLimit: 10 } },
    'This account allows at most 12 requests a second, and not 5000.',
  ],
  [
    'another burst',
    { throttle: { rateLimit: 5, burstLimit: 4_000 } },
    'This account allows at most 24 requests at once, and not 4000.',
  ],
  ['no tag', { tags: {} }, 'This account requires the tag “cost-centre”.'],
  ['another tag', { tags: { 'cost-centre': 'x' } }, 'This account does not allow “x” for the tag “cost-centre”.'],
]

/** The console's own account has no endpoint; each of the two others trusts the console's role there. */
async function startUnderRoles(stage: Stage) {
  const [tools, lab, prod] = [
    await makeAccount(stage, false),
    await makeAccount(stage, true),
    await makeAccount(stage, true),
  ]
  const own = { Effect: 'Allow', Principal: { AWS: tools.accountId }, Action: 'sts:AssumeRole' }
  const ownTrust = JSON.stringify({ Version: '2012-10-17', Statement: [own] })
  const consoleRole = await makeRole(stage, tools, 'PorticoConsole', ['console'], ownTrust)
  const trust = readFileSync('docs/iam/trust.json', 'utf8').replace(/arn:PARTITION:[^"]+/, consoleRole)
  const served = async (account: Account, more: object, read = policyOf) => ({
    id: account.accountId,
    regions: ['us-east-1'],
    viewerRole: await makeRole(stage, account, 'PorticoViewer', ['viewer'], trust),
    deployerRole: await makeRole(stage, account, 'PorticoDeployer', ['viewer', 'deployer'], trust, read),
    externalId,
    ...more,
  })
  const accounts = [
    await served(lab, { name: 'lab', regions: ['us-east-1', 'eu-west-1'], guardRails }, railedPolicyOf),
    await served(prod, { name: 'prod', deployers: ['admin'] }),
  ]
  const sts = new STSClient(optionsOf(stage, tools))
  const assume = () => sts.send(new AssumeRoleCommand({ RoleArn: consoleRole, RoleSessionName: 'console' }))
  let session: Awaited<ReturnType<typeof assume>> | undefined
  await expect(async () => {
    session = await assume()
  }).toPass()
  const port = await freePort()
  const server = await startConsole(port, {
    ...consoleEnv(stage.sandbox, port, randomBytes(32).toString('base64')),
    PORTICO_REGIONS: '',
    PORTICO_ACCOUNT_NAME: '',
    PORTICO_ACCOUNTS: JSON.stringify(accounts),
    AWS_ACCESS_KEY_ID: session?.Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: session?.Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: session?.Credentials?.SessionToken ?? '',
  })
  return {
    server,
    origin: `http://127.0.0.1:${port}`,
    lab: lab.accountId,
    prod: prod.accountId,
    iam: new IAMClient(optionsOf(stage, lab)),
  }
}

test('two accounts under docs/iam: switched, limited, and AWS names the person', async ({
  browser,
  page,
  stage,
}, testInfo) => {
  const { server, origin, lab, prod, iam } = await startUnderRoles(stage)
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('button', { name: 'Dana Deployer' }).click()
  await expect(page).toHaveURL(`${origin}/${lab}/us-east-1/endpoints`)
  const endpoint = (account: string) => `${origin}/${account}/us-east-1/endpoints/iris-xgboost`

  let start: Request | undefined
  await test.step('what the guard rails of the account do not allow is in the plan, and cannot be deployed', async () => {
    await page.goto(`${endpoint(lab)}/deploy`)
    const sheet = page.getByRole('dialog')
    const rate = sheet.getByLabel('Rate', { exact: true })
    await taken(rate)
    await rate.fill('13')
    await expect(sheet.getByText('This account allows at most 12 requests a second, and not 13.').first()).toBeVisible()
    await sheet.getByRole('radio', { name: /^AWS IAM/ }).click()
    await expect(sheet.getByText('This account does not allow “Signed with AWS credentials”.').first()).toBeVisible()
    await expect(sheet.getByRole('button', { name: /^Deploy/ }).last()).toHaveAttribute('aria-disabled', 'true')
  })

  await test.step('a deployer deploys in the first under the deployer role alone', async () => {
    // The plan's action has the same input, but for whether a test was declined.
    const started = page.waitForRequest(
      (request) => 'next-action' in request.headers() && request.postData()?.includes('"untested"') === true,
    )
    await startDeploy(page, endpoint(lab), { sampleRow: '5.1,3.5,1.4,0.2' })
    start = await started
    await deployed(page)
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'acme-portico-us-east-1-iris-xgboost' }))
    expect(Role?.Path).toBe(guardRails.roleNames.path)
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(guardRails.permissionsBoundary)
    expect(Role?.Tags).toContainEqual({ Key: 'cost-centre', Value: 'ml' })
  })

  await test.step('a call of the action past the form is refused for each guard rail, and writes nothing', async () => {
    if (!start) throw new Error('no deploy was started')
    const headers = await start.allHeaders()
    const [input] = start.postDataJSON() as [{ spec: object & { routes: object[] } }]
    for (const [what, change, words] of attacks) {
      const { routes } = input.spec
      const spec = { ...input.spec, ...change, routes: [{ ...routes[0], endpointName: 'iris-serverless' }] }
      const response = await page.request.post(`${origin}/${lab}/us-east-1/endpoints/iris-serverless/deploy`, {
        headers: {
          'next-action': headers['next-action'] ?? '',
          'content-type': headers['content-type'] ?? '',
          origin,
        },
        data: JSON.stringify([{ ...input, spec }]),
      })
      const jobId = (await response.text()).match(/"jobId":"([^"]+)"/)?.[1]
      expect(jobId, what).toBeTruthy()
      await page.goto(`${origin}/${lab}/us-east-1/endpoints/iris-serverless/deploy?job=${jobId}`)
      await expect(page.getByText(words).first(), what).toBeVisible()
    }
    const RoleName = 'acme-portico-us-east-1-iris-serverless'
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toThrow(/cannot be found/)
  })

  await test.step('several deployed together have the tags that the account requires', async () => {
    await page.goto(`${origin}/${lab}/us-east-1/endpoints`)
    await page.getByRole('checkbox', { name: 'Choose penguin-species-ll' }).check()
    await page.getByRole('button', { name: 'Deploy 1' }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByRole('combobox', { name: 'cost-centre' })).toHaveText('ml')
    await dialog.getByRole('button', { name: 'Deploy 1' }).click()
    await expect(async () => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'acme-portico-us-east-1-penguin-species-ll' }))
      expect(Role?.Tags).toContainEqual({ Key: 'cost-centre', Value: 'ml' })
    }).toPass()
  })

  await test.step('a share page, which knows no person, reads under the viewer role', async () => {
    await page.goto(endpoint(lab))
    const links = page.getByRole('region', { name: 'Share links' })
    await links.getByRole('button', { name: 'New share link' }).click()
    await links.getByRole('form', { name: 'New share link' }).getByRole('button', { name: /link/ }).click()
    const shared = (await links.getByRole('link', { name: /Try iris/ }).getAttribute('href')) ?? ''
    const stranger = await browser.newContext()
    const view = await stranger.newPage()
    await view.goto(shared)
    await view.getByRole('button', { name: /^Predict/ }).click()
    await expect(view.getByRole('region', { name: 'Prediction' })).toContainText(/0|setosa/)
    await stranger.close()
  })

  await test.step('the second is a keypress away, and allows only admins to deploy', async () => {
    const account = page.getByRole('button', { name: 'Account lab' })
    await account.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: /prod/ })).toContainText('You are not allowed to deploy in prod.')
    await examine(page, testInfo, 'account-menu', '[role=menu]')
    await page.keyboard.press('End')
    await expect(page.getByRole('menuitem', { name: /prod/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${origin}/${prod}/us-east-1/endpoints`)
    await page.getByRole('link', { name: 'iris-xgboost' }).click()
    await expect(page.getByText(`arn:aws:sagemaker:us-east-1:${prod}:endpoint/iris-xgboost`).first()).toBeVisible()
    const deploy = page.getByRole('button', { name: 'Deploy public API' })
    await expect(deploy).toHaveAttribute('aria-disabled', 'true')
    await expect(deploy).toHaveAttribute(
      'title',
      'You are not allowed to deploy in prod. Ask an admin of this console.',
    )
    await wear(page, looks[3])
    await examine(page, testInfo, 'limited')
    await wear(page, looks[0])
  })

  await test.step('a region of another account is no page, nor an account that is not served', async () => {
    for (const place of [`${prod}/eu-west-1`, `${stage.sandbox.accountId}/us-east-1`]) {
      await page.goto(`${origin}/${place}/endpoints`)
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
    }
  })

  await test.step('activity names the person of the deploy, for whom AWS vouches', async () => {
    await page.goto(`${endpoint(lab)}/activity`)
    const deed = page.getByRole('listitem').filter({ hasText: 'Deployed a public API' })
    const link = page.getByRole('listitem').filter({ hasText: 'Made a share link' })
    // CloudTrail is late, each event by itself.
    await expect(async () => {
      await page.reload()
      await expect(deed).toBeVisible({ timeout: 3_000 })
      await expect(link).toBeVisible({ timeout: 3_000 })
    }).toPass()
    await expect(deed).toContainText('deployer@demo.portico')
    await expect(deed).toContainText('as PorticoDeployer · through Portico')
    await expect(link).toContainText('deployer@demo.portico')
    await deed.getByRole('button').click()
    await expect(deed.getByRole('cell', { name: /^iam:CreateRole/ })).toBeVisible()
    await expect(deed.getByRole('row').last()).toContainText('iam:CreateRole')
    await examineInLooks(page, testInfo, 'activity')
    await page.goto(`${origin}/${lab}/us-east-1/activity`)
    await expect(page.getByRole('link', { name: 'iris-xgboost' }).first()).toBeVisible()
    await page.goto(`${origin}/${prod}/us-east-1/activity`)
    await expect(page.getByRole('heading', { name: /Nothing was changed/ })).toBeVisible()
  })
  await stop(server)
})
