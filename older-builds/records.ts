/** A record: an account of the sandbox in which a build deployed each kind of public API, and what callers were given then. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { WiringContext } from '../lib/wiring/run/context'
import { testContext } from '../lib/wiring/testing'
import type { SandboxInfo } from '../sandbox/testing/spawn'
import type { Place } from './kinds'

/** What somebody got who deployed a URL, made a key of it or shared it. */
export interface Deployed {
  /** Below the sandbox's own address. */
  url: string
  /** The newest first. */
  versions: string[]
  /** A key of a caller's own. */
  apiKey?: string
  shareLinks: { title: string; token: string }[]
}

/** What tokens of recorded share links are sealed with. */
const shareSecret = 'the secret of the recorded links'

export const fileOf = (record: string, file: 'state.json' | 'deployed.json'): string =>
  fileURLToPath(new URL(`./${record}/${file}`, import.meta.url))

/** `deployed.json`. */
export interface BuildRecord {
  place: Place
  urls: { [kind: string]: Deployed }
}

/** The names of all records. */
export const recordNames = (): string[] =>
  readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

export const readRecord = (record: string): BuildRecord =>
  JSON.parse(readFileSync(fileOf(record, 'deployed.json'), 'utf8'))

export const readState = (record: string): unknown => JSON.parse(readFileSync(fileOf(record, 'state.json'), 'utf8'))

const restApiIdIn = (url: string): string => url.match(/execute-api\/([a-z0-9]+)\//)?.[1] ?? ''

/** AWS's seconds pass that much faster. */
export const timeScale = 20

export const contextOf = (info: SandboxInfo): WiringContext => {
  const pass = async (ms: number) => {
    const url = `${info.url}/_sandbox/accounts/${info.accountId}/time`
    await fetch(url, { method: 'POST', body: JSON.stringify({ ms }) })
  }
  return testContext({ ...info, credentials: info, pass }, { timeScale })
}

/** The page on which the share links of a URL are made and listed. */
export const sharePlace = (
  { clients, target, invokeUrlTemplate, clock }: WiringContext,
  endpointName: string,
  url: string,
) => ({
  clients,
  target,
  invokeUrlTemplate,
  clock,
  fetch,
  endpointName,
  restApiId: restApiIdIn(url),
  secret: shareSecret,
  origin: 'https://portico.acme.dev',
  person: 'ana@acme.dev',
})
