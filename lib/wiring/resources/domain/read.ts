import { observeDomain } from '../../../aws/apigateway/domain-name'
import type { ObservedDomain } from '../../../aws/types'
import type { ResourceRead } from '../read-resource'
import { domainNamesIn } from './plan'

/** Reads the domain names that the spec and the tag of the API name, with their paths. */
export const domainRead: ResourceRead<ObservedDomain[]> = {
  namesIn: ({ apis, chosen }) => [
    ...new Set([...(chosen?.domain ? [chosen.domain.name] : []), ...domainNamesIn(apis[0]?.tags)]),
  ],
  async read({ apiGateway }, names, { apis }) {
    const restApiIds = apis.map(({ id }) => id)
    const found = await Promise.all(names.map((name) => observeDomain(apiGateway, name, restApiIds)))
    return found.filter((one) => one !== undefined)
  },
}
