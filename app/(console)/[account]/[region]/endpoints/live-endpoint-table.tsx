'use client'

import { useMemo } from 'react'
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
      deploySeveral: (names: string[]) => startDeploysAction({ account, region, names }),
      refresh: (names: string[]) => refreshEndpointsAction({ account, region, names }),
    }),
    [account, region],
  )
  return <EndpointTable {...table} {...actions} basePath={`/${account}/${region}/endpoints`} />
}
