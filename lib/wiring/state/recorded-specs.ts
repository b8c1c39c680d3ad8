/**
 * The specs of a wiring without a function, which has no zip to keep them: in the documentation part of the API itself,
 * the newest first. An entry is written before the deployment that serves it, and a deployment's description names its
 * definition, so what callers meet is known even if a deploy broke off. Pure.
 */

import { z } from 'zod'
import { flatSpec, recordedSpec } from '../../spec/flat-spec'
import { type WiringSpec, wiringSpecSchema } from '../../spec/spec'
import { type Desired, hasFunction } from './desired'

/** Vendor extensions are the keys that an OpenAPI document leaves to others. */
const key = 'x-portico'
/** Holds a copy of what the zip of a function has, because somebody can delete the function. */
const copyKey = 'x-portico-copy'

const entrySchema = z.object({
  /** `w3`. */
  version: z.string(),
  /** ISO. */
  at: z.string(),
  by: z.string().optional(),
  /** The hash by which the deployment of its definition is known; empty where a function kept it. */
  definition: z.string(),
  spec: z.unknown(),
})
const recordSchema = z.object({ wishes: z.array(entrySchema) })

export interface RecordedSpec {
  version: string
  at: string
  by?: string
  definition: string
  /** Undefined where it is none of ours. */
  spec?: WiringSpec
}

/** What a person can go back to. */
const most = 10
/** How much of a part API Gateway takes is documented nowhere, and a document of it ends at 6 MB. */
const mostCharacters = 256_000

export const isRecordVersion = (version: string): boolean => /^w\d+$/.test(version)

/** @param properties of a documentation part, JSON; anybody might have written it */
export function recordedSpecsIn(properties: string | undefined): RecordedSpec[] {
  const { data } = recordSchema.safeParse(objectOf(properties)[key])
  return (data?.wishes ?? []).map((one) => ({ ...one, spec: recordedSpec(one.spec) }))
}

/** The copy that the last deploy with a function kept. @param properties of a documentation part, JSON */
export function copyIn(properties: string | undefined): RecordedSpec | undefined {
  const { data } = entrySchema.safeParse(objectOf(properties)[copyKey])
  return data && { ...data, spec: recordedSpec(data.spec) }
}

/** The newest first; the oldest go where there are too many, or where they are too long together. */
export function withSpec(recordedSpecs: RecordedSpec[], next: Omit<RecordedSpec, 'version'>): RecordedSpec[] {
  const kept = [{ version: `w${lastOf(recordedSpecs) + 1}`, ...next }, ...recordedSpecs].slice(0, most)
  while (kept.length > 1 && JSON.stringify(kept.map(stored)).length > mostCharacters) kept.pop()
  return kept
}

/** Specs that were kept elsewhere, each at its own time: old ones take no place from newer ones. */
export function withOlder(recordedSpecs: RecordedSpec[], older: Omit<RecordedSpec, 'version'>[]): RecordedSpec[] {
  const all = [...recordedSpecs, ...older.map((one) => ({ version: '', ...one }))]
  const kept = all.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, most)
  let last = lastOf(recordedSpecs)
  return kept
    .toReversed()
    .map((one) => (one.version ? one : { ...one, version: `w${++last}` }))
    .toReversed()
}

const lastOf = (recordedSpecs: RecordedSpec[]): number =>
  Math.max(0, ...recordedSpecs.map(({ version }) => Number(version.slice(1)) || 0))

/** A record as it is kept. */
const stored = ({ spec, ...record }: RecordedSpec) => ({ ...record, spec: spec && flatSpec(spec) })

/** What else stands in the part stays. */
const propertiesAnd = (properties: string | undefined, ours: object): string =>
  JSON.stringify({
    description: 'How this API was wired, kept by Portico: it reads it again, so leave it as it is.',
    ...objectOf(properties),
    ...ours,
  })

export const propertiesWith = (properties: string | undefined, recordedSpecs: RecordedSpec[]): string =>
  propertiesAnd(properties, { [key]: { wishes: recordedSpecs.map(stored) } })

/** An adopted API is given back as it was; a canary is not what is deployed for all callers. */
export const keepsCopy = (desired: Desired): boolean => hasFunction(desired) && !desired.canary && !desired.spec.adopted

export const copyOf = (
  { api, spec }: Desired,
  { deployedBy }: { deployedBy: string },
): Omit<RecordedSpec, 'version'> => ({
  at: new Date().toISOString(),
  by: deployedBy,
  definition: api.definitionHash,
  spec,
})

export const propertiesWithCopy = (properties: string | undefined, copy: Omit<RecordedSpec, 'version'>): string =>
  propertiesAnd(properties, { [copyKey]: stored({ version: 'copy', ...copy }) })

/** Says whether a stage with this description serves the definition of the entry. */
export const isServedBy = ({ definition }: RecordedSpec, deploymentDescription: string | undefined): boolean =>
  definition !== '' && deploymentDescription === `Portico ${definition}`

/** What callers meet: the newest spec whose definition the stage serves; before there is a stage, the newest. */
export const servedSpec = (
  recordedSpecs: RecordedSpec[],
  deploymentDescription: string | undefined,
): RecordedSpec | undefined =>
  deploymentDescription === undefined
    ? recordedSpecs[0]
    : recordedSpecs.find((one) => isServedBy(one, deploymentDescription))

/** Compares them in the schema's order of fields: what a deploy reads from AWS is filled in behind what was chosen. */
export const isSameSpec = (a: WiringSpec | undefined, b: WiringSpec): boolean =>
  a !== undefined && JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

const inOrder = (spec: WiringSpec): WiringSpec => wiringSpecSchema.safeParse(spec).data ?? spec

function objectOf(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
