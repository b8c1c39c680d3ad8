/** The feature contract's types, apart from the schema: most of the code that handles contracts, and each page, checks none. */
import type { z } from 'zod'
import type { exampleSchema, featureContractSchema, featureSchema, inputSchema } from './contract-schema'
import type { tasks } from './contract-terms'

export type Feature = z.infer<typeof featureSchema>
export type FeatureContract = z.infer<typeof featureContractSchema>
export type InputForm = z.infer<typeof inputSchema>
export type InputKind = InputForm['kind']
export type Task = (typeof tasks)[number]
export type Example = z.infer<typeof exampleSchema>

/** The points at which `Feature.quantiles` are read: the 1st, 5th, 25th, 50th, 75th, 95th and 99th percentile. */
export const quantileShares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

/** Fewer values say nothing of the 1st and the 99th percentile. */
export const fewestForQuantiles = 100

/** What a contract requires: rows unless it says otherwise. */
export const inputOf = (contract: FeatureContract): InputForm => contract.input ?? { kind: 'rows' }
