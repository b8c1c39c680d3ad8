/** `compose.yaml`: what it sets is what the console reads, and what it runs is pinned, healthy before others start, and ends in time. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseConfig } from '../lib/config'

interface Service {
  image?: string
  build?: string
  environment?: Record<string, string>
  env_file?: string
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number }
  stop_grace_period?: string
  volumes?: string[]
  ports?: string[]
}

const read = (path: string) => readFileSync(path, 'utf8')
const text = read('compose.yaml')
const { services, volumes } = parse(text, { strict: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const { console: portico, database } = services
if (!portico || !database) throw new Error('compose.yaml has no service console or database')

const documented = new Set(Array.from(read('.env.example').matchAll(/^([A-Z_]+)=/gm), ([, name]) => name))
/** A value as Compose writes it for variables that are set: https://docs.docker.com/reference/compose-file/interpolation/ */
const interpolated = (value: string, env: Record<string, string>) =>
  value.replace(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string, rest: string) => {
    const given = env[name] ?? (kind === '-' ? rest : undefined)
    if (given === undefined) throw new Error(`${name} is not set: ${rest}`)
    return given
  })

it('sets variables of the console that it reads, and that it takes', () => {
  const names = Object.keys(portico.environment ?? {})
  expect(names).toContain('DATABASE_URL')
  expect(names.filter((name) => !documented.has(name))).toEqual([])
  const set = Object.fromEntries(
    Object.entries(portico.environment ?? {}).map(([name, value]) => [
      name,
      interpolated(value, { POSTGRES_PASSWORD: 'f00d' }),
    ]),
  )
  const own = { NEXTAUTH_URL: 'http://127.0.0.1:3000', NEXTAUTH_SECRET: 'x'.repeat(32), AWS_REGION: 'us-east-1' }
  const config = parseConfig({ ...own, ...set })
  expect(config.store.url).toBe('postgres://portico:f00d@database:5432/portico')
  expect(config.trustedProxies).toBe(0)
  const { hostname, pathname, username } = new URL(config.store.url ?? '')
  expect(services[hostname]?.environment).toMatchObject({ POSTGRES_USER: username, POSTGRES_DB: pathname.slice(1) })
})

it('has no password of its own: without one it does not start, and says how to make one', () => {
  expect(() => interpolated(portico.environment?.DATABASE_URL ?? '', {})).toThrow(/POSTGRES_PASSWORD.*openssl rand/)
  expect(() => interpolated(database.environment?.POSTGRES_PASSWORD ?? '', {})).toThrow(/openssl rand/)
  expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining([portico.env_file, '.env']))
})

it('pins each image, to a PostgreSQL that the console takes; the console’s own is built here', () => {
  for (const [name, { image, build }] of Object.entries(services)) {
    if (build) expect(read(`${build}/Dockerfile`), name).toMatch(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-/m)
    else expect(image, name).toMatch(/^[a-z/.-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?(@sha256:[0-9a-f]{64})?$/)
  }
  expect(Number(database.image?.match(/^postgres:(\d+)/)?.[1])).toBeGreaterThanOrEqual(15)
})

it('checks the health of each service, and starts the console on a healthy database', () => {
  for (const [name, { healthcheck }] of Object.entries(services)) {
    expect(healthcheck?.test[0], name).toBe('CMD')
    expect(healthcheck?.retries, name).toBeGreaterThan(1)
  }
  expect(portico.depends_on).toEqual({ database: { condition: 'service_healthy' } })
  expect(portico.healthcheck?.test.at(-1)).toContain('http://127.0.0.1:3000/api/health')
  expect(read('Dockerfile')).toContain('PORT=3000')
})

it('ends the console after its jobs, keeps the database in a volume, and opens it to nobody', () => {
  const grace = Number(portico.stop_grace_period?.match(/^(\d+)s$/)?.[1])
  // Open requests end within 5 s after jobs (lib/start-up/shut-down.ts).
  expect(grace).toBeGreaterThan(Number(portico.environment?.SHUTDOWN_SECONDS) + 5)
  const named = Object.values(services).flatMap((service) => (service.volumes ?? []).map((one) => one.split(':')[0]))
  expect(named).toEqual(Object.keys(volumes))
  expect(database.volumes?.[0]).toMatch(/:\/var\/lib\/postgresql\/data$/)
  expect(database.ports).toBeUndefined()
  expect(interpolated(portico.ports?.[0] ?? '', {})).toBe('127.0.0.1:3000:3000')
})

it('is what docs/running.md says', () => {
  const page = read('docs/running.md')
  const section = page.split('## docker compose\n')[1]?.split('\n## ')[0] ?? ''
  const variables = Array.from(text.matchAll(/\$\{([A-Z_]+)/g), ([, name]) => name)
  expect(variables).not.toEqual([])
  for (const name of variables) expect(section).toContain(name)
  const named = Array.from(page.matchAll(/docker compose (?:exec(?: -T)?|stop) ([a-z]+)/g), ([, name]) => name)
  expect([...new Set(named.map((name) => name?.trim()))].sort()).toEqual(Object.keys(services).sort())
})
