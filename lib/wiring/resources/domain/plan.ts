/**
 * What differs between a spec's domain name and what leads to its API. Pure; apart from the spec itself, which the browser's
 * form reads too. https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */

import type { ObservedDomain } from '../../../aws/types'
import { domainUrl } from '../../../spec/api-parts/domain'
import { belongsTo, domainArn, domainTag, restApiIdPlaceholder } from '../../../spec/names'
import type { ApiSpec } from '../../../spec/spec'
import type { Desired, DesiredApi } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import { change, item, kept, removed } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { ChangeKind, FieldChange, PlanItem } from '../../state/plan'
import type { Blocker, ResourcePlan } from '../resource'

/**
 * The names that lead to an API, or can: more than one while the one of before is not gone yet. A blank stood between them
 * once.
 */
export const domainNamesIn = (tags: Record<string, string> | undefined): string[] =>
  tags?.[domainTag]?.split(/[ /]/).filter(Boolean) ?? []

/** The tag's value from before a name is made until the others are gone. */
export const domainNamesWith = (tags: Record<string, string> | undefined, name: string): string =>
  [...new Set([...domainNamesIn(tags), name])].join('/')

/** https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html */
const mostTagCharacters = 256

export const observedDomainOf = ({ domain }: DesiredApi, { domains = [] }: Observed): ObservedDomain | undefined =>
  domains.find((one) => one.name === domain?.name)

const certificateChanges = ({ domain }: DesiredApi, there: ObservedDomain | undefined): FieldChange[] =>
  domain && there
    ? fieldChanges({ regionalCertificateArn: there.certificateArn }, { regionalCertificateArn: domain.certificateArn })
    : []

/** What is at the desired path, whoever's it is. */
const mappedPath = ({ domain }: DesiredApi, there: ObservedDomain | undefined) =>
  there?.paths.find(({ basePath }) => basePath === domain?.basePath)

/** Compares the desired path; empty if there is none such yet. */
function pathChanges(desired: DesiredApi, there: ObservedDomain | undefined, restApiId: string): FieldChange[] {
  const { stage } = desired
  const path = mappedPath(desired, there)
  return path ? fieldChanges({ restApiId: path.restApiId, stage: path.stage }, { restApiId, stage: stage.name }) : []
}

/** Paths of the name that lead to this endpoint's API; others are somebody else's, whoever made the name. */
export const ownPaths = (there: ObservedDomain | undefined): string[] =>
  (there?.paths ?? []).filter(({ ours }) => ours).map(({ basePath }) => basePath)

/** Says whether somebody mapped another API to the name: then it stays, and only our paths go. */
export const isShared = ({ paths }: ObservedDomain): boolean => paths.some(({ ours }) => !ours)

/** Other paths to our API than the desired one. */
export const stalePaths = ({ domain }: DesiredApi, there: ObservedDomain | undefined): string[] =>
  ownPaths(there).filter((basePath) => basePath !== domain?.basePath)

/** Names of ours that the spec no longer has, as far as there is something to take away. */
export const staleDomains = ({ domain, endpointName }: DesiredApi, { domains = [] }: Observed): ObservedDomain[] =>
  domains.filter(
    (one) =>
      one.name !== domain?.name && belongsTo(one.tags, endpointName) && (!isShared(one) || ownPaths(one).length > 0),
  )

/** What has to be settled before a name can be made or changed. */
function domainBlockers(desired: DesiredApi, observed: Observed): Blocker[] {
  const { domain, target } = desired
  if (!domain) return []
  const [, , , region, accountId] = domain.certificateArn.split(':')
  const there = observedDomainOf(desired, observed)
  const resource = `Domain name ${domain.name}`
  const ours = there !== undefined && belongsTo(there.tags, desired.endpointName)
  const mapped = mappedPath(desired, there)
  const taken = mapped?.ours ? undefined : mapped
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
    ...(there && !ours
      ? [
          {
            resource,
            message: `${domain.name} exists and does not have Portico's tags for this endpoint.`,
            remedy:
              'Portico changes nothing that is not its own. Choose another name, or map a path of it to the API yourself.',
          },
        ]
      : []),
    ...(ours && taken
      ? [
          {
            resource,
            message: `${domain.name}/${domain.basePath} leads to API ${taken.restApiId}, which is not this endpoint's.`,
            remedy: 'Choose another base path, or remove that mapping from the name first.',
          },
        ]
      : []),
    ...(domainNamesWith(observed.api?.tags, domain.name).length > mostTagCharacters
      ? [
          {
            resource,
            message: `The name before is still there, and together with ${domain.name} it is too long for one tag.`,
            remedy: 'Deploy without a domain name first, then with this one.',
          },
        ]
      : []),
  ]
}

