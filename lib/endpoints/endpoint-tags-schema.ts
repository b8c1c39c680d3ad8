/** The tags that a server action takes. Apart from their rules, which browsers check by themselves. */
import { z } from 'zod'
import { keyProblem, mostTagsAtOnce, valueProblem } from './endpoint-tags'

export const endpointTagsSchema = z
  .array(
    z.object({
      key: z.string().superRefine((key, context) => {
        const message = keyProblem(key)
        if (message) context.addIssue({ code: 'custom', message })
      }),
      value: z.string().superRefine((value, context) => {
        const message = valueProblem(value)
        if (message) context.addIssue({ code: 'custom', message })
      }),
    }),
  )
  .min(1, 'Type a tag')
  .max(mostTagsAtOnce, `At most ${mostTagsAtOnce} tags at a time`)
  .refine((tags) => new Set(tags.map(({ key }) => key)).size === tags.length, 'Each key can be written once')
