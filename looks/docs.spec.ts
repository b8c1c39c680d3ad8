/** `npm run pictures`: the pictures of README and docs, drawn from the product. */
import { join } from 'node:path'
import { expect, test } from '../e2e/support/fixtures'
import { cells, live } from './cells'
import { deployPenguins } from './scene'

test.use({ scene: 'docs-pictures', deviceScaleFactor: 1 })

const pictures: [file: string, page: string, state: string][] = [
  ['endpoints', 'endpoints', 'as it is'],
  ['deploy', 'deploy sheet', 'first'],
  ['endpoint', 'endpoint', 'live'],
  ['playground', 'playground', 'rows'],
]

test('pictures of README and docs', async ({ page, at, signIn }) => {
  await signIn('Dana Deployer')
  await deployPenguins(page, at(`endpoints/${live}`))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  for (const [file, name, state] of pictures) {
    const cell = cells.find((one) => one.page === name && one.state === state)
    if (!cell) throw new Error(`The contact sheet has no cell “${name}, ${state}”.`)
    await page.goto(at(cell.path))
    await cell.ready(page)
    await page.waitForLoadState('networkidle')
    await expect(page.locator('[aria-busy=true]:visible')).toHaveCount(0)
    await page.evaluate(() => scrollTo(0, 0))
    await page.screenshot({ path: join(import.meta.dirname, '..', 'docs', 'images', `${file}.png`) })
  }
})
