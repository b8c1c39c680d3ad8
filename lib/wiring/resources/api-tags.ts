/** The tags of the REST API that say which resources belong to it, from the ordered list. Pure. */

import { integrationTag } from '../../spec/names'
import type { ApiSpec } from '../../spec/spec'
import { type Desired, hasFunction } from '../state/desired'
import { resources } from '.'

const allOf = (spec: ApiSpec) => resources.flatMap(({ apiTags }) => Object.entries(apiTags?.(spec) ?? {}))

/** Returns the tags that a deploy writes. */
export const apiTagsOf = (spec: ApiSpec): Record<string, string> =>
  Object.fromEntries(allOf(spec).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

/** Lists the tags that only an earlier spec needed. The spec of an API with a function is in the function's zip. */
export const staleTags = (desired: Desired, tags: Record<string, string>): string[] =>
  [
    ...(hasFunction(desired) ? [integrationTag] : []),
    ...allOf(desired.spec).flatMap(([key, value]) => (value === undefined ? [key] : [])),
  ].filter((key) => tags[key] !== undefined)
