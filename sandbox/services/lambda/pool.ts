/**
 * Execution environments, by function and revision. One call at a time in each, as on AWS; a call that comes while all are busy gets
 * one of its own. This machine runs fewer of them than AWS does, and starts a few at once, so a call can wait for one; it is refused
 * only where AWS refuses it.
 */
import { availableParallelism } from 'node:os'
import type { World } from '../../kernel/types'
import { FunctionProcess, type Start } from './runtime/process'

interface Slot {
  functionArn: string
  /** Names code and settings, whoever can invoke them. */
  revision: string
  process: FunctionProcess
  logStream: string
  busy: boolean
  starting: boolean
  idleTimer?: NodeJS.Timeout
}

interface Key {
  functionArn: string
  revision: string
  /** Calls at a time, as AWS counts them. */
  limit: number
}

interface Waiter {
  key: Key
  begin: (logStream: string) => Start
  logStream: () => string
  take: (lease: Lease) => void
  fail: (error: unknown) => void
}

interface Pool {
  slots: Slot[]
  /** In the order in which they came. */
  waiters: Waiter[]
}

const pools = new WeakMap<World, Pool>()

/** Unused that long, an environment ends. */
const idleMs = 20_000

/** Environments of a function at most. */
const maxEnvironments = 25

/** More processes that start at once only take the processor from each other. */
const startsAtOnce = 2 * availableParallelism()

function poolOf(world: World): Pool {
  const known = pools.get(world)
  if (known) return known
  const pool: Pool = { slots: [], waiters: [] }
  pools.set(world, pool)
  world.onClose(() => {
    pool.waiters.length = 0
    for (const slot of pool.slots) {
      clearTimeout(slot.idleTimer)
      slot.process.stop()
    }
  })
  return pool
}

export interface Lease {
  process: FunctionProcess
  logStream: string
  /** Says whether this call starts the environment. */
  cold: boolean
  release(): void
}

/** Undefined where the function has as many calls as it can have. */
export function leaseProcess(
  world: World,
  key: Key,
  begin: (logStream: string) => Start,
  logStream: () => string,
): Promise<Lease> | undefined {
  const pool = poolOf(world)
  const isMine = ({ functionArn }: { functionArn: string }) => functionArn === key.functionArn
  const calls =
    pool.slots.filter((slot) => slot.busy && isMine(slot)).length + pool.waiters.filter((one) => isMine(one.key)).length
  if (calls >= key.limit) return undefined
  return new Promise((take, fail) => {
    pool.waiters.push({ key, begin, logStream, take, fail })
    serve(pool)
  })
}

/** Gives each call that waits an environment, as far as there are some. */
function serve(pool: Pool): void {
  const left: Waiter[] = []
  for (const waiter of pool.waiters.splice(0)) {
    try {
      const lease = warmFor(pool, waiter) ?? coldFor(pool, waiter)
      if (lease) waiter.take(lease)
      else left.push(waiter)
    } catch (error) {
      waiter.fail(error)
    }
  }
  pool.waiters.push(...left)
}

function warmFor(pool: Pool, { key }: Waiter): Lease | undefined {
  const warm = pool.slots.find(
    ({ functionArn, revision, busy, process }) =>
      !busy && !process.dead && functionArn === key.functionArn && revision === key.revision,
  )
  return warm && leaseOf(pool, warm, false)
}

function coldFor(pool: Pool, { key, begin, logStream }: Waiter): Lease | undefined {
  const mine = pool.slots.filter(({ functionArn }) => functionArn === key.functionArn)
  if (mine.length >= maxEnvironments) {
    const old = mine.find((slot) => !slot.busy && slot.revision !== key.revision)
    if (!old) return undefined
    drop(pool, old)
  }
  if (pool.slots.filter(({ starting }) => starting).length >= startsAtOnce) return undefined
  const stream = logStream()
  const process = new FunctionProcess(begin(stream))
  const { functionArn, revision } = key
  const slot: Slot = { functionArn, revision, process, logStream: stream, busy: false, starting: true }
  pool.slots.push(slot)
  void process.started.then(() => {
    slot.starting = false
    serve(pool)
  })
  void process.ended.then(() => drop(pool, slot))
  return leaseOf(pool, slot, true)
}

function drop(pool: Pool, slot: Slot): void {
  const at = pool.slots.indexOf(slot)
  if (at < 0) return
  pool.slots.splice(at, 1)
  clearTimeout(slot.idleTimer)
  slot.process.stop()
  serve(pool)
}

function leaseOf(pool: Pool, slot: Slot, cold: boolean): Lease {
  clearTimeout(slot.idleTimer)
  slot.busy = true
  return {
    process: slot.process,
    logStream: slot.logStream,
    cold,
    release() {
      slot.busy = false
      slot.idleTimer = setTimeout(() => drop(pool, slot), idleMs)
      slot.idleTimer.unref()
      if (pool.waiters.length > 0) serve(pool)
    },
  }
}

/** Ends a deleted function's environments, and refuses the calls that still wait for one: their function is gone. */
export function stopProcesses(world: World, functionArn: string, refusal: () => Error): void {
  const pool = poolOf(world)
  const isMine = ({ key }: Waiter) => key.functionArn === functionArn
  const waiting = pool.waiters.filter(isMine)
  pool.waiters = pool.waiters.filter((one) => !isMine(one))
  for (const { fail } of waiting) fail(refusal())
  for (const slot of [...pool.slots]) if (slot.functionArn === functionArn) slot.process.stop()
}
