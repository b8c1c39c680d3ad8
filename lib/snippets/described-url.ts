/** A public API as documents and clients for callers are made from it: everything in it is public. */

import { needsOf } from '../spec/api-parts/access'
import { isStreaming } from '../spec/route'
import { type IntegrationKind, integrationKind, rowShapeOf } from '../spec/route-parts/integration'
import type { OpenAi } from '../spec/route-parts/openai'
import { sampleRowOf } from '../spec/route-parts/sample-row'
import { modelChoice } from '../spec/route-parts/target'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import type { CalledUrl } from './caller-snippets'

/** What a caller can know of the URL beside how to call it. */
export interface UrlFacts {
  /** What answers at the URL: its errors and the normalised form depend on it. */
  integration: IntegrationKind
  /** Callers get the normalised form unless their Accept says otherwise. */
  normalised: boolean
  /** The answer is sent while the model writes it. */
  streams: boolean
  /** The parameter by which callers choose one of several models. */
  modelChoice?: { parameter: string; models: string[] }
  /** The URL stays as its owner set it: who can call it and by which methods is not in the spec. */
  adopted?: true
  /** The paths of OpenAI's API below the URL. */
  openAi?: Pick<OpenAi, 'model' | 'container'>
}

export interface DescribedUrl extends CalledUrl {
  title: string
  description?: string
  /** A row that is made or that a person confirmed as public. */
  sampleRow?: string
  facts: UrlFacts
}

/** Picks from a spec what callers can know. */
function urlFactsOf(spec: WiringSpec): UrlFacts {
  const route = onlyRoute(spec)
  const { openAi } = spec
  const choice = modelChoice(route.target)
  return {
    integration: integrationKind(route),
    normalised: route.response.form === 'normalised',
    streams: isStreaming(route, spec),
    ...(spec.adopted ? { adopted: true as const } : {}),
    ...(choice ? { modelChoice: choice } : {}),
    ...(openAi ? { openAi: { model: openAi.model, container: openAi.container } } : {}),
  }
}

/** @param invokeUrl the address of the URL, a custom domain's if it has one */
export function describedUrlOf(spec: WiringSpec, invokeUrl: string, region: string): DescribedUrl {
  const route = onlyRoute(spec)
  return {
    title: route.resourcePath,
    invokeUrl,
    queryParameter: route.queryParameter,
    request: rowShapeOf(route),
    contract: route.contract,
    sampleRow: sampleRowOf(route),
    region,
    needs: needsOf(spec.access),
    respondsLater: route.target?.kind === 'async',
    facts: urlFactsOf(spec),
  }
}
