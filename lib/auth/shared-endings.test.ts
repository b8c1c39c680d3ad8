/** Sign-outs that one process hands on to another, which has modules of its own here. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { parseConfig } from '../config'

const secret = 'a-secret-of-the-tests-0123456789abcdef'
const env = { NEXTAUTH_URL: 'http://127.0.0.1:3998', NEXTAUTH_SECRET: secret, AWS_REGION: 'us-east-1' }

beforeAll(() => {
  Object.assign(process.env, env, { LOG_LEVEL: 'silent' })
})

async function directory() {
  const made = await mkdtemp(join(tmpdir(), 'portico-shared-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

/** Modules of their own, with a memory of their own, as another process has them. */
async function processOf(sharedDirectory?: string) {
  vi.resetModules()
  const memory = new Map<string, unknown>()
  vi.doMock('../process-wide', () => ({
    processWide: (name: string, make: () => unknown) => {
      if (!memory.has(name)) memory.set(name, make())
      return memory.get(name)
    },
  }))
  onTestFinished(() => {
    vi.doUnmock('../process-wide')
    vi.resetModules()
  })
  const auth = parseConfig({
    ...env,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    DEMO_SIGN_IN: '1',
    PORTICO_SHARED_DIR: sharedDirectory,
  }).auth
  const [{ leave }, { checkSession }, tokens, others, endings, ended] = await Promise.all([
    import('./leave'),
    import('./check-session'),
    import('./session-token'),
    import('./other-processes'),
    import('./shared-endings'),
    import('./ended-sessions'),
  ])
  const store = (sealed: string) => ({ getAll: () => tokens.sessionPieces(auth, sealed) })
  return {
    ...others,
    ...endings,
    ...ended,
    leave: (session: import('./session-token').SessionToken) => leave(auth, session),
    seal: (session: import('./session-token').SessionToken) => tokens.sealSession(auth, session),
    /** What the proxy and then a page do. */
    async opens(sealed: string): Promise<boolean> {
      await checkSession(auth, store(sealed), new Headers())
      return (await tokens.readSession(auth, store(sealed))) !== undefined
    },
  }
}

const seconds = () => Math.floor(Date.now() / 1000)
const session = (more = {}) => ({
  sid: `${Math.random()}`,
  sub: 'demo-viewer',
  email: 'viewer@demo.portico',
  role: 'viewer' as const,
  provider: 'demo' as const,
  issuer: 'demo',
  endsAt: seconds() + 3_600,
  checkedAt: seconds(),
  ...more,
})

it('end a copied cookie in a process that starts later, and in one that reads again, of any provider', async () => {
  const shared = await directory()
  const [here, there] = [await processOf(shared), await processOf(shared)]
  const [one, two] = [session(), session()]
  const [copy, kept] = [await here.seal(one), await here.seal(two)]
  expect([await here.opens(copy), await there.opens(copy)]).toEqual([true, true])
  await here.leave(one)
  expect(await here.opens(copy)).toBe(false)
  // Within some seconds it does not look again, so this process is brought past them.
  await there.learnEndings(shared, Date.now() + 10_000)
  expect(await there.opens(copy)).toBe(false)
  const later = await processOf(shared)
  expect([await later.opens(copy), await later.opens(kept)]).toEqual([false, true])
})

it('are forgotten once the session would have ended by itself, and nothing else in the directory is touched', async () => {
  const shared = await directory()
  const here = await processOf(shared)
  await here.leave(session({ endsAt: seconds() - 1 }))
  await here.leave(session())
  const place = join(shared, 'ended-sessions')
  await writeFile(join(place, 'notes'), '')
  await here.learnEndings(shared)
  expect((await readdir(place)).filter((name) => name !== 'notes')).toHaveLength(1)
  expect(await readdir(place)).toContain('notes')
})

it('that cannot be handed on hold up nobody, and an operator sees it', async () => {
  const file = join(await directory(), 'file')
  await writeFile(file, '')
  const here = await processOf(file)
  const one = session()
  const copy = await here.seal(one)
  expect(await here.opens(copy)).toBe(true)
  expect(here.endingWarnings()).toEqual([expect.stringContaining('PORTICO_SHARED_DIR cannot be')])
  await here.leave(one)
  expect(await here.opens(copy)).toBe(false)
})

it('hold up nobody either if the directory does not answer', async () => {
  const shared = await directory()
  const here = await processOf(shared)
  const one = session()
  const { endsAt, key } = here.endingOf(one)
  const pipe = join(shared, 'ended-sessions', `${endsAt}-${key}`)
  await mkdir(join(shared, 'ended-sessions'))
  // Opening it waits until somebody reads.
  await promisify(execFile)('mkfifo', [pipe])
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const leaving = here.leave(one)
  await vi.advanceTimersByTimeAsync(2_000)
  await leaving
  await readFile(pipe)
  expect(here.endingWarnings()).toEqual([expect.stringContaining('PORTICO_SHARED_DIR cannot be')])
  expect(here.hasEnded(one)).toBe(true)
})

it('are missed by other processes without a directory: one that sees another says so once', async () => {
  const begun = { by: 'another', at: seconds() + 600 }
  const here = await processOf()
  await here.opens(await here.seal(session({ begun: here.begunHere() })))
  await here.opens(await here.seal(session({ begun: { by: 'the one before', at: seconds() - 600 } })))
  expect(here.processWarnings()).toEqual([])
  await here.opens(await here.seal(session({ begun })))
  expect(here.processWarnings()).toEqual([expect.stringContaining('Several processes')])
  const sharing = await processOf(await directory())
  await sharing.opens(await sharing.seal(session({ begun })))
  expect(sharing.processWarnings()).toEqual([])
})
