import { type Failure, fail, type Result } from '@/lib/result'

const unreachable: Failure = {
  code: 'network',
  message: 'The console did not answer.',
  cause: 'The connection broke, or the console failed on this call; its log has the details then.',
  remedy: 'Check the connection, then try again.',
}

/** A server action's answer; a broken connection becomes a value as well. */
export const settle = <T>(result: Promise<Result<T>>): Promise<Result<T>> =>
  result.catch((): Result<T> => fail(unreachable))
