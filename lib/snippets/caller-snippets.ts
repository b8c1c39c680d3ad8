/** How to call the URL from code, with whatever its access requires of the caller. */

import type { FeatureContract } from '../model/contract/contract'
import type { RowTarget } from '../model/requests/build-request'
import type { CallerNeeds } from '../spec/api-parts/access'
import { callerHeadersOf } from './caller-headers'
import { signedSnippets } from './signed-snippets'
import type { Snippets } from './snippets'
import { snippetsOf } from './snippets-of'
import { withJob } from './with-job'

export interface CalledUrl extends RowTarget {
  contract: FeatureContract
  region: string
  needs: CallerNeeds
  /** The URL answers 202 first. */
  respondsLater?: boolean
}

/** @param row for a model that takes rows */
export function callerSnippets(
  { contract, region, needs, respondsLater, ...target }: CalledUrl,
  row: string,
): Snippets {
  if (needs.kind === 'iam') return signedSnippets(contract, target, row, region)
  const headers = callerHeadersOf(needs)
  const snippets = snippetsOf(contract, target, row, headers)
  return respondsLater ? withJob(snippets, target.invokeUrl, headers) : snippets
}
