/**
 * What an open page costs AWS, and what it shows of a job that it does not run. A minute passes by the page's own clock.
 * With `EVERY_PAGE=1` (`npm run test:quiet`) all pages are opened in each state of a job, and the calls of each are printed;
 * without it some that matter most, and two that a seed chooses (`QUIET_SEED=7` repeats it).
 */
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda'
import type { Browser, BrowserContext, Page, Request } from '@playwright/test'
import { deployed, startDeploy } from './support/deploy'
import { expect, stoppedIn, test } from './support/fixtures'
import { bringAbout, callsSoFar, extraEndpoints, finish, order, quiet, slow, states } from './support/job-states'
import type { Stage } from './support/stage'

test.use({ scene: 'quiet', extraEndpoints })

const ofEndpoint = [
  ...['', '/deploy?job=1', '/remove?job=1', '/deploy', '/remove'],
  ...['/playground', '/metrics', '/logs', '/trace', '/activity'],
]
const ofRegion = ['overview', 'endpoints', 'apis', 'activity', 'adopt']

const seed = Number(process.env.QUIET_SEED) || (Date.now() % 10_000) + 1

/** Pages of jobs that have ended, as jobs that run make calls of their own. */
function chosenPages(): string[] {
  const { running: _, queued: __, ...ended } = states
  const all = Object.values(ended).flatMap((name) => ofEndpoint.map((part) => `endpoints/${name}${part}`))
  const first = (seed * 7_919) % all.length
  return [first, (first + 1 + (seed % (all.length - 1))) % all.length].map((place) => all[place] ?? '')
}

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
    const held = slow('CreateDeployment')
    await order(stage, [held])
    await startDeploy(page, path)
    await expect(page.getByText('Deploying', { exact: true })).toBeVisible()
    const beside = await context.newPage()
    await beside.goto(path)
    await expect(beside.getByText('A deploy is running.')).toBeVisible()
    await finish(stage, held)
    await expect(beside.getByText(/\d+ of \d+ healthy/)).toBeVisible()
    await expect(beside.getByText('A deploy is running.')).toHaveCount(0)
    await deployed(page)
    await beside.close()
  })

  await test.step('a sheet over an unfinished wiring that is read again and again', async () => {
    await stage.aws.lambda.send(new DeleteFunctionCommand({ FunctionName: `portico-${followed}` }))
    const held = slow('CreateFunction')
    await order(stage, [held])
    await page.clock.install()
    await page.goto(path)
    // A page that was read a moment ago is shown as it was.
    await page.reload()
    await page.getByRole('link', { name: 'Complete deploy' }).click()
    await page.getByRole('button', { name: /^Deploy \d+ changes?/ }).click()
    await expect(page.locator('[data-step=function][data-state=running]')).toBeVisible()
    const refreshed = page.waitForResponse((response) => response.request().headers().rsc !== undefined)
    await page.clock.fastForward(5_000)
    await refreshed
    await finish(stage, held)
    await deployed(page)
  })
})

test('an open page leaves AWS alone, whatever became of the job', async ({ page, browser, stage, at, signIn }) => {
  if (process.env.EVERY_PAGE) test.setTimeout(1_800_000)
  await signIn('Dana Deployer')
  await bringAbout(page, stage, at)
  const { stopped, open, openAlone } = openersOf(page.context(), browser, at)
  await page.close()
  if (process.env.EVERY_PAGE) {
    await measureAll(stage, openAlone)
    return expect(stopped.flat()).toEqual([])
  }
  const before = (await callsSoFar(stage)).length
  // These first: their jobs give up after a minute.
  const [running, queued] = await Promise.all([
    openAlone(`endpoints/${states.running}`),
    openAlone(`endpoints/${states.queued}`),
  ])
  await expect(running.getByText('A deploy is running.')).toBeVisible()
  await expect(queued.getByText('A deploy waits for its turn.')).toBeVisible()
  const all = [
    running,
    queued,
    await open(`endpoints/${states.done}/deploy?job=1`),
    await open(`endpoints/${states.removed}/remove?job=1`),
    await open(`endpoints/${states.refused}/deploy?job=1`),
    await open(`endpoints/${states.failed}/deploy?job=1`),
    await open(`endpoints/${states.elsewhere}/deploy?job=1`),
    await open('apis'),
  ]
  const chosen = chosenPages()
  for (const path of chosen) all.push(await open(path))
  const opened = await quiet(stage, 'pages that are opened')
  seen = opened
  // An unfinished wiring is read again some times, because somebody might be at work on it.
  let resting = 0
  for (let steps = 0; resting < 2; steps++) {
    expect(steps, 'how often a page reads AWS again').toBeLessThan(40)
    resting = (await step(all, stage)) === 0 ? resting + 1 : 0
  }
  // A job that hangs gives up after a while and the next one begins: those calls are no page's. A page that calls without
  // end has no minute of rest.
  let calls: string[] = []
  for (let minute = 0; minute < mostMinutes; minute++) {
    const before = (await callsSoFar(stage)).length
    for (let passed = 0; passed < 60; passed += stepSeconds) await step(all, stage)
    calls = (await callsSoFar(stage)).slice(before)
    if (calls.length === 0) break
  }
  const counts = [opened - before, (await callsSoFar(stage)).length - calls.length - opened, calls.length]
  console.log(lineOf(`seed ${seed}`, `${all.length} pages, ${chosen.join(' and ')} among them`, counts))
  console.log(lineOf('', '', ['to open', 'to rest', 'a minute']))
  expect(calls).toEqual([])
  expect(stopped.flat()).toEqual([])
  for (const own of [running, queued]) await own.context().close()
})

