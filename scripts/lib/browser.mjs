/** The browser for tests: CHROMIUM_PATH, else /usr/bin/chromium, else Playwright's own, else apt, else a failure that says what to type. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { root } from './install.mjs'

const debianChromium = '/usr/bin/chromium'
/** The same Chromium without the window around its pages, which takes a fifth of the time of a test. */
const debianShell = '/usr/lib/chromium/chromium-headless-shell'
const quietly = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }
const runQuietly = (command, args) => spawnSync(command, args, quietly)
const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** The path of a browser that exists, or undefined. */
export function findBrowser() {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted) {
    if (existsSync(wanted)) return wanted
    throw new Error(`CHROMIUM_PATH is ${wanted}, and there is no such file. Correct it or unset it.`)
  }
  if (existsSync(debianChromium)) return debianChromium
  const { chromium } = createRequire(import.meta.url)('playwright')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/** The quickest browser for a test that needs no camera, no microphone and no permission for them. */
export const findShell = () =>
  findBrowser() === debianChromium && !process.env.CHROMIUM_PATH && existsSync(debianShell)
    ? debianShell
    : findBrowser()

/** Gives a build machine, as root, the shell beside its Debian's Chromium; without it the tests take longer. */
export function ensureShell() {
  if (!process.env.CI || process.getuid?.() !== 0 || findShell() !== debianChromium) return
  if (process.env.CHROMIUM_PATH || !works('apt-get', ['--version'])) return
  console.log("Installing Debian's headless shell of Chromium (apt-get install chromium-headless-shell)…")
  for (const args of [
    ['update'],
    ['install', '-y', '--no-remove', '--no-install-recommends', 'chromium-headless-shell'],
  ])
    runQuietly('apt-get', [...args, '-qq'])
}

export function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  console.log("Installing a browser for the tests (Playwright's Chromium)…")
  spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    ...quietly,
    stdio: 'ignore',
    timeout: 300_000,
  })
  const own = findBrowser()
  if (own) return own
  const isRoot = process.getuid?.() === 0
  if (works('apt-get', ['--version']) && (isRoot || works('sudo', ['-n', 'true']))) {
    console.log("Installing Debian's chromium (apt-get install chromium)…")
    const apt = (args) => spawnSync(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'apt-get', ...args], quietly)
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'])
  }
  const installed = findBrowser()
  if (installed) return installed
  throw new Error(`No browser for the tests. Do one of these, then run npm test again:
  npx playwright install --with-deps chromium
  sudo apt-get install chromium
  export CHROMIUM_PATH=/path/to/chrome-or-chromium`)
}
