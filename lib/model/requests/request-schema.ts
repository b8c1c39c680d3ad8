/** The schema of what callers can send and which response they get; its types are in `request-shape.ts`. */
import { z } from 'zod'

export const requestSchema = z.object({
  /** Says whether the gateway refuses what comes without the query parameter: bodies too, since they come without it. */
  required: z.boolean().default(false),
  methods: z.enum(['any', 'get', 'post']).default('any'),
  /**
   * `rows`: rows as CSV or `{"data": …}`, other JSON as it is. `named`: features by their names as well. `raw`: every body
   * as it is, with its content type and accept.
   */
  form: z.enum(['rows', 'named', 'raw']).default('rows'),
  /** Says whether the gateway validates JSON bodies by the API's model. */
  validateBody: z.boolean().default(false),
  /**
   * Says whether the number of columns and their types are enforced. Absent rather than false: a spec of before says nothing
   * of it, and its URL refuses nothing.
   */
  enforce: z.literal(true).optional(),
})

export const responseSchema = z.object({
  /** What is answered to callers whose Accept names no type. */
  form: z.enum(['model', 'normalised']).default('model'),
  /** The type that the model is called for on behalf of these callers; absent: none, so that the model chooses. */
  accept: z
    .string()
    .max(127)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'A media type, such as text/csv')
    .optional(),
})
