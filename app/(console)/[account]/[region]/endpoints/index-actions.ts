'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { columnsOf, paramsIn, parseIndexQuery } from '@/lib/endpoint-index/index-query'
import { lookAtIndex } from '@/lib/endpoint-index/look'
import { indexColumns } from '@/lib/endpoint-index/types'
import { jobs } from '@/lib/jobs/console-jobs'
import { ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'

/** What is known of columns that SageMaker does not list. It goes on reading in the background; the answer comes at once. */
export const lookAtIndexAction = action(
  {
    name: 'endpoint.index',
    role: 'viewer',
    input: z.object({
      /** The list's URL, behind the question mark. */
      search: z.string().max(4_000),
      columns: z.array(z.enum(indexColumns)).max(indexColumns.length),
      names: z.array(endpointName).max(100),
    }),
  },
  async (context, { search, columns, names }) => {
    const query = parseIndexQuery(paramsIn(search))
    const wanted = new Set([...columns, ...(query ? columnsOf(query) : [])])
    return ok(lookAtIndex(context, { query, columns: [...wanted], names, jobs: await jobs().list(context.target) }))
  },
)
