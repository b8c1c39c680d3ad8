/** The custom domain of a spec: made with its tags, given its certificate, its one path pointed at the stage. */

import {
  createDomain,
  createPath,
  pointPath,
  putCertificate,
  removeDomain,
  removePath,
} from '../../../aws/apigateway/domain-name'
import { tagApiResource } from '../../../aws/apigateway/tags'
import type { ObservedApi, ObservedDomain } from '../../../aws/types'
import { belongsTo, domainTag, restApiArn } from '../../../spec/names'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import {
  domainDifference,
  domainNamesIn,
  domainNamesWith,
  isShared,
  observedDomainOf,
  ownPaths,
  staleDomains,
  stalePaths,
} from './plan'

async function ensureDomain(run: Run, desired: DesiredApi, observed: Observed, api: ObservedApi): Promise<void> {
  const { domain, stage } = desired
  if (!domain) return
  const { apiGateway, once } = run.context.clients
  await run.progress.step('domain', async (step) => {
    const difference = domainDifference(desired, observed, api.id)
    const path = { domainName: domain.name, basePath: domain.basePath, restApiId: api.id, stage: stage.name }
    const known = domainNamesIn(api.tags).includes(domain.name)
    if (known && difference.name === 'none' && difference.path === 'none') return step.skip('Up to date')
    // The API knows its name before there is one, and that of before until it is gone, so that a removal finds both
    // whatever happens. The record leaves the one.
    const tags = { [domainTag]: domainNamesWith(api.tags, domain.name) }
    if (!known) await step.write(() => tagApiResource(apiGateway, restApiArn(desired.target, api.id), tags))
    if (difference.name === 'create')
      await step.write(() => createDomain(once.apiGateway, domain, birthTags(run, desired)))
    if (difference.name === 'update') await step.write(() => putCertificate(once.apiGateway, domain))
    if (difference.path === 'create') await step.write(() => createPath(once.apiGateway, path))
    if (difference.path === 'update') await step.write(() => pointPath(apiGateway, path))
    step.say(`${domain.name}; its DNS record is yours to make`)
  })
}

/** Names and paths that the spec no longer has. */
async function tidyDomains(run: Run, desired: DesiredApi, observed: Observed, step: StepHandle): Promise<string[]> {
  const { apiGateway } = run.context.clients
  const gone: string[] = []
  for (const domain of staleDomains(desired, observed)) gone.push(await takeAwayDomain(run, step, domain))
  const { domain } = desired
  const paths = stalePaths(desired, observedDomainOf(desired, observed))
  if (domain) for (const path of paths) await step.write(() => removePath(apiGateway, domain.name, path))
  return [...gone, ...paths.map((path) => `path /${path}`)]
}

/**
 * A name of ours with all its paths; where somebody else's API is on it too, our paths alone.
 * @returns what went, in words
 */
async function takeAwayDomain(run: Run, step: StepHandle, domain: ObservedDomain): Promise<string> {
  const { apiGateway, once } = run.context.clients
  const { name } = domain
  if (!isShared(domain)) {
    await step.write(() => removeDomain(once.apiGateway, name))
    return `domain ${name}`
  }
  for (const path of ownPaths(domain)) await step.write(() => removePath(apiGateway, name, path))
  return `our paths of ${name}, which leads to other APIs too and stays`
}

export const domainApply: ResourceApply = {
  afterProof: ensureDomain,
  tidy: tidyDomains,
  async remove(run, endpointName, { domains = [] }, step) {
    const ours = domains.filter(({ tags }) => belongsTo(tags, endpointName))
    if (ours.length === 0) return step.skip('None there')
    const gone: string[] = []
    for (const domain of ours) gone.push(await takeAwayDomain(run, step, domain))
    step.say(gone.join(', '))
  },
}
