/** Lays a model's profile into the spec that a deploy starts with. */
import { contractOfProfile, type ModelProfile } from '../model/profile/profile'
import { onlyRoute, type WiringSpec, wiringSpecSchema, withRoute } from './spec'

/** The contract and the sample of the profile; the spec as it was if it cannot hold them. */
export function withProfile(spec: WiringSpec, profile: ModelProfile): WiringSpec {
  const route = { ...onlyRoute(spec), contract: contractOfProfile(profile), sampleRow: profile.sampleRow }
  const profiled = withRoute(spec, route)
  return wiringSpecSchema.safeParse(profiled).success ? profiled : spec
}