/** Opens pages whose time the test passes, and whose requests are counted. */
function openersOf(context: BrowserContext, browser: Browser, at: (path: string) => string) {
  const stopped: string[][] = []
  const open = async (path: string, inContext = context) => {
    const opened = await inContext.newPage()
    await opened.addInitScript(countFetches)
    await opened.clock.install()
    noteRequests(opened)
    await opened.goto(at(path))
    return opened
  }
  // A page's minute passes in a second or two, so one that follows a job opens its stream again and again while the console
  // still has those before open. All pages of a context share six connections, and would wait for these streams to end.
  const openAlone = async (path: string) => {
    const own = await browser.newContext({ storageState: await context.storageState() })
    stopped.push(stoppedIn(own))
    return open(path, own)
  }
  return { stopped, open, openAlone }
}

/** On a busy machine a job gives up in the middle of some of them. */
const mostMinutes = 10
const stepSeconds = 10

/** Calls of AWS that were counted so far. */
let seen = 0

/** Requests that can still call AWS: a page until it is whole, an action until it answers, because its answer can be a stream. */
const pending = new Set<Request>()

function noteRequests(page: Page) {
  page.on('request', (request) => {
    const headers = request.headers()
    if (headers.rsc || headers['next-action']) pending.add(request)
  })
  page.on('response', (response) => {
    if (response.request().headers()['next-action']) pending.delete(response.request())
  })
  page.on('requestfinished', (request) => pending.delete(request))
  page.on('requestfailed', (request) => pending.delete(request))
}

/** Counts in the page what it requests from the console, because a request is seen here some time after it began. */
function countFetches() {
  const { fetch } = window
  const counts = { begun: 0, pending: 0 }
  Object.assign(window, { fetches: counts })
  window.fetch = (...args) => {
    counts.begun += 1
    counts.pending += 1
    return fetch(...args).finally(() => {
      counts.pending -= 1
    })
  }
}

/** What the timers of now have started has begun by then. */
const fetchesOf = (page: Page) =>
  page.evaluate(async () => {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(undefined)
    })
    return { ...(window as unknown as { fetches: { begun: number; pending: number } }).fetches }
  })

/** Lets some seconds of the pages' time pass, so that what a timer starts ends before the next; returns how often AWS was called for it. */
async function step(pages: Page[], stage: Stage): Promise<number> {
  const began = await Promise.all(
    pages.map(async (page) => {
      const start = await fetchesOf(page)
      await page.clock.fastForward(stepSeconds * 1_000)
      return (await fetchesOf(page)).begun > start.begun
    }),
  )
  if (!began.includes(true)) return 0
  const before = seen
  const hasPending = async () => (await Promise.all(pages.map(fetchesOf))).some((one) => one.pending > 0)
  await expect.poll(hasPending, { intervals: [50] }).toBe(false)
  await expect.poll(() => pending.size, { intervals: [50] }).toBe(0)
  seen = await quiet(stage, 'open pages', 150)
  return seen - before
}

/** Opens all pages of one state in tabs. Time passes in one tab after the other, so each call has a page that caused it. */
async function measureAll(stage: Stage, open: (path: string) => Promise<Page>) {
  // Jobs first that run: their writes hang for some minutes.
  const ofStates = Object.entries(states).reverse()
  const groups = [
    ...ofStates.map(([state, name]) => ({ state, paths: ofEndpoint.map((part) => `endpoints/${name}${part}`) })),
    { state: 'any', paths: ofRegion },
  ]
  const calling: string[] = []
  console.log(lineOf('job', 'page', ['to open', '1st min', '2nd min', '3rd min']))
  for (const { state, paths } of groups) {
    const tabs: { page: Page; path: string; counts: number[] }[] = []
    for (const path of paths) {
      const before = await quiet(stage, 'pages before')
      const page = await open(path)
      await expect.poll(() => pending.size, { intervals: [50] }).toBe(0)
      seen = await quiet(stage, path)
      // From now on its time passes by steps alone, and not while the others open.
      await page.clock.pauseAt(new Date(Date.now() + 1_000))
      tabs.push({ page, path, counts: [seen - before] })
    }
    for (const minute of [1, 2, 3])
      for (let passed = 0; passed < 60; passed += stepSeconds)
        for (const { page, counts } of tabs) counts[minute] = (counts[minute] ?? 0) + (await step([page], stage))
    for (const { page, path, counts } of tabs) {
      console.log(lineOf(state, path, counts))
      if ((counts[3] ?? 0) > (readAgain[path] ?? 0)) calling.push(path)
      await page.context().close()
    }
  }
  expect(calling).toEqual([])
}

/** The most calls a minute of pages that are read again for as long as they are open: the list and its rows. */
const readAgain: Record<string, number> = { endpoints: 90 }

const lineOf = (state: string, path: string, cells: unknown[]) =>
  [state.padEnd(10), path.padEnd(44), ...cells.map((cell) => String(cell).padStart(8))].join(' ')
