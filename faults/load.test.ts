/** A public API under load while everything about it changes: not one request fails. Prints the counts. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlatSpec } from '../lib/spec/flat-spec'
import { onlyRoute, type WiringSpec } from '../lib/spec/spec'
import { withFields } from '../lib/spec/testing'
import { runDeploy } from '../lib/wiring/engine'
import type { WiringContext } from '../lib/wiring/run/context'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { type CaseAccount, createCaseAccount, timeScale } from './account'
import { specWith } from './scenarios'

const row = '5.1,3.5,1.4,0.2'
let sandbox: SandboxInfo
let end: () => Promise<void>
let account: CaseAccount
const counts: string[] = []

beforeAll(async () => {
  ;({ info: sandbox, end } = await spawnSandbox(['--time-scale', String(timeScale)]))
  account = await createCaseAccount(sandbox)
})
afterAll(async () => {
  process.stdout.write(`\n${counts.join('\n')}\n`)
  account.close()
  await end()
})

async function deployed(context: WiringContext, spec: WiringSpec): Promise<string> {
  const result = await runDeploy(context, spec, () => {})
  if (!result.ok) throw new Error(`${result.error.step}: ${result.error.message} ${result.error.cause ?? ''}`)
  return result.value.invokeUrl ?? ''
}

interface Load {
  /** Every answer but 200, with how often it came. */
  refused: Map<string, number>
  sent: number
  /** Calls of the new URL that met the version of before, between the switch of the stage and that of the alias. */
  early: number
  /** The deploy is done: its URL is handed out. */
  live(): void
  stop(): Promise<void>
}

interface LoadOptions {
  callers?: number
  /** Says whether path and version are switched together: a caller who knows the new URL before it is live can come too early. */
  twoSwitches?: boolean
}

/** Callers one after another without a pause; each calls the first URL, and the second where the first is no more. */
function underLoad(urls: string[], { callers = 4, twoSwitches = false }: LoadOptions = {}): Load {
  const load = { refused: new Map<string, number>(), sent: 0, early: 0 }
  let stopped = false
  let isLive = false
  const caller = async () => {
    while (!stopped) {
      load.sent++
      let last = ''
      for (const url of urls) {
        const response = await fetch(url)
        last = response.status === 200 ? '' : `${response.status} ${await response.text()}`
        if (response.status === 200) await response.arrayBuffer()
        // Moved is not failed: the path or parameter before gets that answer from one moment on, and the new one answers.
        if (!/Missing Authentication Token|missing_data/.test(last)) break
      }
      if (last && twoSwitches && !isLive && /missing_data/.test(last)) load.early++
      else if (last) load.refused.set(last, (load.refused.get(last) ?? 0) + 1)
    }
  }
  const callersDone = Promise.all(Array.from({ length: callers }, caller))
  return {
    ...load,
    get sent() {
      return load.sent
    },
    get early() {
      return load.early
    },
    live() {
      isLive = true
    },
    async stop() {
      stopped = true
      await callersDone
    },
  }
}

const sum = (refused: Map<string, number>) => [...refused.values()].reduce((total, count) => total + count, 0)

const features = [{ name: 'sepal_length', type: 'number' as const }]

describe('under load', () => {
  const open = { rateLimit: 10_000, burstLimit: 5_000 }
  const base = specWith({ throttle: open })
  const changes: [string, Partial<FlatSpec>][] = [
    ['code', { contract: { features } }],
    ['settings', { memoryMb: 512, timeoutSeconds: 20 }],
    ['throttle', { throttle: { rateLimit: 9_000, burstLimit: 4_000 } }],
    ['CORS', { corsOrigins: ['https://acme.dev'] }],
    ['target endpoint', { targetEndpoint: 'iris-serverless' }],
    ['API name', { apiName: 'renamed' }],
    ['parameter', { queryParameter: 'row' }],
    ['path', { resourcePath: 'flower' }],
    ['everything, and back', {}],
  ]

  it('changes with not one failed request', async () => {
    const { context } = account
    let current = base
    let url = await deployed(context, current)
    for (const [name, change] of changes) {
      const next = name.startsWith('everything') ? base : withFields(current, { ...change })
      const nextUrl = url.replace(`/${onlyRoute(current).resourcePath}`, `/${onlyRoute(next).resourcePath}`)
      const urls = [
        `${url}?${onlyRoute(current).queryParameter}=${row}`,
        `${nextUrl}?${onlyRoute(next).queryParameter}=${row}`,
      ]
      const twoSwitches = nextUrl !== url && onlyRoute(next).queryParameter !== onlyRoute(current).queryParameter
      const load = underLoad(urls, { twoSwitches })
      const now = await deployed(context, next)
      load.live()
      expect(now).toBe(nextUrl)
      await load.stop()
      const early = load.early > 0 ? `, ${load.early} at the new path before it was live` : ''
      counts.push(`${name}: ${load.sent} requests during the change, ${sum(load.refused)} failed${early}`)
      expect([...load.refused]).toEqual([])
      // The moment between the two switches is a few calls of AWS, not a state.
      expect(load.early).toBeLessThan(load.sent / 4)
      expect(load.sent).toBeGreaterThan(20)
      current = next
      url = now
    }
  })

  it('keeps what was live where an update fails before the switch', async () => {
    const { context } = account
    const url = `${await deployed(context, base)}?${onlyRoute(base).queryParameter}=${row}`
    const load = underLoad([url])
    const stopped = []
    for (const operation of [
      'UpdateFunctionConfiguration',
      'PublishVersion',
      'PutRestApi',
      'UpdateStage',
      'UpdateAlias',
    ]) {
      await account.order([{ operation, kind: 'denied', times: 9 }])
      const spec = withFields(base, { memoryMb: 1024, apiName: `renamed-${operation}` })
      const result = await runDeploy(context, spec, () => {})
      if (!result.ok) stopped.push(operation)
    }
    await account.order([])
    await load.stop()
    counts.push(`five updates that fail: ${load.sent} requests, ${sum(load.refused)} failed`)
    expect(stopped).toHaveLength(5)
    expect([...load.refused]).toEqual([])
    await deployed(context, withFields(base, { memoryMb: 1024 }))
  })
})
