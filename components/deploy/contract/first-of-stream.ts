import { type Failure, fail, type Result } from '@/lib/result'
import { within } from '@/lib/within'
import { settle } from '../../ui/settle'
import { untilSilent } from '../../wiring/progress/until-silent'

/** Returns the first value of an action's stream; a failure if neither it nor the action itself comes within `withinMs`. */
export async function firstOfStream<T>(
  action: () => Promise<Result<AsyncIterable<Result<T>>>>,
  withinMs: number,
): Promise<Result<T>> {
  const first = settle(action()).then((stream) => (stream.ok ? firstOf(stream.value, withinMs) : stream))
  return within(first, withinMs, () => fail(unanswered))
}

async function firstOf<T>(stream: AsyncIterable<Result<T>>, withinMs: number): Promise<Result<T>> {
  try {
    for await (const one of untilSilent(stream, withinMs)) return one
  } catch {
    // The connection broke, or the server said nothing.
  }
  return fail(unanswered)
}

const unanswered: Failure = {
  code: 'network',
  message: 'The console did not answer, so it is not known what the calls of the model found.',
  remedy: 'Describe the model, or deploy as it is.',
}
