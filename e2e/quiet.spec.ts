/**
 * What an open page costs AWS, and what it shows of a job that it does not run. A minute passes by the page's own clock.
 * With `EVERY_PAGE=1` (`npm run test:quiet`) each page is opened alone in each state, and its calls in a minute are printed.
 */
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda'
import type { Page, Request } from '@playwright/test'
import { deployed, startDeploy } from './deploy'
import { expect, type Stage, test } from './fixtures'
import { bringAbout, callsSoFar, extraEndpoints, order, quiet, states } from './job-states'

test.use({ scene: 'quiet', extraEndpoints })

const ofEndpoint = [
  ...['', '/deploy?job=1', '/remove?job=1', '/deploy', '/remove'],
  ...['/playground', '/metrics', '/logs', '/trace', '/activity'],
]
const ofRegion = ['overview', 'endpoints', 'apis', 'activity', 'adopt']

/** None of the states is its. */
const followed = 'language-id-hf'

test('a page follows a deploy to its end, whatever refreshes it meanwhile', async ({
  page,
  context,
  stage,
  at,
  signIn,
}) => {
  await signIn('Dana Deployer')
  const path = at(`endpoints/${followed}`)

  await test.step('an overview that is opened while it runs', async () => {
    await order(stage, [{ operation: 'CreateDeployment', kind: 'slow', ms: 24_000 }])
    await startDeploy(page, path)
    await expect(page.getByText('Deploying', { exact: true })).toBeVisible()
    const beside = await context.newPage()
    await beside.goto(path)
    await expect(beside.getByText('A deploy is running.')).toBeVisible()
    await expect(beside.getByText(/\d+ of \d+ healthy/)).toBeVisible()
    await expect(beside.getByText('A deploy is running.')).toHaveCount(0)
    await deployed(page)
    await beside.close()
  })

  await test.step('a sheet over an unfinished wiring that is read again and again', async () => {
    await stage.aws.lambda.send(new DeleteFunctionCommand({ FunctionName: `portico-${followed}` }))
    await order(stage, [{ operation: 'CreateFunction', kind: 'slow', ms: 24_000 }])
    await page.clock.install()
    await page.goto(path)
    await page.getByRole('link', { name: 'Complete deploy' }).click()
    await page.getByRole('button', { name: /^Deploy \d+ changes?/ }).click()
    await expect(page.locator('[data-step=function][data-state=running]')).toBeVisible()
    const refreshed = page.waitForResponse((answer) => answer.request().headers().rsc !== undefined)
    await page.clock.fastForward(5_000)
    await refreshed
    await deployed(page)
  })
})

test('an open page leaves AWS alone, whatever became of the job', async ({ page, context, stage, at, signIn }) => {
  if (process.env.EVERY_PAGE) test.setTimeout(3_600_000)
  await signIn('Dana Deployer')
  await bringAbout(page, stage, at)
  await page.close()
  const open = async (path: string) => {
    const opened = await context.newPage()
    await opened.clock.install()
    opened.on('request', (request) => request.headers().rsc && refreshing.add(request))
    for (const end of ['requestfinished', 'requestfailed'] as const)
      opened.on(end as 'requestfinished', (request) => refreshing.delete(request))
    await opened.goto(path)
    return opened
  }
  if (process.env.EVERY_PAGE) {
    const paths = [
      // Jobs first that run: their writes hang for some minutes.
      ...Object.values(states)
        .reverse()
        .flatMap((name) => ofEndpoint.map((part) => at(`endpoints/${name}${part}`))),
      ...ofRegion.map(at),
    ]
    for (const path of paths) console.log(await measured(stage, path, () => open(path)))
    return
  }
  const pages = {
    done: await open(`${at(`endpoints/${states.done}`)}/deploy?job=1`),
    removed: await open(`${at(`endpoints/${states.removed}`)}/remove?job=1`),
    refused: await open(`${at(`endpoints/${states.refused}`)}/deploy?job=1`),
    failed: await open(`${at(`endpoints/${states.failed}`)}/deploy?job=1`),
    elsewhere: await open(`${at(`endpoints/${states.elsewhere}`)}/deploy?job=1`),
    running: await open(at(`endpoints/${states.running}`)),
    queued: await open(at(`endpoints/${states.queued}`)),
    all: await open(at('apis')),
  }
  await expect(pages.running.getByText('A deploy is running.')).toBeVisible()
  await expect(pages.queued.getByText('A deploy waits for its turn.')).toBeVisible()
  await quiet(stage, 'pages that are opened')
  // An unfinished wiring is read again some times, because somebody may be at work on it.
  const all = Object.values(pages)
  let resting = 0
  for (let before = -1, steps = 0; resting < 4; steps++) {
    expect(steps, 'how often a page reads AWS again').toBeLessThan(40)
    const count = await pass(stepSeconds, all, stage)
    resting = count === before ? resting + 1 : 0
    before = count
  }
  const before = (await callsSoFar(stage)).length
  const after = await pass(60, all, stage)
  expect((await callsSoFar(stage)).slice(before, after)).toEqual([])
})

/** Pages that are read again at the moment. */
const refreshing = new Set<Request>()

const stepSeconds = 5

/** Lets the time of pages pass in steps, so that what a timer starts can end before the next; returns all calls so far. */
async function pass(seconds: number, pages: Page[], stage: Stage): Promise<number> {
  let count = 0
  for (let passed = 0; passed < seconds; passed += stepSeconds) {
    await Promise.all(
      pages.map(async (page) => {
        await page.clock.fastForward(stepSeconds * 1_000)
        await page.evaluate(nextTask)
      }),
    )
    await expect.poll(() => refreshing.size, { intervals: [50] }).toBe(0)
    count = await quiet(stage, 'open pages', 150)
  }
  return count
}

/** What a timer started has begun by then. */
const nextTask = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(undefined)
  })

async function measured(stage: Stage, path: string, open: () => Promise<Page>): Promise<string> {
  const before = (await callsSoFar(stage)).length
  const page = await open()
  const first = await quiet(stage, path)
  const whole = await pass(60, [page], stage)
  const next = await pass(60, [page], stage)
  await page.close()
  const name = path.split('/').slice(3).join('/')
  return `${name.padEnd(48)} ${first - before} to open, ${whole - first} in the first minute, ${next - whole} in the second`
}
