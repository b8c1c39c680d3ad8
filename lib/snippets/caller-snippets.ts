/** How to call the URL from code, with whatever its access asks of the caller. */
import type { FeatureContract } from '../features/contract'
import type { CallerNeeds } from '../wiring/access'
import { callerHeadersOf } from './caller-headers'
import { signedSnippets } from './signed-snippets'
import type { Snippets } from './snippets'
import { snippetsOf } from './snippets-of'

export interface CalledUrl {
  contract: FeatureContract
  invokeUrl: string
  queryParameter: string
  region: string
  needs: CallerNeeds
}

/** @param row for a model that takes rows */
export const callerSnippets = (
  { contract, invokeUrl, queryParameter, region, needs }: CalledUrl,
  row: string,
): Snippets =>
  needs.kind === 'iam'
    ? signedSnippets(contract, invokeUrl, queryParameter, row, region)
    : snippetsOf(contract, invokeUrl, queryParameter, row, callerHeadersOf(needs))
