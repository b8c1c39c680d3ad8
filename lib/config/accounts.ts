/** The list of accounts that one console serves, as PORTICO_ACCOUNTS has it. */

import { z } from 'zod'
import { regionPattern } from '../aws/region'
import { guardRailsSchema } from '../guard-rails'

/** Parses a region's name; whether AWS has it is not known here. */
export const region = z.string().regex(regionPattern, 'A region, like us-east-1')

const roleArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
    'A role ARN, which ends like iam::111122223333:role/PorticoViewer',
  )

const account = z
  .strictObject({
    id: z.string().regex(/^\d{12}$/, 'An account id of 12 digits, in quotes'),
    name: z.string().min(1).max(40).optional(),
    regions: z.array(region).min(1, 'At least one region'),
    viewerRole: roleArn.optional(),
    deployerRole: roleArn.optional(),
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    externalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/, '2 to 1224 letters, digits and +=,.@:/-')
      .optional(),
    deployers: z.array(z.string().min(1)).optional(),
    guardRails: guardRailsSchema.optional(),
  })
  .superRefine((one, context) => {
    for (const member of ['viewerRole', 'deployerRole'] as const) {
      if (/\/portico-[^/]*$/.test(one[member] ?? ''))
        context.addIssue({
          code: 'custom',
          path: [member],
          message: 'Name it otherwise: roles of URLs begin with portico-, and deployers can change those',
        })
      const { prefix, path = '/' } = one.guardRails?.roleNames ?? {}
      if (prefix && one[member]?.includes(`:role${path}${prefix}portico-`))
        context.addIssue({
          code: 'custom',
          path: [member],
          message: 'Name it otherwise: deployers can change the roles whose names begin as roleNames says',
        })
      if (one[member] && !one[member].includes(`::${one.id}:`))
        context.addIssue({ code: 'custom', path: [member], message: 'A role of another account than id says' })
    }
    const { regions = [], permissionsBoundary } = one.guardRails ?? {}
    const stranger = regions.find((region) => !one.regions.includes(region))
    if (stranger)
      context.addIssue({
        code: 'custom',
        path: ['guardRails', 'regions'],
        message: `${stranger} is not one of the account's regions`,
      })
    if (permissionsBoundary && !['::aws:', `::${one.id}:`].some((owner) => permissionsBoundary.includes(owner)))
      context.addIssue({
        code: 'custom',
        path: ['guardRails', 'permissionsBoundary'],
        message: 'A policy of another account than id says',
      })
    if (one.deployerRole && !one.viewerRole)
      context.addIssue({ code: 'custom', path: ['viewerRole'], message: 'Name one too: viewers read under it' })
  })

/** One account that the console serves: its regions, the roles to assume there, and what its administrator requires. */
export type AccountConfig = z.output<typeof account>

/** Parses PORTICO_ACCOUNTS: a JSON list of accounts, each with a problem at its own member. */
export const accounts = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'Not JSON: a list like [{"id":"111122223333","regions":["us-east-1"]}]',
      })
      return z.NEVER
    }
  })
  .pipe(z.array(account, { error: 'A JSON list of accounts' }))
  .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'Each account stands there once')
