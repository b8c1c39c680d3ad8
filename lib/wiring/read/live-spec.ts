/**
 * The spec that a wiring was made from: out of the zip of a version of its function, or of the API's own record. The zip of a hash
 * never changes, so it is read once.
 */

import { locateCode } from '../../aws/lambda/function'
import type { ObservedApi } from '../../aws/types'
import { recordedSpec } from '../../spec/flat-spec'
import { aliasName, namesOf } from '../../spec/names'
import type { WiringSpec } from '../../spec/spec'
import type { WiringContext } from '../run/context'
import { readWiringFromZip } from '../run/zip'
import type { Observed } from '../state/observed'
import { isRecordVersion } from '../state/recorded-specs'
import { findApis } from './find-apis'
import { readRecordedSpecs, readServedSpec } from './read-recorded-specs'

type CodeContext = Pick<WiringContext, 'clients' | 'target' | 'fetch'>

/** The spec that callers meet; where no alias points at a version, that of the function's code as it is. */
export const readSpecInPlace = async (context: CodeContext, endpointName: string): Promise<WiringSpec | undefined> =>
  (await readDeployed(context, endpointName)).spec

/** The same with the API's tags, for no call more. */
export async function readDeployed(
  context: CodeContext,
  endpointName: string,
): Promise<{ spec?: WiringSpec; tags: Record<string, string> }> {
  const [[api], own] = await Promise.all([
    findApis(context.clients, endpointName),
    readFunctionSpec(context, endpointName),
  ])
  const served = api && (await readServedSpec(context, endpointName, api))
  return { spec: served?.spec ?? own, tags: api?.tags ?? {} }
}

const readFunctionSpec = async (context: CodeContext, endpointName: string): Promise<WiringSpec | undefined> =>
  (await readVersionSpec(context, endpointName, aliasName)) ?? (await readVersionSpec(context, endpointName, '$LATEST'))

/** The same by the hash that is being read: where the zip is known, no call is made for it. Where none is, nothing waits. */
export async function readObservedSpec(
  context: CodeContext,
  endpointName: string,
  observing: Promise<Observed>,
): Promise<WiringSpec | undefined> {
  const { functionArn } = namesOf(endpointName, context.target)
  if (![...specs.keys()].some((key) => key.startsWith(`${functionArn} `)))
    return readFunctionSpec(context, endpointName)
  const { alias } = await observing
  const known = alias?.live && specs.get(specKey(functionArn, alias.live.codeSha256))
  return known ?? readFunctionSpec(context, endpointName)
}

/** Reads the spec of a version that was listed. */
export const readPublishedSpec = async (
  context: CodeContext,
  endpointName: string,
  { version, codeSha256 }: { version: string; codeSha256: string },
): Promise<WiringSpec | undefined> => {
  const key = specKey(namesOf(endpointName, context.target).functionArn, codeSha256)
  return specs.has(key) ? specs.get(key) : readVersionSpec(context, endpointName, version)
}

/**
 * The spec that callers meet, or that of a version: of the function by its number, else of the API's own record.
 * @param version the one that callers meet unless given
 * @param known the endpoint's API, where it was read already
 */
export async function readLiveSpec(
  context: CodeContext,
  endpointName: string,
  version?: string,
  known?: Pick<ObservedApi, 'id' | 'tags'>,
): Promise<WiringSpec | undefined> {
  if (version !== undefined && !isRecordVersion(version)) return readVersionSpec(context, endpointName, version)
  if (version !== undefined) {
    const [api] = await findApis(context.clients, endpointName)
    return api && (await readRecordedSpecs(context, api.id)).find((one) => one.version === version)?.spec
  }
  const [served, own] = await Promise.all([
    readServedSpec(context, endpointName, known),
    readVersionSpec(context, endpointName, aliasName),
  ])
  return served?.spec ?? own
}

const specs = new Map<string, WiringSpec | undefined>()
const keptSpecs = 500
const specKey = (functionArn: string, codeSha256: string): string => `${functionArn} ${codeSha256}`

/**
 * The spec that a version was made from, out of its zip, whose place is AWS's own answer. The zip of a hash never
 * changes, so it is read once.
 * @param qualifier a version's number, or an alias
 */
async function readVersionSpec(
  { clients, target, fetch }: CodeContext,
  endpointName: string,
  qualifier: string,
): Promise<WiringSpec | undefined> {
  const { functionName, functionArn } = namesOf(endpointName, target)
  const code = await locateCode(clients.lambda, functionName, qualifier)
  if (!code) return undefined
  const key = specKey(functionArn, code.codeSha256)
  if (specs.has(key)) return specs.get(key)
  const response = await fetch(code.url, { signal: AbortSignal.timeout(20_000), redirect: 'error', cache: 'no-store' })
  if (!response.ok) return undefined
  // Undefined where someone put other code there.
  const spec = recordedSpec(readWiringFromZip(new Uint8Array(await response.arrayBuffer())))
  if (specs.size >= keptSpecs) specs.delete(specs.keys().next().value ?? '')
  specs.set(key, spec)
  return spec
}
