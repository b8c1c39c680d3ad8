/**
 * An account as a file: everything that its services remember, for a sandbox that is started later. Left out is what shows
 * only of the past (CloudTrail's events and CloudWatch's metrics), what belongs to the process (running functions, what was
 * used of rate limits) and what signs (access keys, the private keys of user pools).
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { fromPlain, toPlain } from './kernel/plain'
import type { World } from './kernel/types'

export const savedAccountSchema = z.object({
  accountId: z.string().regex(/^\d{12}$/),
  /** The region of its endpoints. */
  region: z.string(),
  /** See `kernel/plain`. */
  states: z.array(z.object({ service: z.string(), region: z.string(), state: z.unknown() })),
  bytes: z.base64(),
})

export type SavedAccount = z.infer<typeof savedAccountSchema>
type SavedStates = SavedAccount['states']

const past = new Set(['cloudtrail', 'cloudwatch'])

export function saveAccount(world: World, accountId: string, region: string): SavedAccount {
  const states: SavedStates = world
    .services()
    .filter((service) => !past.has(service))
    .flatMap((service) =>
      [...world.statesOf(service)]
        .filter((one) => one.accountId === accountId)
        .map((one) => ({ service, region: one.region, state: one.state })),
    )
  const { value, bytes } = toPlain(states)
  return { accountId, region, states: value as SavedStates, bytes }
}

export function restoreAccount(world: World, { accountId, states, bytes }: SavedAccount): void {
  const read = fromPlain({ value: states, bytes }) as SavedStates
  world.forget(accountId)
  for (const { service, region, state } of read) world.state(service, accountId, region, () => state)
}

/** Throws with what is wrong with the file. */
export function readSavedAccount(file: string): SavedAccount {
  const { data, error } = savedAccountSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (data) return data
  throw new Error(`not a saved account: ${z.prettifyError(error)}`)
}
