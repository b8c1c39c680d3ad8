/** Lays a model's profile into the spec that a deploy starts with. */
import { contractOfProfile, type ModelProfile } from '../../model/profile/profile'
import { storedProfile } from '../../model/profile/stored-profile'
import { onlyRoute, type WiringSpec, wiringSpecSchema, withRoute } from '../spec'

/**
 * The contract and the sample of the profile, and the profile itself; the spec as it was if it cannot hold them.
 * @param image of the container that was looked at
 */
export function withProfile(spec: WiringSpec, profile: ModelProfile, image?: string): WiringSpec {
  const known = onlyRoute(spec)
  const response = profile.accept ? { ...known.response, accept: profile.accept } : known.response
  const route = {
    ...known,
    contract: contractOfProfile(profile),
    sampleRow: profile.sampleRow,
    response,
    profile: storedProfile(profile, image),
  }
  const profiled = withRoute(spec, route)
  return wiringSpecSchema.safeParse(profiled).success ? profiled : spec
}
