/** The resources that are read by calls of their own, by their part of the observed state. */
import type { ObservedParts } from '../state/observed'
import { alarmsRead } from './alarms/read'
import { authorizerRead } from './authorizer/read'
import { domainRead } from './domain/read'
import type { ResourceRead } from './read-resource'

export const reads: { [Name in keyof ObservedParts]-?: ResourceRead<ObservedParts[Name]> } = {
  domains: domainRead,
  alarms: alarmsRead,
  authorizer: authorizerRead,
}
