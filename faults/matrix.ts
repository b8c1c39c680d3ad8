/** Every write of every scenario through every kind of fault: afterwards one more run converges. */
import { onlyRoute } from '../lib/spec/spec'
import { runDeploy } from '../lib/wiring/engine'
import { type Fault, isRead } from '../sandbox/kernel/faults'
import type { SandboxInfo } from '../sandbox/testing/spawn'
import { type CaseAccount, caseAccountOf, createCaseAccount, type Keys } from './account'
import { inventory } from './inventory'
import { faultsInEnd, responds, type Scenario } from './scenarios'
import type { Draw } from './seed'

export interface FaultCase {
  scenario: Scenario
  operation: string
  nth: number
  kind: Fault['kind']
}

export interface Verdict extends FaultCase {
  /** Says whether the run that met the fault ended well by itself. */
  firstRun: 'done' | 'stopped'
  /** False for a read of something that settled before the run had to look that often. */
  struck: boolean
  findings: string[]
}

const writeKinds: Fault['kind'][] = ['throttle', '500', 'timeout', 'reset', 'denied', 'slow']
/** Calls of the data planes; no write of a wiring. */
const dataPlane = new Set(['Invoke', 'InvokeEndpoint', 'PutLogEvents', 'CreateLogStream'])

export interface Prepared {
  account: CaseAccount
  strangers: string[]
  /** The URL that is live before the run. */
  liveUrl?: string
  /** The case is over: another one can begin in its account. */
  close(): void
}

interface Begun {
  keys: Keys
  state: object
  strangers: string[]
  liveUrl?: string
}

/** What no case is at work in, by sandbox and scenario: put back it is as a new one, without the calls that one takes. */
const begun = new Map<string, Begun[]>()

/** An account in the state that the scenario begins with. */
export async function prepare(sandbox: SandboxInfo, scenario: Scenario): Promise<Prepared> {
  const key = `${sandbox.url} ${scenario.name}`
  const spare = begun.get(key) ?? []
  begun.set(key, spare)
  const one = spare.pop() ?? (await begin(sandbox, scenario))
  const account = caseAccountOf(sandbox, one.keys)
  await account.order([])
  await account.putBack(one.state)
  return {
    account,
    strangers: one.strangers,
    liveUrl: one.liveUrl,
    close() {
      account.close()
      spare.push(one)
    },
  }
}

async function begin(sandbox: SandboxInfo, { name, before }: Scenario): Promise<Begun> {
  const account = await createCaseAccount(sandbox)
  try {
    const strangers = await inventory(account.context)
    const live = before && (await runDeploy(account.context, before, () => {}))
    if (live && !live.ok) throw new Error(`${name}: nothing to begin with: ${live.error.message}`)
    return { keys: account.keys, state: await account.save(), strangers, liveUrl: live?.value.invokeUrl }
  } finally {
    account.close()
  }
}

/** Runs the scenario once without faults, and names each of its calls: the cases of the matrix. */
export async function casesOf(sandbox: SandboxInfo, scenario: Scenario): Promise<FaultCase[]> {
  const { account, close } = await prepare(sandbox, scenario)
  const result = await scenario.run(account.context)
  if (!result.ok) throw new Error(`${scenario.name} fails without faults: ${result.error.message}`)
  // How often a run looks at its lock depends on the clock.
  const calls = (await account.calls()).filter(({ timed }) => !timed)
  close()
  const counts = new Map<string, number>()
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1)
  return [...counts].flatMap(([operation, count]) => {
    const elsewhere = scenario.about && !scenario.about.test(operation) && !process.env.EVERY_FAULT
    if (dataPlane.has(operation) || elsewhere) return []
    // Reads are called again and again while something settles; what matters is the first look and the one after.
    const nths = Array.from({ length: isRead(operation) ? Math.min(count, 2) : count }, (_, index) => index + 1)
    const kinds = isRead(operation) ? (['stale'] as const) : writeKinds
    return nths.flatMap((nth) => kinds.map((kind) => ({ scenario, operation, nth, kind })))
  })
}

