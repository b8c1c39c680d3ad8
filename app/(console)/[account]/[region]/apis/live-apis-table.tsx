'use client'

import { useMemo } from 'react'
import { ApisTable, type ApisTableProps } from '@/components/apis/apis-table'
import { checkWiringAction } from '../endpoints/actions'
import { listJobsAction, startRemovalsAction, startRepairsAction } from './actions'

interface LiveApisTableProps extends Omit<ApisTableProps, 'check' | 'listJobs' | 'repair' | 'remove' | 'basePath'> {
  place: { account: string; region: string }
}

/** The table with its actions, which take the place along. */
export function LiveApisTable({ place: { account, region }, ...table }: LiveApisTableProps) {
  const actions = useMemo(
    () => ({
      check: (endpointName: string) => checkWiringAction({ account, region, endpointName }),
      listJobs: () => listJobsAction({ account, region }),
      repair: (names: string[]) => startRepairsAction({ account, region, names }),
      remove: ({ names, typed }: { names: string[]; typed: string }) =>
        startRemovalsAction({ account, region, names, typed }),
    }),
    [account, region],
  )
  return <ApisTable {...table} {...actions} basePath={`/${account}/${region}/endpoints`} />
}
