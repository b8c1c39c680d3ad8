/** The schema of what was sent, for what a browser or a file kept. */
import { z } from 'zod'

const parameters = z.record(z.string(), z.string())
const messages = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1)

/** The kinds are the contract's; `F` is how a file's bytes are held. */
export const inputOfFiles = <F extends z.ZodRawShape>(file: F) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rows'), rows: z.array(z.string().min(1)).min(1) }),
    /** Parameters as the form has them; an empty one is left to the model. */
    z.object({ kind: z.literal('text'), text: z.string(), parameters }),
    z.object({ kind: z.literal('image'), name: z.string(), ...file }),
    z.object({ kind: z.literal('audio'), name: z.string(), ...file }),
    /** All turns up to the question. */
    z.object({ kind: z.literal('chat'), system: z.string(), messages, parameters }),
    z.object({ kind: z.literal('json'), text: z.string() }),
  ])

/** A picture's or a recording's bytes with their media type, as the browser keeps them. */
export const runInputSchema = inputOfFiles({ file: z.instanceof(Blob) })
