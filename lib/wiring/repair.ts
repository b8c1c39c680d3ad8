/** What a wiring should be by its own record: the wish that a repair applies again, or an older one to go back to. */
import { fail, ok, type Result } from '../result'
import type { WiringContext } from './context'
import { readLiveSpec, readSpecInPlace } from './current'
import type { WiringSpec } from './spec'

type RepairContext = Pick<WiringContext, 'clients' | 'target' | 'fetch'>

/** @param version one to go back to; the wish in place unless given */
export async function recordedWish(
  context: RepairContext,
  endpointName: string,
  version?: string,
): Promise<Result<WiringSpec>> {
  const spec = version
    ? await readLiveSpec(context, endpointName, version)
    : await readSpecInPlace(context, endpointName)
  if (spec?.endpointName === endpointName) return ok(spec)
  return fail({
    code: 'no-record',
    message: version
      ? `Version ${version} holds no record of how it was wired.`
      : 'The wiring holds no record of how it was made.',
    cause: 'What held it is gone: the function, or the documentation of the API; or somebody put something else there.',
    remedy: version
      ? 'Choose another version.'
      : 'Deploy it anew with the options that you want, or remove what is left.',
  })
}