/** A share of the cases: every second write meets one kind of fault, and every sixth read is struck. */
export function shareOf(cases: FaultCase[], draw: Draw): FaultCase[] {
  const writes = new Map<string, FaultCase[]>()
  for (const one of cases.filter(({ operation }) => !isRead(operation))) {
    const key = `${one.operation} ${one.nth}`
    writes.set(key, [...(writes.get(key) ?? []), one])
  }
  const reads = cases.filter(({ operation }) => isRead(operation)).filter(() => draw(6) === 0)
  const struck = [...writes.values()].filter(() => draw(2) === 0)
  return [...struck.map((kinds) => kinds[draw(kinds.length)] as FaultCase), ...reads]
}

export async function tryCase(sandbox: SandboxInfo, one: FaultCase): Promise<Verdict> {
  const { scenario, operation, nth, kind } = one
  const { account, strangers, liveUrl, close } = await prepare(sandbox, scenario)
  try {
    await account.order([{ operation, nth, kind }])
    const first = await scenario.run(account.context)
    const struck = (await account.calls()).some((call) => call.fault)
    // A read is repeated until something has settled; that can take fewer looks than it took without the fault.
    const settledEarlier = first.ok && isRead(operation)
    const findings = struck || settledEarlier ? [] : ['the fault struck nothing']
    // Before the switch the old URL answers, after it the new one: never neither.
    if (scenario.before && scenario.after && !first.ok) {
      const urls = [
        await responds(liveUrl, scenario.before, account.context),
        await responds(urlAfter(liveUrl, scenario), scenario.after, account.context),
      ]
      if (!urls.some(Boolean)) findings.push(`lost: no URL answers after ${first.error.message}`)
    }
    await account.order([])
    const second = await scenario.run(account.context)
    if (second.ok) findings.push(...(await faultsInEnd(scenario, account.context, strangers, second.value)))
    else findings.push(`one more run stops: ${second.error.step}: ${second.error.message} ${second.error.cause ?? ''}`)
    return { ...one, firstRun: first.ok ? 'done' : 'stopped', struck, findings }
  } catch (error) {
    const findings = [`thrown: ${error instanceof Error ? error.stack : error}`]
    return { ...one, firstRun: 'stopped', struck: false, findings }
  } finally {
    close()
  }
}

function urlAfter(liveUrl: string | undefined, { before, after }: Scenario): string | undefined {
  if (!before || !after) return undefined
  return liveUrl?.replace(
    `/${before.stage}/${onlyRoute(before).resourcePath}`,
    `/${after.stage}/${onlyRoute(after).resourcePath}`,
  )
}

/** Some cases side by side, as AWS's waits are most of each. */
export async function sideBySide<T, R>(items: T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length)
  let next = 0
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T)
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}

/** `PutRolePolicy 2 reset: …`, for each case with something wrong. */
export const failuresIn = (verdicts: Verdict[]): string[] =>
  verdicts
    .filter((one) => one.findings.length > 0)
    .map(({ operation, nth, kind, findings }) => `${operation} ${nth} ${kind}: ${findings.join('; ')}`)

/** One line for each call of a scenario, one column for each kind of fault. */
export function printMatrix(verdicts: Verdict[]): string {
  const kinds = [...new Set(verdicts.map((one) => one.kind))]
  const rows = [...new Set(verdicts.map((one) => `${one.scenario.name} ${one.operation} ${one.nth}`))]
  const cell = (row: string, kind: string) => {
    const one = verdicts.find((it) => `${it.scenario.name} ${it.operation} ${it.nth}` === row && it.kind === kind)
    if (!one) return ''
    if (one.findings.length > 0) return 'FAILED'
    return !one.struck ? 'not met' : one.firstRun === 'done' ? 'done' : 'again'
  }
  const line = (cells: string[]) => cells.map((text, index) => text.padEnd(index === 0 ? 44 : 9)).join('')
  const count = (test: RegExp) => verdicts.filter((one) => one.findings.some((finding) => test.test(finding))).length
  const converged = verdicts.filter((one) => one.findings.length === 0).length
  const struck = verdicts.filter((one) => one.struck).length
  return [
    line(['', ...kinds]),
    ...rows.map((row) => line([row, ...kinds.map((kind) => cell(row, kind))])),
    `${verdicts.length} cases, ${struck} struck: ${converged} converged, ${count(/^orphan/)} with orphans, ${count(/^lost/)} lost public APIs, ${count(/^touched/)} touched others`,
  ].join('\n')
}
