import { describe, expect, it } from 'vitest'
import { sidesOf } from './sides'

const line = (version: number, fields: object) => ({
  stream: `2026/11/25/[${version}]6f1dd6a4b6a44c1c8d1b7f8f0d8b7c3e`,
  message: `2026-11-25T10:00:00.000Z\t7f0e\tINFO\t${JSON.stringify({ requestId: 'r', ...fields })}\n`,
})
const logLine = (version: number, modelMs: number) => line(version, { status: 200, code: 'ok', modelMs, rows: 1 })

describe('both sides of a canary', () => {
  it('are counted apart, by the version in the name of the stream', () => {
    const events = [
      ...Array.from({ length: 100 }, (_, index) => logLine(3, index + 1)),
      logLine(4, 12),
      line(4, { status: 400, code: 'model_error', modelMs: 8 }),
      line(4, { status: 504, code: 'model_timeout' }),
    ]
    expect(sidesOf(events, ['3', '4'])).toEqual([
      { version: '3', calls: 100, refused: 0, failed: 0, modelMs: { p50: 50, p90: 90, p99: 99 } },
      { version: '4', calls: 3, refused: 1, failed: 1, modelMs: { p50: 8, p90: 12, p99: 12 } },
    ])
  })

  it('leave out probes, preflights, other versions, and lines that are not the handler’s', () => {
    const events = [
      line(3, { status: 200, code: 'probe' }),
      line(3, { status: 204, code: 'preflight' }),
      logLine(2, 5),
      { stream: '2026/11/25/[3]aa', message: 'REPORT RequestId: {7f0e} "status" "code"' },
      { stream: '2026/11/25/[3]aa', message: '{"status":"200","code":1}' },
      { stream: '2026/11/25/[$LATEST]aa', message: logLine(3, 5).message },
    ]
    expect(sidesOf(events, ['3'])).toEqual([{ version: '3', calls: 0, refused: 0, failed: 0 }])
  })
})
