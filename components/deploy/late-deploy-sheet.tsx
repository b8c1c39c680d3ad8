'use client'

import { useRouter } from 'next/navigation'
import { onDemand, useSoon } from '../ui/on-demand'
import { Opening, useEscape } from '../ui/state/opening'
import type { DeploySheetProps } from './deploy-sheet'

const sheets = onDemand(() => import('./deploy-sheet'))

/**
 * The deploy sheet, whose code is loaded after the page that it covers: it is no part of the HTML either, and the endpoint's
 * page below it works before. Until it is there, and if it never comes, Escape and a link lead to the page below.
 */
export function LateDeploySheet(props: DeploySheetProps) {
  const router = useRouter()
  const { account, region } = props.place
  const overview = `/${account}/${region}/endpoints/${props.from.base.routes[0].endpointName}`
  const { code: sheet, retry } = useSoon(sheets, sheets)
  useEscape(!sheet, () => router.push(overview, { scroll: false }))
  if (sheet) return <sheet.DeploySheet {...props} />
  return (
    <Opening
      label="Opening the deploy form…"
      close={{ href: overview }}
      failed={
        retry && {
          label: 'The deploy form did not load. Check the connection, then try again.',
          onRetry: retry,
        }
      }
    />
  )
}
