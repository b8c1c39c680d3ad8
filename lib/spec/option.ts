/** What an option of the API says about itself, in a file of its own; `options.ts` lists them. Pure. */
import type { z } from 'zod'

export interface ApiOption<Schema extends z.ZodType = z.ZodType> {
  /** On the endpoint page, and in what a canary cannot change. */
  title: string
  schema: Schema
  /** Writes a value for a person; undefined is the option that is not chosen. */
  inWords(value: z.infer<Schema> | undefined): string
  /** Says why an API that somebody else made cannot have it. */
  whyOwners?: string
}
