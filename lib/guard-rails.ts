/** What an account allows of its public APIs, whoever deploys them; set by those who run the console, in PORTICO_ACCOUNTS. */
import { z } from 'zod'
import { regionPattern } from './aws/region'
import { isDistinct, mostTags, tagKeySchema, tagValueSchema } from './aws/tag-rules'

const accessKind = z.enum(['open', 'key', 'iam', 'cognito'], { error: 'open, key, iam or cognito' })

const regionOfKey = (arn: string): string => arn.split(':')[3] ?? ''

/** Finds the key of a region. */
export const logKeyIn = (rails: GuardRails | undefined, region: string): string | undefined =>
  rails?.logKeys?.find((arn) => regionOfKey(arn) === region)

/**
 * The name and the place of every role that the account allows. A role's name is unique in its account whatever its path, and IAM
 * moves no role, so roles of before can only be replaced by ones of another name: a path needs a prefix.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
const roleNamesSchema = z.strictObject({
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9+=,.@_-]{1,20}$/, 'A prefix of 1 to 20 letters, digits and + = , . @ _ -, like acme-'),
  path: z
    .string()
    .max(512, 'At most 512 characters')
    .regex(/^\/(?:[A-Za-z0-9+=,.@_-]+\/)*$/, 'A path that begins and ends with a slash, like /ml/')
    .optional(),
})

/** How the roles of an account are named; its path is `/` unless given. */
export type RoleNames = z.output<typeof roleNamesSchema>

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
    /** Requests at once that a public API can allow at most; twice `maxRate` unless given. */
    maxBurst: z.int('A whole number of requests').positive('At least 1 request').max(5_000, 'At most 5,000').optional(),
    /** Tags that every resource of a public API must have; any value unless some are given. */
    tags: z
      .array(
        z.strictObject({
          key: tagKeySchema,
          values: z.array(tagValueSchema).min(1, 'At least one value').max(100).optional(),
        }),
      )
      .min(1, 'At least one tag')
      .max(mostTags, `At most ${mostTags} tags`)
      .refine((all) => isDistinct(all.map(({ key }) => key)), 'Each tag stands there once, in capital or small letters')
      .optional(),
    /**
     * KMS keys with which every log group is encrypted, one for each region.
     * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
     */
    logKeys: z
      .array(
        z
          .string()
          .max(256)
          .regex(
            /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]{1,128}$/,
            'A key ARN, which ends like kms:eu-west-1:111122223333:key/1234abcd-…',
          ),
      )
      .min(1, 'At least one key')
      .refine((keys) => new Set(keys.map(regionOfKey)).size === keys.length, 'One key for each region')
      .optional(),
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
    /** Every role that Portico makes has this prefix and path; `portico-…` and `/` unless given. */
    roleNames: roleNamesSchema.optional(),
  })
  .superRefine(({ access }, context) => {
    if (access?.default && access.allowed && !access.allowed.includes(access.default))
      context.addIssue({ code: 'custom', path: ['access', 'default'], message: 'One of those that are allowed' })
  })

export type GuardRails = z.output<typeof guardRailsSchema>
