/** What a deployed spec keeps of its model's profile, as evidence on the endpoint's pages. */
import { formatDate } from '../../locale'
import { containerOf, type ProfileEvidence, profileEvidence } from '../../model/profile/stored-profile'
import { deployedAtTag } from '../../spec/names'
import type { Route } from '../../spec/route'
import { onlyRoute, type WiringSpec, withRoute } from '../../spec/spec'
import { liveFromTags } from '../../wiring/state/live-tag'
import { servingImage } from '../serving-image'
import type { VariantDetail } from '../types'

/** `2026-05-12T…` → `12 May 2026` in the order of the reader's locale, in UTC. */
const dayOf = (iso: string | undefined): string | undefined =>
  Number.isNaN(Date.parse(iso ?? '')) ? undefined : formatDate(iso ?? '', { dateStyle: 'medium', timeZone: 'UTC' })

/**
 * Undefined if the spec keeps none: a person described the model, or an older build deployed it.
 * @param tags of the API
 * @param variants of the endpoint, if they could be read
 */
export function deployedProfile(
  route: Pick<Route, 'profile' | 'target'>,
  tags: Record<string, string>,
  variants: VariantDetail[] = [],
): ProfileEvidence | undefined {
  const { profile, target } = route
  if (!profile) return undefined
  const kind = liveFromTags(tags)?.kind
  return profileEvidence(profile, {
    proved: kind === 'answered' || kind === 'behind',
    day: dayOf(tags[deployedAtTag]),
    image: servingImage(variants, target),
  })
}

/** The spec with the container of now: a deploy of it proves the model that answers now. */
export function withContainerOf(spec: WiringSpec, variants: VariantDetail[]): WiringSpec {
  const route = onlyRoute(spec)
  const container = containerOf(servingImage(variants, route.target))
  return route.profile && container ? withRoute(spec, { ...route, profile: { ...route.profile, container } }) : spec
}
