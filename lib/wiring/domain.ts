/**
 * A name of the person's own in front of the public URL: the wish, and what differs. The certificate lies in the account
 * already, and the DNS record is the person's to make. Pure.
 */
import { z } from 'zod'
import type { Desired } from './desired'
import { fieldChanges } from './field-changes'
import { belongsTo } from './names'
import type { Observed, ObservedDomain } from './observed'
import type { FieldChange, Plan } from './plan'
import type { WiringTarget } from './spec'

export const domainSchema = z.object({
  name: z
    .string()
    .max(255)
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'A host name in lower case: models.acme.dev'),
  /** Of AWS Certificate Manager, in the API's own region. */
  certificateArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, 'The ARN of a certificate of ACM'),
  /** Between the host and the resource; empty: nothing. */
  basePath: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9._-]*$/, 'Letters, digits and . _ - only, without a slash')
    .default(''),
})

export type CustomDomain = z.infer<typeof domainSchema>

/** What callers use once the name's DNS record is there. */
export const domainUrl = ({ name, basePath }: CustomDomain, resourcePath: string): string =>
  `https://${[name, basePath, resourcePath].filter(Boolean).join('/')}`

const domainIn = ({ domains = [] }: Observed, name: string | undefined): ObservedDomain | undefined =>
  domains.find((one) => one.name === name)

export const observedDomainOf = ({ domain }: Desired, observed: Observed): ObservedDomain | undefined =>
  domainIn(observed, domain?.name)

export const certificateChanges = ({ domain }: Desired, there: ObservedDomain | undefined): FieldChange[] =>
  domain && there
    ? fieldChanges({ regionalCertificateArn: there.certificateArn }, { regionalCertificateArn: domain.certificateArn })
    : []

/** Of the wished path; empty where there is none such yet. */
export function pathChanges(
  { domain, stage }: Desired,
  there: ObservedDomain | undefined,
  restApiId: string,
): FieldChange[] {
  const path = there?.paths.find(({ basePath }) => basePath === domain?.basePath)
  return path ? fieldChanges({ restApiId: path.restApiId, stage: path.stage }, { restApiId, stage: stage.name }) : []
}

/** Other paths of the domain, which is this wiring's alone. */
export const stalePaths = ({ domain }: Desired, there: ObservedDomain | undefined): string[] =>
  (there?.paths ?? []).map(({ basePath }) => basePath).filter((basePath) => basePath !== domain?.basePath)

/** Names of ours that the wish no longer has. */
export const staleDomains = ({ domain, spec }: Desired, { domains = [] }: Observed): ObservedDomain[] =>
  domains.filter((one) => one.name !== domain?.name && belongsTo(one.tags, spec.endpointName))

/** What has to be settled before a name can be made or changed. */
export function domainBlockers(wish: Desired, observed: Observed, target: WiringTarget): Plan['blockers'] {
  const { domain } = wish
  if (!domain) return []
  const [, , , region, accountId] = domain.certificateArn.split(':')
  const there = observedDomainOf(wish, observed)
  const resource = `Domain name ${domain.name}`
  return [
    ...(region === target.region && accountId === target.accountId
      ? []
      : [
          {
            resource,
            message: `Its certificate lies in ${region} of account ${accountId}, and the API in ${target.region} of ${target.accountId}.`,
            remedy:
              'Request or import a certificate for the name in AWS Certificate Manager of the same region and account.',
          },
        ]),
    ...(there && !belongsTo(there.tags, wish.spec.endpointName)
      ? [
          {
            resource,
            message: `${domain.name} exists and does not bear Portico's tags for this endpoint.`,
            remedy:
              'Portico changes nothing that is not its own. Choose another name, or map a path of it to the API yourself.',
          },
        ]
      : []),
  ]
}
