/** Execution environments that are warm, by function and revision. One call at a time in each; more calls take more. */
import type { World } from '../../kernel/types'
import { FunctionProcess, type Start } from './runtime/process'

interface Slot {
  functionArn: string
  /** Names code and settings, whoever can invoke them. */
  revision: string
  process: FunctionProcess
  logStream: string
  busy: boolean
  idleTimer?: NodeJS.Timeout
}

const pools = new WeakMap<World, Slot[]>()

/** Unused that long, an environment ends. */
const idleMs = 20_000

/** Lambda's account-wide default is 1,000; a laptop runs fewer processes. */
export const maxEnvironments = 25

function slotsOf(world: World): Slot[] {
  const known = pools.get(world)
  if (known) return known
  const slots: Slot[] = []
  pools.set(world, slots)
  world.onClose(() => {
    for (const slot of slots) {
      clearTimeout(slot.idleTimer)
      slot.process.stop()
    }
  })
  return slots
}

export interface Lease {
  process: FunctionProcess
  logStream: string
  /** Says whether this call starts the environment. */
  cold: boolean
  release(): void
}

/** Undefined where the function has as many at work as it can have. */
export function leaseProcess(
  world: World,
  key: { functionArn: string; revision: string; limit: number },
  begin: (logStream: string) => Start,
  logStream: () => string,
): Lease | undefined {
  const slots = slotsOf(world)
  for (const slot of slots.filter((one) => one.process.dead)) slots.splice(slots.indexOf(slot), 1)
  const mine = slots.filter((slot) => slot.functionArn === key.functionArn)
  const warm = mine.find((slot) => !slot.busy && slot.revision === key.revision)
  if (warm) return leaseOf(slots, warm, false)
  if (mine.filter((slot) => slot.busy).length >= key.limit) return undefined
  const stream = logStream()
  const slot: Slot = { ...key, process: new FunctionProcess(begin(stream)), logStream: stream, busy: false }
  slots.push(slot)
  return leaseOf(slots, slot, true)
}

function leaseOf(slots: Slot[], slot: Slot, cold: boolean): Lease {
  clearTimeout(slot.idleTimer)
  slot.busy = true
  return {
    process: slot.process,
    logStream: slot.logStream,
    cold,
    release() {
      slot.busy = false
      slot.idleTimer = setTimeout(() => {
        slot.process.stop()
        slots.splice(slots.indexOf(slot), 1)
      }, idleMs)
      slot.idleTimer.unref()
    },
  }
}

/** A deleted function's environments end. */
export function stopProcesses(world: World, functionArn: string): void {
  for (const slot of slotsOf(world)) if (slot.functionArn === functionArn) slot.process.stop()
}
