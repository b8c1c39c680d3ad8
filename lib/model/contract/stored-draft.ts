/** A draft as a browser keeps it, with the contract that it was made from: once another one is deployed, it no longer fits. */
import { z } from 'zod'
import type { Described } from '../profile/lay-over'
import { exampleSchema, featureContractSchema, featureSchema } from './contract-schema'
import { type Draft, describedBy } from './draft'
import { changesOf } from './draft-changes'
import { markOf } from './draft-text'

/** Takes values as typed: what the contract's own schema refuses can stand in a draft for a while. */
const rowSchema = z.object({
  key: z.string().regex(/^[bn]\d{1,6}$/),
  feature: featureSchema.extend({
    name: z.string(),
    unit: z.string().optional(),
    default: z.string().optional(),
    description: z.string().optional(),
    choices: z.array(z.string()).optional(),
  }),
  min: z.string(),
  max: z.string(),
  choices: z.array(z.string()),
})

const storedSchema = z.object({
  schema: z.literal(1),
  /** The contract and the sample row that it changes. */
  base: z.string(),
  /** The version that had them. */
  version: z.string().optional(),
  draft: z.object({
    rows: z.array(rowSchema).max(1_000),
    written: z
      .object({
        keys: z.array(z.string()),
        sampleRow: z.string().optional(),
        examples: z.array(exampleSchema).optional(),
      })
      .optional(),
    output: featureContractSchema.shape.output,
  }),
})

export type StoredDraft =
  /** It changes the contract that is deployed. */
  | { kind: 'fits'; draft: Draft }
  /** Another contract is deployed by now. */
  | { kind: 'stale'; version?: string }

/**
 * Undefined if there is none, if it cannot be read, or if it is over: it changed nothing, or what it made is deployed.
 * @param base what is deployed now
 */
export function draftIn(text: string | undefined, base: Described): StoredDraft | undefined {
  const { data } = storedSchema.safeParse(jsonOf(text))
  if (!data) return undefined
  const { draft, version } = data
  if (data.base === markOf(base)) return { kind: 'fits', draft }
  return isOver(data.base, draft, base) ? undefined : { kind: 'stale', version }
}

/** Says whether nothing is lost with it: it was saved, or it changed nothing. */
function isOver(before: string, draft: Draft, now: Described): boolean {
  const described = describedSchema.safeParse(jsonOf(before)).data
  if (!described) return false
  return markOf(describedBy(described, draft)) === markOf(now) || changesOf(described, draft).length === 0
}

const describedSchema = z.object({ contract: featureContractSchema, sampleRow: z.string().optional() })

function jsonOf(text: string | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
