/** An endpoint in each state that a job can leave it in, and the sandbox's record of calls. */
import { CreateRoleCommand, ListRoleTagsCommand } from '@aws-sdk/client-iam'
import type { Page } from '@playwright/test'
import { deployed, startDeploy } from './deploy'
import { expect } from './fixtures'
import type { Stage } from './stage'

const recordOf = ({ sandbox }: Stage) => `${sandbox.url}/_sandbox/accounts/${sandbox.accountId}/faults`

/** Orders faults and restarts the record of calls. */
export const order = (stage: Stage, faults: object[]) =>
  fetch(recordOf(stage), { method: 'PUT', body: JSON.stringify(faults) })

/** A call that is as slow as this is finished by `finish`; by itself before the console gives it up, which is after 65 s. */
const slowMs = 1_000_000
export const slow = (operation: string) => ({ operation, kind: 'slow', ms: slowMs })

/** Lets the time of a call that was ordered to be slow pass at once, once it has arrived. */
export async function finish(stage: Stage, { operation }: { operation: string }) {
  await expect.poll(() => callsSoFar(stage)).toContain(operation)
  const { url, accountId } = stage.sandbox
  await fetch(`${url}/_sandbox/accounts/${accountId}/time`, { method: 'POST', body: JSON.stringify({ ms: slowMs }) })
}

/** Stops the account's time, so that what has begun there is not done before a slow machine came to it, or lets it go on. */
export const stopTime = ({ sandbox }: Stage, stopped: boolean) =>
  fetch(`${sandbox.url}/_sandbox/accounts/${sandbox.accountId}/time`, {
    method: 'PUT',
    body: JSON.stringify({ stopped }),
  })

export async function callsSoFar(stage: Stage): Promise<string[]> {
  const { calls } = (await (await fetch(recordOf(stage))).json()) as { calls: { operation: string }[] }
  return calls.map(({ operation }) => operation)
}

/** Waits until nobody calls AWS, and returns how many calls there were. Fails where the calls do not end. */
export async function quiet(stage: Stage, what: string, restMs = 400): Promise<number> {
  let count = -1
  const grown = async () => {
    const before = count
    count = (await callsSoFar(stage)).length
    return count - before
  }
  await expect.poll(grown, { message: `calls of AWS by ${what}`, intervals: [restMs] }).toBe(0)
  return count
}

export const states = {
  done: 'iris-xgboost',
  removed: 'auto-mpg-forest',
  refused: 'penguin-species-ll',
  failed: 'iris-serverless',
  /** This process never had a job of it; somebody else began one. */
  elsewhere: 'digits-mxnet',
  running: 'churn-model-0001',
  queued: 'churn-model-0004',
}

/** So many endpoints more are needed: three deploys run beside each other. */
export const extraEndpoints = 4

const stopped = (page: Page) => expect(page.getByText('The deploy stopped', { exact: true })).toBeVisible()

/** Brings about each of the states; the jobs that run hang in their first write. */
export async function bringAbout(page: Page, stage: Stage, at: (path: string) => string) {
  const pathOf = (state: keyof typeof states) => at(`endpoints/${states[state]}`)
  await order(stage, [])
  for (const state of ['removed', 'done'] as const) {
    await startDeploy(page, pathOf(state))
    await deployed(page)
  }
  await page.goto(`${pathOf('removed')}/remove`)
  await page.getByLabel(/to confirm/).fill(states.removed)
  await page.getByRole('button', { name: 'Remove public API' }).last().click()
  await expect(page.getByText('Removed', { exact: true })).toBeVisible()
  await order(stage, [{ operation: 'CreateRole', kind: 'denied' }])
  await startDeploy(page, pathOf('refused'))
  await stopped(page)
  await order(stage, [{ operation: 'AddPermission', kind: 'denied' }])
  await startDeploy(page, pathOf('failed'))
  await stopped(page)
  await beginElsewhere(stage)
  await order(stage, [{ operation: 'CreateRole', kind: 'hang', times: 100 }])
  await page.goto(at('endpoints?search=churn-model'))
  await page.getByRole('button', { name: 'Deploy several' }).click()
  await page.getByRole('checkbox', { name: `All ${extraEndpoints} without a public API` }).check()
  await page.getByRole('button', { name: `Deploy ${extraEndpoints}` }).click()
  await expect(page.getByText(/3 jobs run, 1 waits for a turn/)).toBeVisible()
}

/** The first write of a deploy, as another process makes it. */
async function beginElsewhere({ aws, sandbox }: Stage) {
  const nameOf = (endpoint: string) => `portico-${sandbox.region}-${endpoint}`
  const { Tags = [] } = await aws.iam.send(new ListRoleTagsCommand({ RoleName: nameOf(states.done) }))
  const service = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  await aws.iam.send(
    new CreateRoleCommand({
      RoleName: nameOf(states.elsewhere),
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [service] }),
      Tags: Tags.map((tag) => (tag.Value === states.done ? { ...tag, Value: states.elsewhere } : tag)),
    }),
  )
}
