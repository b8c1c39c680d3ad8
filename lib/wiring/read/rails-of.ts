/** What the guard rails of an account say of resources, as the desired state takes it. */
import { type GuardRails, logKeyIn } from '../../guard-rails'
import type { DesiredInput } from '../state/desired'

export const railsOf = (
  rails: GuardRails | undefined,
  region: string,
): Pick<DesiredInput, 'boundary' | 'requiredTags' | 'logKey'> => ({
  boundary: rails?.permissionsBoundary,
  logKey: logKeyIn(rails, region),
  requiredTags: rails?.tags?.map(({ key }) => key),
})
