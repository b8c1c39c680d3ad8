/** The feature contract: what the model takes, in order, and what its answer means. Kept in each version's `wiring.json`. */
import { z } from 'zod'

export const featureSchema = z.object({
  /** The column's name as callers see it. */
  name: z.string().trim().min(1, 'A feature needs a name').max(64, 'At most 64 characters'),
  type: z.enum(['number', 'integer', 'choice', 'boolean', 'text']),
  /** `cm`, `USD`; shown beside the name. */
  unit: z.string().max(24).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** The values of a choice, as they are sent. */
  choices: z.array(z.string().max(128)).max(200).optional(),
  /** The value that the form starts with, as it is sent. */
  default: z.string().max(256).optional(),
  description: z.string().max(256).optional(),
})

export const featureContractSchema = z.object({
  /** In the model's order; empty where nobody described them yet. */
  features: z.array(featureSchema).max(500),
  output: z
    .object({
      task: z.enum(['classification', 'regression']).optional(),
      /** What is predicted: `Species`, `Miles per gallon`. */
      name: z.string().max(64).optional(),
      /** Class names by class index. */
      labels: z.array(z.string().max(64)).max(1000).optional(),
      unit: z.string().max(24).optional(),
    })
    .optional(),
})

export type Feature = z.infer<typeof featureSchema>
export type FeatureContract = z.infer<typeof featureContractSchema>
