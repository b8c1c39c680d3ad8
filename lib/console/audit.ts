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

/** Runs it and writes one line: what, who, where, how it ended, and each call that wrote or was refused. */
export async function audited<T>(
  line: AuditLine & { quiet?: boolean },
  run: () => Promise<Result<T>>,
  later: () => Partial<AuditLine> = () => ({}),
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
        ...later(),
        ...end,
        durationMs: Math.round(performance.now() - began),
        ...(noted.length > 0 ? { requests: noted.map(asText) } : {}),
      },
      'audit',
    )
  try {
    const result = await noteCalls(randomUUID(), noted, run)
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
