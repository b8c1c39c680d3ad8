/** Lays a model's profile into the spec that a deploy starts with. */
import { contractOfProfile, type ModelProfile } from '../model/profile/profile'
import { type WiringSpec, wiringSpecSchema } from './spec'

/** The contract and the sample of the profile; the spec as it was if it cannot hold them. */
export function withProfile(spec: WiringSpec, profile: ModelProfile): WiringSpec {
  const profiled = { ...spec, contract: contractOfProfile(profile), sampleRow: profile.sampleRow }
  return wiringSpecSchema.safeParse(profiled).success ? profiled : spec
}
