/** What an account allows of its public APIs, whoever deploys them; set by those who run the console, in PORTICO_ACCOUNTS. */
import { z } from 'zod'
import { regionPattern } from './aws/region'

const accessKind = z.enum(['open', 'key', 'iam', 'cognito'], { error: 'open, key, iam or cognito' })

export const guardRailsSchema = z
  .strictObject({
    access: z
      .strictObject({
        /** Who can be allowed to call; everyone unless given. */
        allowed: z.array(accessKind).min(1, 'At least one of open, key, iam and cognito').optional(),
        /** What a form starts with. A user pool has to be chosen by a person. */
        default: z.enum(['open', 'key', 'iam'], { error: 'open, key or iam' }).optional(),
      })
      .optional(),
    /** Requests a second that a public API can allow at most. */
    maxRate: z.number().positive('More than 0 requests a second').max(10_000, 'At most 10,000').optional(),
    /** Allows deploys there alone; in all regions of the account unless given. */
    regions: z.array(z.string().regex(regionPattern, 'A region, like us-east-1')).min(1).optional(),
    /** Every role that Portico makes gets it. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
    permissionsBoundary: z
      .string()
      .max(2_048)
      .regex(
        /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,640}$/,
        'A policy ARN, which ends like iam::111122223333:policy/PorticoBoundary',
      )
      .optional(),
  })
  .superRefine(({ access }, context) => {
    if (access?.default && access.allowed && !access.allowed.includes(access.default))
      context.addIssue({ code: 'custom', path: ['access', 'default'], message: 'One of those that are allowed' })
  })

export type GuardRails = z.output<typeof guardRailsSchema>
