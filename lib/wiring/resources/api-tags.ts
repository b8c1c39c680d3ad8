/** The tags of the REST API that say which resources belong to it, from the ordered list. Pure. */

import {
  deployedAtTag,
  deployedByTag,
  endpointTag,
  fingerprintTag,
  integrationTag,
  liveTag,
  managedTag,
  pathTag,
  runByTag,
  runEndedTag,
  runMadeTag,
  runTag,
  stageTag,
} from '../../spec/names'
import type { ApiSpec } from '../../spec/spec'
import { type Desired, hasFunction } from '../state/desired'
import { resources } from '.'

const valuesByKey = resources.flatMap(({ apiTags = {} }) => Object.entries(apiTags))

/**
 * What an API of ours can come to have beside its share links; AWS allows 50 tags in all, and no deploy or removal works
 * without these.
 */
export const ownApiTags = [
  ...[managedTag, endpointTag, deployedByTag, deployedAtTag, fingerprintTag, liveTag, integrationTag],
  ...[runTag, runByTag, runEndedTag, runMadeTag, stageTag, pathTag],
  ...valuesByKey.map(([key]) => key),
]

const allOf = (spec: ApiSpec) => valuesByKey.map(([key, tagOf]): [string, string | undefined] => [key, tagOf(spec)])

/** Returns the tags that a deploy writes. */
export const apiTagsOf = (spec: ApiSpec): Record<string, string> =>
  Object.fromEntries(allOf(spec).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

/** Lists the tags that only an earlier spec needed. The spec of an API with a function is in the function's zip. */
export const staleTags = (desired: Desired, tags: Record<string, string>): string[] =>
  [
    ...(hasFunction(desired) ? [integrationTag] : []),
    ...allOf(desired.spec).flatMap(([key, value]) => (value === undefined ? [key] : [])),
  ].filter((key) => tags[key] !== undefined)
