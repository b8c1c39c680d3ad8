/** How to call the URL from code, with whatever its access asks of the caller. */
import type { RowTarget } from '../features/build-request'
import type { FeatureContract } from '../features/contract'
import type { CallerNeeds } from '../wiring/access'
import { callerHeadersOf } from './caller-headers'
import { signedSnippets } from './signed-snippets'
import type { Snippets } from './snippets'
import { snippetsOf } from './snippets-of'

export interface CalledUrl extends RowTarget {
  contract: FeatureContract
  region: string
  needs: CallerNeeds
}

/** @param row for a model that takes rows */
export const callerSnippets = ({ contract, region, needs, ...target }: CalledUrl, row: string): Snippets =>
  needs.kind === 'iam'
    ? signedSnippets(contract, target, row, region)
    : snippetsOf(contract, target, row, callerHeadersOf(needs))
