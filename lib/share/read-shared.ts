/**
 * What a share page may know: the link's own title and end, the public URL and the form, and nothing else of the console.
 * Whether the link lives is read from the REST API's tags each time, so a revoked one is dead at once; simultaneous
 * visitors share one read.
 */
import { GetRestApiCommand } from '@aws-sdk/client-api-gateway'
import type { AwsClients } from '../aws/create-clients'
import { sampleRowOf } from '../endpoints/sample-row'
import { isExpected, toFailure } from '../errors'
import type { RowShape } from '../features/build-request'
import type { FeatureContract } from '../features/contract'
import type { Failure } from '../result'
import { type CallerNeeds, needsOf } from '../wiring/access'
import { readLiveSpec } from '../wiring/current'
import { rowShapeOf } from '../wiring/integration'
import { invokeUrlOf } from '../wiring/invoke-url'
import { endpointTag, isManaged } from '../wiring/names'
import type { WiringSpec, WiringTarget } from '../wiring/spec'
import { parseLinks } from './links'
import type { ShareClaims } from './token'

export interface SharedPage {
  title: string
  /** ISO. */
  expiresAt: string
  invokeUrl: string
  queryParameter: string
  request: RowShape
  contract: FeatureContract
  sampleRow?: string
  /** Requests a second that the URL lets through. */
  rateLimit: number
  /** The URL answers 202 first. */
  answersLater: boolean
  /** What the URL asks of its callers, which a visitor brings along. */
  needs: CallerNeeds
  region: string
}

export type Shared =
  | { state: 'live'; page: SharedPage }
  | { state: 'revoked' }
  | { state: 'gone' }
  | { state: 'unavailable'; error: Failure }

export interface SharePlace {
  clients: AwsClients
  target: WiringTarget
  invokeUrlTemplate?: string
  fetch: typeof fetch
}

const reading = new Map<string, Promise<Record<string, string> | undefined>>()

/** Undefined where the API is gone. */
function readTags({ clients, target }: SharePlace, restApiId: string): Promise<Record<string, string> | undefined> {
  const key = `${target.accountId}/${target.region}/${restApiId}`
  const running = reading.get(key)
  if (running) return running
  const read = clients.apiGateway
    .send(new GetRestApiCommand({ restApiId }))
    .then((api) => api.tags ?? {})
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NotFoundException') return undefined
      throw error
    })
    .finally(() => reading.delete(key))
  reading.set(key, read)
  return read
}

const keptMs = 30_000
const kept = new Map<string, { spec: WiringSpec | undefined; at: number }>()

/** The live version's wish, kept for half a minute: strangers' visits cost the account few calls. */
async function readSpec(place: SharePlace, restApiId: string, endpointName: string): Promise<WiringSpec | undefined> {
  const known = kept.get(restApiId)
  if (known && Date.now() - known.at < keptMs) return known.spec
  const spec = await readLiveSpec(place, endpointName)
  if (kept.size > 1_000) kept.delete(kept.keys().next().value ?? '')
  kept.set(restApiId, { spec, at: Date.now() })
  return spec
}

export async function readShared(place: SharePlace, { restApiId, linkId }: ShareClaims): Promise<Shared> {
  try {
    const tags = await readTags(place, restApiId)
    if (!tags || !isManaged(tags)) return { state: 'gone' }
    const link = parseLinks(tags).find((one) => one.id === linkId)
    if (!link || link.expiresAt <= new Date()) return { state: 'revoked' }
    const spec = await readSpec(place, restApiId, tags[endpointTag] ?? '')
    if (!spec) return { state: 'gone' }
    return { state: 'live', page: pageOf(place, restApiId, link, spec) }
  } catch (error) {
    if (!isExpected(error)) throw error
    return { state: 'unavailable', error: toFailure(error, {}) }
  }
}

function pageOf(
  { target, invokeUrlTemplate: template }: SharePlace,
  restApiId: string,
  link: { title: string; expiresAt: Date },
  spec: WiringSpec,
): SharedPage {
  const { stage, resourcePath, queryParameter, contract, throttle, access } = spec
  const { region, partition } = target
  return {
    title: link.title,
    expiresAt: link.expiresAt.toISOString(),
    invokeUrl: invokeUrlOf({ restApiId, region, partition, stage, resourcePath, template }),
    queryParameter,
    request: rowShapeOf(spec),
    contract,
    sampleRow: sampleRowOf(spec),
    rateLimit: throttle.rateLimit,
    answersLater: spec.target?.kind === 'async',
    needs: needsOf(access),
    region,
  }
}
