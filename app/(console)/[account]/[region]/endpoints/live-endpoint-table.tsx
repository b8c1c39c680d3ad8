'use client'

import { useMemo } from 'react'
import type { Several } from '@/components/endpoints/deploy-several'
import { EndpointTable, type EndpointTableProps } from '@/components/endpoints/endpoint-table'
import {
  checkWiringAction,
  detectModelsAction,
  loadSummariesAction,
  refreshEndpointsAction,
  startDeploysAction,
} from './actions'

interface LiveEndpointTableProps
  extends Omit<
    EndpointTableProps,
    'basePath' | 'loadSummaries' | 'refresh' | 'check' | 'detectModels' | 'deploySeveral'
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
      refresh: (names: string[]) => refreshEndpointsAction({ account, region, names }),
    }),
    [account, region],
  )
  return <EndpointTable {...table} {...actions} basePath={`/${account}/${region}/endpoints`} />
}
