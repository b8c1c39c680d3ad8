/**
 * A name of the person's own in front of the public API: the spec. The certificate lies in the account already, and the DNS
 * record is the person's to make. Pure, without anything that a browser has not.
 */
import { z } from 'zod'
import type { ApiOption } from '../option'

export const domainSchema = z.object({
  name: z
    .string()
    .max(255)
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'A host name in lower case: models.acme.dev'),
  /** The ARN from AWS Certificate Manager, in the API's own region. */
  certificateArn: z
    .string()
    .max(2_048)
    .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, 'The ARN of a certificate of ACM'),
  /** Between the host and the resource; empty: nothing. */
  basePath: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9._-]*$/, 'Letters, digits and . _ - only, without a slash')
    .refine((path) => path !== '.' && path !== '..', 'No . or .. alone: browsers and clients take it out of an address')
    .default(''),
})

export type CustomDomain = z.infer<typeof domainSchema>

export const domainOption = {
  title: 'Domain name',
  schema: domainSchema,
  inWords: (domain: CustomDomain | undefined) =>
    domain ? `${domain.name}/${domain.basePath}, ${domain.certificateArn}` : 'none',
  whyOwners: 'The names of an adopted API stay its owner’s',
} satisfies ApiOption<typeof domainSchema>

/** What callers use once the name's DNS record is there. */
export const domainUrl = ({ name, basePath }: CustomDomain, resourcePath: string): string =>
  `https://${[name, basePath, resourcePath].filter(Boolean).join('/')}`
