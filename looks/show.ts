/**
 * Draws cells of the contact sheet, in both themes at three widths. Each is searched for defects and by axe; the sheet shows all
 * of them, and a run fails if one has any.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { BrowserContext, Page } from '@playwright/test'
import { accessibilityOf, expect, test } from '../e2e/support/fixtures'
import { order } from '../e2e/support/job-states'
import type { Stage } from '../e2e/support/stage'
import type { Cell } from './cells'
import { type Defect, defectsOf, watchShifts } from './defects'
import { drawSheets, type Shot } from './sheet'

const widths = [1440, 1024, 390] as const
const themes = ['light', 'dark'] as const
const folder = join(import.meta.dirname, '..', 'test-results', 'looks')
/** `CELLS=endpoint,logs`: only these pages, while one looks for what is wrong with them. */
const wanted = process.env.CELLS?.split(',')

export const isWanted = ({ page }: Pick<Cell, 'page'>) => !wanted || wanted.includes(page)

/** Draws the cells and their sheets, prints the counts, and fails if a cell has a defect. */
export async function contactSheet(
  name: string,
  context: BrowserContext,
  { stage, at, all }: { stage: Stage; at: (path: string) => string; all: Cell[] },
) {
  const { shots, rules } = await show(context, stage, at, all)
  const page = await context.newPage()
  await drawSheets(page, { folder, name, shots })
  await page.close()
  const found = shots.flatMap(({ name: shot, defects }) => defects.map(({ kind, what }) => `${kind}: ${shot}: ${what}`))
  const violations = shots.flatMap(({ defects }) => defects.filter(({ kind }) => kind === 'axe')).length
  writeFileSync(join(folder, `defects-${name}.txt`), `${found.join('\n')}\n`)
  process.stdout.write(
    `${shots.length} cells of ${shots.length / widths.length / themes.length} pages and states, ` +
      `${rules} rules of axe tried with ${violations} violations, ${found.length} defects in all.\n${folder}\n`,
  )
  expect(found).toEqual([])
}

async function show(context: BrowserContext, stage: Stage, at: (path: string) => string, all: Cell[]) {
  const shots: Shot[] = []
  let rules = 0
  mkdirSync(folder, { recursive: true })
  const stranger = await context.browser()?.newContext({ baseURL: stage.origin })
  const [page, signedOut = page] = await Promise.all(
    [context, stranger].map(async (one) => {
      const opened = await one?.newPage()
      await opened?.addInitScript(watchShifts)
      return opened
    }),
  )
  if (!page || !signedOut) throw new Error('no browser')
  const deny = (list: string[]) =>
    fetch(`${stage.sandbox.url}/_sandbox/accounts/${stage.sandbox.accountId}/denied`, {
      method: 'PUT',
      body: JSON.stringify(list),
    })
  for (const cell of all.filter(isWanted)) {
    const { path, region, faults = [], denied = [] } = cell
    const local = path.startsWith('/') ? path : at(path)
    const url = region ? local.replace(stage.sandbox.region, region) : local
    for (const width of widths) {
      await order(stage, faults)
      await deny(denied)
      try {
        await test.step(`${cell.page}, ${cell.state}, ${width} px`, async () => {
          const shot = await shoot(cell.signedOut ? signedOut : page, stage, cell, { url, width })
          shots.push(...shot.shots)
          rules += shot.rules
        })
      } finally {
        await order(stage, [])
        await deny([])
      }
    }
  }
  await page.close()
  await stranger?.close()
  return { shots, rules }
}

/** Takes both themes of one load, because a theme moves nothing. */
async function shoot(page: Page, stage: Stage, cell: Cell, { url, width }: { url: string; width: number }) {
  const shots: Shot[] = []
  let tried = 0
  const isLoading = cell.state === 'loading'
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: width > 400 ? 900 : 844 })
  await page.goto(url, { waitUntil: isLoading ? 'commit' : 'load' })
  const problems: Defect[] = []
  await cell.ready(page).catch((error: Error) => {
    problems.push({ kind: 'never ready', what: stripVTControlCharacters(error.message).split('\n')[0] ?? '' })
  })
  if (!isLoading) await settled(page)
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const { violations, rules } = await accessibilityOf(page)
    tried += rules
    const name = `${cell.page}-${cell.state}-${theme}-${width}`.replace(/[^a-z0-9]+/gi, '-')
    await page.evaluate(() => scrollTo(0, 0))
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
    shots.push({
      page: cell.page,
      state: cell.state,
      theme,
      width,
      name,
      defects: [
        ...problems,
        ...(theme === 'light' ? await defectsOf(page) : []),
        ...violations.map((what): Defect => ({ kind: 'axe', what })),
      ],
    })
  }
  // What was held back is let through, so that it holds nobody up after this.
  if (isLoading)
    await fetch(`${stage.sandbox.url}/_sandbox/accounts/${stage.sandbox.accountId}/time`, {
      method: 'POST',
      body: JSON.stringify({ ms: 20_000_000 }),
    })
  return { shots, rules: tried }
}

/** Waits until no skeleton is left and nothing has changed for a moment. */
async function settled(page: Page) {
  await page.waitForLoadState('networkidle')
  await expect(page.locator('[aria-busy=true]:visible')).toHaveCount(0)
}
