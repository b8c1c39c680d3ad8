/**
 * Who did what, as structured lines on standard output: docs/activity.md explains each field. The calls that AWS answered
 * meanwhile are noted with their request ids, by which CloudTrail finds them too.
 */
import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { AwsCall } from '../aws/client/create-clients'
import { noteCalls } from '../aws/client/noted-calls'
import { log } from '../log'
import type { Result } from '../result'
import { isStream, type StreamEnd, untilEnd } from './audited-stream'

export interface AuditLine {
  /** `wiring.deploy`. */
  event: string
  person: string
  /** The role that it ran with, in this account. */
  role: string
  account: string
  region: string
  /** The endpoint that it was about, or several. */
  endpoint?: string | string[]
  jobId?: string
  /** What a run made has it in the tag `portico:run`. */
  runId?: string
}

/** What came of an action, beside or instead of the success of its result: a stream that was given out can still fail. */
export interface AuditNote {
  ok?: boolean
  code?: string
  /** Calls of the model that were made. */
  modelCalls?: number
  /** What they found, without a word of the model: `Rows of features, 4 values each · proved by 2 calls`. */
  found?: string
}

const ends: Record<StreamEnd, object> = {
  done: { ok: true },
  threw: { ok: false, code: 'unexpected' },
  left: { ok: true, left: true },
}

/**
 * Runs it and writes one line: what, who, where, how it ended, and each call that wrote or was refused. If the result is a stream,
 * the line is written at its end.
 * @param later is called as the line is written
 */
export async function audited<T>(
  line: AuditLine & { quiet?: boolean },
  run: () => Promise<Result<T>>,
  later: () => Partial<AuditLine> & AuditNote = () => ({}),
  logger: () => Pick<Logger, 'info' | 'debug'> = log,
): Promise<Result<T>> {
  const { quiet = false, ...fields } = line
  const noted: AwsCall[] = []
  const began = performance.now()
  const write = (end: object) =>
    logger()[quiet ? 'debug' : 'info'](
      {
        audit: true,
        ...fields,
        ...end,
        ...later(),
        durationMs: Math.round(performance.now() - began),
        ...(noted.length > 0 ? { requests: noted.map(asText) } : {}),
      },
      'audit',
    )
  const id = randomUUID()
  const within = <R>(work: () => Promise<R>) => noteCalls(id, noted, work)
  try {
    const result = await within(run)
    if (result.ok && isStream(result.value)) {
      const value: unknown = untilEnd(result.value, within, (how) => write(ends[how]))
      // A stream of the same items.
      return { ...result, value: value as T }
    }
    write(result.ok ? { ok: true } : { ok: false, code: result.error.code, requestId: result.error.aws?.requestId })
    return result
  } catch (error) {
    write({ ok: false, code: 'unexpected' })
    throw error
  }
}

/** `CreateFunction 1f0c…`, and AWS's name of the error where it was refused. */
const asText = ({ operation, requestId = 'no request id', error }: AwsCall): string =>
  [operation, requestId, error].filter(Boolean).join(' ')
