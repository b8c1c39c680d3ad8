/** The custom domain of a wish: made with its tags, given its certificate, its one path pointed at the stage. */
import { createDomain, createPath, pointPath, putCertificate, removeDomain, removePath } from '../aws/domain-name'
import { tagApiResource, untagApiResource } from '../aws/tags'
import type { Desired } from './desired'
import { certificateChanges, observedDomainOf, pathChanges, staleDomains, stalePaths } from './domain'
import { domainTag, restApiArn } from './names'
import type { Observed, ObservedApi } from './observed'
import type { StepHandle } from './progress'
import { birthTags, type Run } from './run'

export async function ensureDomain(run: Run, wish: Desired, observed: Observed, api: ObservedApi): Promise<void> {
  const { domain, stage } = wish
  if (!domain) return
  const { apiGateway, once } = run.context.clients
  await run.progress.step('domain', async (step) => {
    const there = observedDomainOf(wish, observed)
    const path = { domainName: domain.name, basePath: domain.basePath, restApiId: api.id, stage: stage.name }
    const known = api.tags[domainTag] === domain.name
    const mapped = there?.paths.some(({ basePath }) => basePath === domain.basePath)
    const differs = pathChanges(wish, there, api.id).length > 0
    if (known && mapped && !differs && certificateChanges(wish, there).length === 0)
      return step.skip('As wished already')
    // The API knows its name before there is one, so that a removal finds it whatever happens.
    const tags = { [domainTag]: domain.name }
    if (!known) await step.write(() => tagApiResource(apiGateway, restApiArn(wish.target, api.id), tags))
    if (!there) await step.write(() => createDomain(once.apiGateway, domain, birthTags(run, wish)))
    else if (certificateChanges(wish, there).length > 0) await step.write(() => putCertificate(apiGateway, domain))
    if (!mapped) await step.write(() => createPath(once.apiGateway, path))
    else if (differs) await step.write(() => pointPath(apiGateway, path))
    step.say(`${domain.name}; its DNS record is yours to make`)
  })
}

/** Names and paths that the wish no longer has. */
export async function tidyDomains(run: Run, wish: Desired, observed: Observed, step: StepHandle): Promise<string[]> {
  const { apiGateway } = run.context.clients
  const gone = staleDomains(wish, observed).map(({ name }) => name)
  for (const name of gone) await step.write(() => removeDomain(apiGateway, name))
  const { domain } = wish
  const paths = stalePaths(wish, observedDomainOf(wish, observed))
  if (domain) for (const path of paths) await step.write(() => removePath(apiGateway, domain.name, path))
  const { api } = observed
  if (!domain && api?.tags[domainTag] !== undefined)
    await step.write(() => untagApiResource(apiGateway, restApiArn(wish.target, api.id), [domainTag]))
  return [...gone.map((name) => `domain ${name}`), ...paths.map((path) => `path /${path}`)]
}
