/**
 * The same in a person's browser: 100,000 rows dropped on the playground's Batch card, as a ratio to plain load on the same
 * URL; meanwhile the browser's long tasks (over 50 ms) are counted, and afterwards the frames while the results scroll.
 *
 *   npm run build && npm run bench batch-browser
 */
import { randomBytes } from 'node:crypto'
import { chromium, type Page } from 'playwright'
import { limitsFor } from '../lib/batch/pace'
import { ensureBrowser } from '../scripts/lib/browser.mjs'
import { consoleEnv, freePort, startConsole, stop } from '../scripts/lib/servers.mjs'
import { count, csv, deployIris, plainLoad, throttle, timed } from './deploy-iris'
import { report } from './row'

const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const { child, info, invokeUrl } = await deployIris(origin)
const console_ = await startConsole(port, consoleEnv(info, port, randomBytes(32).toString('base64')))
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
})

declare global {
  /** Durations in ms, filled by the page's own observer. */
  var longTasks: number[]
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const takeLongTasks = (page: Page) => page.evaluate(() => globalThis.longTasks.splice(0))
const said = (tasks: number[]) =>
  tasks.length === 0 ? 'no long task' : `${tasks.length} long tasks, the longest ${whole(Math.max(...tasks))} ms`

/** Gaps between frames in ms while the results are scrolled from the first row to the last in three seconds. */
const scrolled = (page: Page) =>
  page.getByRole('region', { name: 'Rows of results' }).evaluate(
    (box) =>
      new Promise<number[]>((done) => {
        const gaps: number[] = []
        const begun = performance.now()
        let last = begun
        const frame = (now: number) => {
          gaps.push(now - last)
          last = now
          box.scrollTop = ((now - begun) / 3_000) * (box.scrollHeight - box.clientHeight)
          if (now - begun < 3_000) requestAnimationFrame(frame)
          else done(gaps.slice(1))
        }
        requestAnimationFrame(frame)
      }),
  )

try {
  const page = await browser.newPage()
  // tsx names functions by a helper, which the page lacks.
  await page.addInitScript('globalThis.__name = (fn) => fn')
  await page.addInitScript(() => {
    globalThis.longTasks = []
    new PerformanceObserver((list) => {
      globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration))
    }).observe({ type: 'longtask' })
  })
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('button', { name: 'Dana Deployer' }).click()
  await page.getByRole('heading', { name: 'Endpoints' }).waitFor()
  await page.goto(`${origin}/${info.accountId}/${info.region}/endpoints/iris-xgboost/playground`)
  const card = page.getByRole('region', { name: 'Batch', exact: true })
  await card.waitFor()
  await takeLongTasks(page)
  const buffer = Buffer.from(csv)
  await card.locator('input[type=file]').setInputFiles({ name: 'flowers.csv', mimeType: 'text/csv', buffer })
  const send = card.getByRole('button', { name: `Send ${whole(count)} rows` })
  await send.waitFor()
  const whileReading = await takeLongTasks(page)
  const inBrowser = await timed(async () => {
    await send.click()
    await card.getByText(`${whole(count)} of ${whole(count)}`).waitFor({ timeout: 300_000 })
  })
  const whileSending = await takeLongTasks(page)
  const gaps = await scrolled(page)
  const late = gaps.filter((gap) => gap > 50).length
  await plainLoad(invokeUrl, limitsFor(throttle))
  const plain = await timed(() => plainLoad(invokeUrl, limitsFor(throttle)))
  const ratio = inBrowser / plain
  const tasks = [...whileReading, ...whileSending]
  report(
    [
      {
        what: 'Batch in the browser',
        measured: `${whole(inBrowser)} rows/s`,
        peer: `${whole(plain)} rows/s of plain load`,
        ratio,
        goal: '≥ 0.9 ×',
        met: ratio >= 0.9,
      },
      { what: 'Long tasks', measured: said(tasks), peer: '', goal: 'none', met: tasks.length === 0 },
    ],
    [
      `Reading and checking: ${said(whileReading)}.`,
      `Sending: ${said(whileSending)}.`,
      `Scrolling ${whole(count)} rows: ${gaps.length} frames, ${late} later than 50 ms.`,
    ],
  )
} finally {
  await browser.close()
  await Promise.all([stop(console_), stop(child)])
}
