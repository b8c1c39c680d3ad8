/**
 * The feature contract: what the model takes and in which form, in order, and what its answer means. Kept in each version's
 * `wiring.json`; what an older version's contract lacks is optional here.
 */
import { z } from 'zod'
import {
  longest,
  longestLabel,
  missingForms,
  mostChoices,
  mostLabels,
  nameMissing,
  nameTooLong,
  tasks,
} from './contract-terms'

export const featureSchema = z.object({
  /** The column's name as callers see it. */
  name: z.string().trim().min(1, nameMissing).max(longest.name, nameTooLong),
  type: z.enum(['number', 'integer', 'choice', 'boolean', 'text']),
  /** `cm`, `USD`; shown beside the name. */
  unit: z.string().max(longest.unit).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** The values of a choice, as they are sent. */
  choices: z.array(z.string().max(longest.choice)).max(mostChoices).optional(),
  /** The value that the form starts with, as it is sent. */
  default: z.string().max(longest.default).optional(),
  description: z.string().max(longest.description).optional(),
  /**
   * How a missing value is sent: an empty cell, `NaN` or `null`. `none`: it is refused. Absent: nobody knows whether the model
   * takes one, so it is sent as it was given, and the model decides.
   */
  missing: z.enum(missingForms).optional(),
  /**
   * For a number, counts in bins of equal width from `min` to `max`. For a choice, counts by choice. For a boolean, false and
   * true.
   * Drawn beside the field; known where the contract came from data.
   */
  histogram: z.array(z.number().nonnegative()).max(200).optional(),
  /** For a number, its values at the shares of `quantileShares`, ascending; known from a hundred values or more. */
  quantiles: z.array(z.number()).length(7).optional(),
})

/** How a request is put together, where it is no row of features. */
export const inputSchema = z.discriminatedUnion('kind', [
  /** Rows of features, as CSV. What a contract without `input` means. */
  z.object({ kind: z.literal('rows') }),
  /** One text: `{"inputs": text}` (Hugging Face, TGI, LMI), `{"instances": [text]}` (BlazingText), or the text itself. */
  z.object({
    kind: z.literal('text'),
    wrap: z.enum(['inputs', 'instances', 'plain']).default('inputs'),
    /** Sent as `parameters` (`inputs`) or `configuration` (`instances`); each with a type and a default. */
    parameters: z.array(featureSchema).max(24).default([]),
  }),
  /** A picture's bytes. */
  z.object({ kind: z.literal('image'), contentType: z.string().max(64).default('application/x-image') }),
  /** A recording's bytes. */
  z.object({ kind: z.literal('audio'), contentType: z.string().max(64).default('audio/wav') }),
  /** A conversation: `{"messages": [{"role", "content"}], …parameters, "stream"}`. */
  z.object({
    kind: z.literal('chat'),
    system: z.string().max(4_000).optional(),
    parameters: z.array(featureSchema).max(24).default([]),
    /** Server-sent events, drawn as they come. */
    stream: z.boolean().default(false),
  }),
  /** Any other JSON, edited as text: a time series (DeepAR), tensors (Triton, KServe), instances. */
  z.object({
    kind: z.literal('json'),
    example: z.string().max(8_000).optional(),
    /** `application/jsonlines`: one JSON value a line. Absent: `application/json`. */
    contentType: z.literal('application/jsonlines').optional(),
  }),
])

export const exampleSchema = z.object({
  name: z.string().trim().min(1, 'An example needs a name').max(64),
  /** A CSV row, a text, or a JSON body, by the input's kind. */
  value: z.string().max(8_000),
})

export const featureContractSchema = z.object({
  /** In the model's order; empty where nobody described them yet, or where the input is no row. */
  features: z.array(featureSchema).max(500, 'At most 500 features'),
  input: inputSchema.optional(),
  output: z
    .object({
      task: z.enum(tasks).optional(),
      /** What is predicted: `Species`, `Miles per gallon`. */
      name: z.string().max(64).optional(),
      /** Class names by class index. */
      labels: z.array(z.string().max(longestLabel)).max(mostLabels).optional(),
      unit: z.string().max(24).optional(),
      /** For a number, the least and the greatest in the training data. */
      min: z.number().optional(),
      max: z.number().optional(),
      /** For an anomaly score, the threshold above which an answer is anomalous. */
      threshold: z.number().optional(),
      /** For a model with several outputs, their names in order. */
      outputs: z.array(z.string().max(64)).max(200).optional(),
    })
    .optional(),
  /** Offered beside the form. */
  examples: z.array(exampleSchema).max(20).optional(),
})
