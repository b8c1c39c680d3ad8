/** What a wiring should be by its own record: the spec that a repair applies again, or an older one to go back to. */
import { fail, ok, type Result } from '../result'
import { hasRouteOf, type WiringSpec } from '../spec/spec'
import { readWiring } from './read/current'
import { readLiveSpec, readSpecInPlace } from './read/live-spec'
import type { WiringContext } from './run/context'

type RecordContext = Pick<WiringContext, 'clients' | 'target' | 'fetch'>
type RepairContext = RecordContext & Pick<WiringContext, 'consoleOrigin' | 'invokeUrlTemplate' | 'guardRails'>

export interface Repair {
  spec: WiringSpec
  /** The percentage of a canary that is under way; a repair ends nobody's. */
  canaryPercent?: number
}

/** What a deploy has to make so that everything is as recorded again, a canary included. */
export async function repairOf(context: RepairContext, endpointName: string): Promise<Result<Repair>> {
  const { canary } = await readWiring(context, endpointName)
  if (canary) return ok({ spec: canary.spec, canaryPercent: canary.percent })
  const spec = await specOnRecord(context, endpointName)
  return spec.ok ? ok({ spec: spec.value }) : spec
}

/** @param version one to go back to; the spec in place unless given */
export async function specOnRecord(
  context: RecordContext,
  endpointName: string,
  version?: string,
): Promise<Result<WiringSpec>> {
  const spec = version
    ? await readLiveSpec(context, endpointName, version)
    : await readSpecInPlace(context, endpointName)
  if (spec && hasRouteOf(spec, endpointName)) return ok(spec)
  return fail({
    code: 'no-record',
    message: version
      ? `Version ${version} has no record of how it was deployed.`
      : 'The public API has no record of how it was deployed.',
    cause: 'What held it is gone: the function, or the documentation of the API; or somebody put something else there.',
    remedy: version
      ? 'Choose another version.'
      : 'Deploy it again with the options that you want, or remove what is left.',
  })
}
