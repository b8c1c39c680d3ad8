'use client'

import { useMemo } from 'react'
import type { IndexLook } from '@/components/endpoints/filters/use-index'
import type { Several } from '@/components/endpoints/several/deploy-several'
import { EndpointTable, type EndpointTableProps } from '@/components/endpoints/table/endpoint-table'
import type { EndpointTag } from '@/lib/endpoints/endpoint-tags'
import { listJobsAction, startRemovalsAction } from '../apis/actions'
import {
  checkWiringAction,
  detectModelsAction,
  loadSummariesAction,
  planTagsAction,
  refreshEndpointsAction,
  startDeploysAction,
  writeTagsAction,
} from './actions'
import { lookAtIndexAction } from './index-actions'

interface LiveEndpointTableProps
  extends Omit<
    EndpointTableProps,
    | ('basePath' | 'loadSummaries' | 'refresh' | 'check' | 'detectModels' | 'deploySeveral')
    | ('listJobs' | 'look' | 'remove' | 'plan' | 'write')
  > {
  place: { account: string; region: string }
}

/** The table with its actions, which take the place along with the names. */
export function LiveEndpointTable({ place: { account, region }, ...table }: LiveEndpointTableProps) {
  const actions = useMemo(
    () => ({
      loadSummaries: (names: string[]) => loadSummariesAction({ account, region, names }),
      check: (endpointName: string) => checkWiringAction({ account, region, endpointName }),
      detectModels: (names: string[]) => detectModelsAction({ account, region, names }),
      deploySeveral: (chosen: Several) => startDeploysAction({ account, region, ...chosen }),
      listJobs: () => listJobsAction({ account, region }),
      look: (input: IndexLook) => lookAtIndexAction({ account, region, ...input }),
      remove: (input: { names: string[]; typed: string }) => startRemovalsAction({ account, region, ...input }),
      plan: (input: { names: string[]; tags: EndpointTag[] }) => planTagsAction({ account, region, ...input }),
      write: (input: { names: string[]; tags: EndpointTag[] }) => writeTagsAction({ account, region, ...input }),
      refresh: (names: string[]) => refreshEndpointsAction({ account, region, names }),
    }),
    [account, region],
  )
  return <EndpointTable {...table} {...actions} basePath={`/${account}/${region}/endpoints`} />
}