interface DomainDifference {
  there?: ObservedDomain
  /** The change of the name. */
  name: ChangeKind
  /** The change of the path that leads to the stage. */
  path: ChangeKind
  certificateFields: FieldChange[]
  pathFields: FieldChange[]
}

/** What has to change of the name and of its path. The plan shows it, and a deploy does it. */
export function domainDifference(desired: DesiredApi, observed: Observed, restApiId: string): DomainDifference {
  const there = observedDomainOf(desired, observed)
  const certificateFields = certificateChanges(desired, there)
  const pathFields = pathChanges(desired, there, restApiId)
  return {
    there,
    name: change(there !== undefined, certificateFields),
    path: change(mappedPath(desired, there) !== undefined, pathFields),
    certificateFields,
    pathFields,
  }
}

function domainItems(desired: Desired, observed: Observed): PlanItem[] {
  const { domain } = desired
  if (!domain) return []
  const difference = domainDifference(desired, observed, observed.api?.id ?? restApiIdPlaceholder)
  const { there } = difference
  return [
    item({
      type: 'domain-name',
      name: domain.name,
      change: difference.name,
      fact: there ? `its DNS record points at ${there.target}` : 'Regional, TLS 1.2; its DNS record is yours to make',
      fields: difference.certificateFields,
    }),
    item({
      type: 'base-path',
      name: `/${domain.basePath}`,
      change: difference.path,
      fact: domainUrl(domain, desired.route.resourcePath),
      fields: difference.pathFields,
    }),
  ]
}

const goingPath = (path: string, fact: string): PlanItem =>
  item({ type: 'base-path', name: `/${path}`, change: 'delete', fact })

const goingName = (domain: ObservedDomain): PlanItem[] =>
  isShared(domain)
    ? ownPaths(domain).map((path) => goingPath(path, `of ${domain.name}, which leads to other APIs too and stays`))
    : [
        item({
          type: 'domain-name',
          name: domain.name,
          change: 'delete',
          fact: 'nobody reaches the URL by it any more',
        }),
      ]

function removalOfDomain(domain: ObservedDomain): PlanItem[] {
  const { name } = domain
  if (!isShared(domain)) return [removed('domain-name', name, 'with its paths; its DNS record is yours to remove')]
  const why = 'Somebody else mapped another API to it: it stays'
  return [
    ...ownPaths(domain).map((path) => removed('base-path', `/${path}`, `of ${name}`)),
    kept('domain-name', name, 'leads to other APIs too', why),
  ]
}

/** The name that the tag says, with its path to the API; nothing if it is gone, and no domain if there was none. */
function domainLeft({ api, domains = [] }: Observed): Pick<ApiSpec, 'domain'> {
  if (!api?.tags[domainTag]) return { domain: undefined }
  const found = domains.find(({ name }) => name === api.tags[domainTag])
  const path = found?.paths.find(({ ours }) => ours)
  return found && path
    ? { domain: { name: found.name, certificateArn: found.certificateArn, basePath: path.basePath } }
    : {}
}

export const domainPlan: ResourcePlan = {
  desired: ({ domain }) => (domain ? { domain } : {}),
  apiTags: { [domainTag]: ({ domain }) => domain?.name },
  items: domainItems,
  taggables(desired, observed) {
    const there = observedDomainOf(desired, observed)
    return there ? [{ ...there, type: 'domain-name', arn: domainArn(desired.target, there.name) }] : []
  },
  leftovers: (desired, observed) => [
    ...staleDomains(desired, observed).flatMap(goingName),
    ...stalePaths(desired, observedDomainOf(desired, observed)).map((path) =>
      goingPath(path, 'another path of the name'),
    ),
  ],
  removal: (endpointName, { domains = [] }) =>
    domains.flatMap((domain) =>
      belongsTo(domain.tags, endpointName)
        ? removalOfDomain(domain)
        : [kept('domain-name', domain.name, 'without our tag')],
    ),
  blockers: domainBlockers,
  stepsAfterProof: ({ api: { domain } }) => (domain ? [{ id: 'domain', title: 'Domain name' }] : []),
  removalStep: { id: 'domain', title: 'Domain name' },
  salvaged: (_, observed) => ({ fields: domainLeft(observed) }),
  ofOneRun: ({ domains }, made) => ({ domains: domains?.filter((one) => made(one)) }),
}
