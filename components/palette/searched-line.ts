import type { Places } from '@/lib/endpoints/types'
import { plural } from '@/lib/plural'

/**
 * Says what a search covered: SageMaker finds endpoints by name alone; tags, URLs and containers are searched as far as they
 * were read.
 */
export function searchedLine({ endpoints, more, apis, tags, moreTags, indexed }: Places, containers: number): string {
  const tagged = Object.keys(tags).length
  const read = Math.max(containers, indexed?.containers ?? 0)
  return [
    more ? 'Searched the names of all endpoints' : `Searched the names of ${plural(endpoints.length, 'endpoint')}`,
    `URLs and API ids of ${plural(apis.length, 'public API')}`,
    moreTags && indexed && indexed.tags > tagged
      ? `tags of ${plural(indexed.tags, 'endpoint')}`
      : moreTags
        ? `tags of the first ${tagged} tagged endpoints`
        : `tags of ${plural(tagged, 'tagged endpoint')}`,
    `and containers of ${read}${more ? '' : ` of ${endpoints.length}`} read.`,
  ].join(', ')
}
