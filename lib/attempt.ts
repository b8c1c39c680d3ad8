/** Runs a read; AWS's expected refusals become values, what nobody expects is thrown on. */
import { isExpected, toFailure } from './errors'
import { fail, ok, type Result } from './result'

export async function attempt<T>(read: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await read())
  } catch (error) {
    if (!isExpected(error)) throw error
    return fail(toFailure(error, {}))
  }
}
