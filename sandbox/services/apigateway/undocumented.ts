/** What the AWS documentation leaves open: an account of the sandbox can answer in the other way too, so that tests meet both. */
import { z } from 'zod'
import type { Call } from '../../kernel/types'

export const undocumentedSchema = z.object({
  /** TestInvokeMethod takes the verb of a caller where the resource has only ANY; else ANY alone, and says so to a function. */
  testsAnyByVerb: z.boolean().default(true),
  /** Items of GetApiKeys carry their tags, as GetApiKey does. */
  listsKeyTags: z.boolean().default(true),
  /** An import takes documentation of a path that it does not have. */
  takesStaleDocumentation: z.boolean().default(true),
  /** The longest documentation part, in characters. */
  documentationCharacters: z.int().positive().default(1_000_000),
})

export type Undocumented = z.infer<typeof undocumentedSchema>

/** Returns the settings of an account in a region. */
export const undocumentedOf = ({ world, accountId, region }: Pick<Call, 'world' | 'accountId' | 'region'>) =>
  world.state('apigateway-undocumented', accountId, region, (): Undocumented => undocumentedSchema.parse({}))
