/**
 * Shares reads of AWS among those who look at the same: an equal read of one account, region and role joins the call under way,
 * and takes its response until 3 s after it came. Refusals and errors are not shared: whoever joined calls AWS again.
 * A write of this process, and a job that ended, drop what is kept of the account. What decides a write is never shared: the
 * clients of actions that write, and those of each run of the engine, have no part in it.
 */
import { processWide } from '../../process-wide'
import type { AwsClients } from './create-clients'
import { clientsIn } from './create-clients'
import { changesNothing, isRead } from './operations'
import { withMiddleware } from './with-middleware'

const keptMs = 3_000
/** How many reads are kept of an account; the oldest goes first. */
const most = 1_000

/** Plain data: bundles of Next's have classes of their own, errors among them. */
interface Read {
  beganAt: number
  /** Undefined if AWS refused, or the call failed. */
  output: Promise<object | undefined>
}

/** By account, then by everything else that makes two reads equal. */
const accounts = processWide('shared-reads', () => new Map<string, Map<string, Read>>())

/** Says for whom equal reads are shared: one account, region and role. */
export interface SharedScope {
  accountId: string
  region: string
  /** What one role can read, another perhaps cannot. Undefined for the console's own credentials. */
  roleArn?: string
  /** Responses to calls from before this moment are too old for the request that is answered, ms. */
  notBefore?: () => number | undefined
}

/** A body can be read once, and the identity names the session, which is a person's own. */
const alone = new Set(['GetObject', 'GetCallerIdentity'])

export const sharedReadsName = 'portico-shared-reads'

type Middleware = (next: Next, about: { commandName?: string }) => Next
type Next = (args: { input: object }) => Promise<{ response: unknown; output: object }>

/** Clients whose reads are shared with others of the same scope, in every bundle of this process. */
export const sharing = (clients: AwsClients, scope: SharedScope): AwsClients =>
  withMiddleware(clients, ({ middlewareStack, config }) => {
    const share: Middleware =
      (next, { commandName = '' }) =>
      async (args) => {
        const operation = operationOf(commandName)
        if (!isRead(operation) || alone.has(operation)) return next(args)
        const { region, roleArn } = scope
        const key = JSON.stringify([region, roleArn, config.serviceId, await config.region(), operation, args.input])
        return joined(scope, key, () => next(args))
      }
    add(middlewareStack, share, sharedReadsName)
  })

/** Reads of these clients are their own again: what they show decides a write. */
export const unshared = (clients: AwsClients): AwsClients =>
  withMiddleware(clients, ({ middlewareStack }) => middlewareStack.remove(sharedReadsName))

/** Drops what is kept of the account whenever these clients write: before the call, and after it, as reads go on beside it. */
export function dropOnWrite(clients: AwsClients, accountId: string): void {
  const drop: Middleware =
    (next, { commandName = '' }) =>
    async (args) => {
      const operation = operationOf(commandName)
      // Metrics of the console's own calls are published all the time, and nobody sees them within 3 s.
      if (changesNothing(operation) || operation === 'PutMetricData') return next(args)
      dropSharedReads(accountId)
      try {
        return await next(args)
      } finally {
        dropSharedReads(accountId)
      }
    }
  for (const { middlewareStack } of clientsIn(clients)) add(middlewareStack, drop, 'portico-drop-shared-reads')
}

/** Whoever joined a call gets its response; nobody joins it any more. */
export function dropSharedReads(accountId: string): void {
  accounts.delete(accountId)
}

async function joined(
  { accountId, notBefore }: SharedScope,
  key: string,
  call: () => ReturnType<Next>,
): ReturnType<Next> {
  const known = accounts.get(accountId)?.get(key)
  if (known && known.beganAt >= (notBefore?.() ?? 0)) {
    const output = await known.output
    return output ? { response: undefined, output } : call()
  }
  const made = call()
  const output = made.then(
    (result) => frozen(result.output),
    () => undefined,
  )
  keep(accountId, key, { beganAt: Date.now(), output })
  return made
}

function keep(accountId: string, key: string, read: Read): void {
  const reads = accounts.get(accountId) ?? new Map<string, Read>()
  accounts.set(accountId, reads)
  reads.delete(key)
  reads.set(key, read)
  if (reads.size > most) reads.delete(reads.keys().next().value ?? '')
  const forget = () => {
    if (reads.get(key) === read) reads.delete(key)
    if (reads.size === 0 && accounts.get(accountId) === reads) accounts.delete(accountId)
  }
  void read.output.then((output) => (output ? setTimeout(forget, keptMs).unref() : forget()))
}

/** Many hold one response: nobody changes it for the others. */
function frozen<T extends object>(value: T): T {
  // Bytes cannot be frozen.
  if (ArrayBuffer.isView(value) || Object.isFrozen(value)) return value
  for (const one of Object.values(value)) if (typeof one === 'object' && one !== null) frozen(one)
  return Object.freeze(value)
}

const operationOf = (commandName: string): string => commandName.replace(/Command$/, '')

type Stack = AwsClients['sts']['middlewareStack']

/** Before all others of the step, as a response from here is no call of AWS. */
const add = (stack: Stack, middleware: Middleware, name: string): void =>
  stack.add(middleware as Parameters<Stack['addRelativeTo']>[0] as never, {
    step: 'initialize',
    priority: 'high',
    name,
  })
