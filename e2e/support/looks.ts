import { createHash } from 'node:crypto'
import type { Page, TestInfo } from '@playwright/test'
import { taken } from './deploy'
import { expect, expectAccessible } from './fixtures'
import { seedVariable } from './stage'

/** Both themes, wide and narrow. */
export const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const

/**
 * The looks in which a state of a page is examined: one of two, which a seed chooses (`LOOKS_SEED=7` repeats it); both with
 * `EVERY_LOOK=1`; with `PICTURES=1`, for whoever looks, each theme at each width.
 */
export function looksFor(name: string): readonly (typeof looks)[number][] {
  if (process.env.PICTURES) return looks
  if (process.env.EVERY_LOOK) return [looks[0], looks[3]]
  const [draw = 0] = createHash('sha256').update(`${process.env[seedVariable]} ${name}`).digest()
  return [draw % 2 === 0 ? looks[0] : looks[3]]
}

export async function wear(page: Page, { colorScheme, width }: (typeof looks)[number]) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: width > 400 ? 900 : 844 })
}

/**
 * The page as it stands: axe finds nothing, nothing sticks out; a picture for whoever looks (`PICTURES=1`).
 * @param part what axe looks at, where the rest of the page was examined before
 */
export async function examine(page: Page, testInfo: TestInfo, name: string, part?: string) {
  // From the top: what the bar covers by half is no small target.
  await page.evaluate(() => scrollTo(0, 0))
  // A group of radios can be reached by keyboard from the moment that React has taken it over.
  for (const group of await page.getByRole('radiogroup').all()) await taken(group)
  await expectAccessible(page, part)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(0)
  if (process.env.PICTURES) await page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true })
}

/** The same in the looks of this run, without going anywhere; ends in the first of all. */
export async function examineInLooks(page: Page, testInfo: TestInfo, name: string) {
  for (const look of looksFor(name)) {
    await wear(page, look)
    await examine(page, testInfo, `${name}-${look.colorScheme}-${look.width}`)
  }
  await wear(page, looks[0])
}
