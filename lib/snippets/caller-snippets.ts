/** How to call the URL from code, with whatever its access asks of the caller. */
import type { FeatureContract } from '../features/contract'
import type { CallerNeeds } from '../wiring/access'
import { callerHeadersOf } from './caller-headers'
import { signedSnippets } from './signed-snippets'
import type { Snippets } from './snippets'
import { snippetsOf } from './snippets-of'
import { withJob } from './with-job'

export interface CalledUrl {
  contract: FeatureContract
  invokeUrl: string
  queryParameter: string
  region: string
  needs: CallerNeeds
  /** The URL answers 202 first. */
  answersLater?: boolean
}

/** @param row for a model that takes rows */
export function callerSnippets(
  { contract, invokeUrl, queryParameter, region, needs, answersLater }: CalledUrl,
  row: string,
): Snippets {
  if (needs.kind === 'iam') return signedSnippets(contract, invokeUrl, queryParameter, row, region)
  const headers = callerHeadersOf(needs)
  const snippets = snippetsOf(contract, invokeUrl, queryParameter, row, headers)
  return answersLater ? withJob(snippets, invokeUrl, headers) : snippets
}
