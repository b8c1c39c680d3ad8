/** How the two versions of a canary fare, counted from the lines that the handler writes. Pure. */
export interface Side {
  version: string
  /** Requests; probes and preflights are none. */
  calls: number
  /** 4xx. */
  refused: number
  /** 5xx. */
  failed: number
  /** How long the model took, ms; absent if it was never called. */
  modelMs?: { p50: number; p90: number; p99: number }
}

export interface SidesReading {
  sides: Side[]
  /** False where the log has more lines than were read. */
  complete: boolean
  /**
   * The most calls of the console's own that are in them: no line says who called. Undefined if CloudWatch's count of them
   * could not be read.
   */
  own?: number
}

/** All of the handler's own lines have it, and none of Lambda's. */
export const handlerLinePattern = '"requestId" "status" "code"'

/** `2026/11/24/[3]0f1e…`: Lambda writes the version into the stream's name. */
const versionOf = (stream: string): string | undefined => stream.match(/\[(\d+)\]/)?.[1]

export interface LogLine {
  /** The log stream's name. */
  stream: string
  message: string
}

interface Line {
  status: number
  code: string
  modelMs?: number
}

/** The JSON behind Lambda's own fields: `time \t request id \t INFO \t {…}`. */
function readLine(message: string): Line | undefined {
  const start = message.indexOf('{')
  if (start < 0) return undefined
  try {
    const { status, code, modelMs } = JSON.parse(message.slice(start)) as Record<string, unknown>
    if (typeof status !== 'number' || typeof code !== 'string') return undefined
    return { status, code, modelMs: typeof modelMs === 'number' ? modelMs : undefined }
  } catch {
    return undefined
  }
}

const notCounted = new Set(['probe', 'preflight'])

/** Counts requests, refusals (4xx), failures (5xx) and model times in ms, for each of the versions in their order. */
export function sidesOf(events: LogLine[], versions: string[]): Side[] {
  const lines = events.map(({ stream, message }) => ({ version: versionOf(stream), line: readLine(message) }))
  return versions.map((version) => {
    const mine = lines.flatMap((one) => (one.version === version && one.line ? [one.line] : []))
    const calls = mine.filter(({ code }) => !notCounted.has(code))
    const count = (from: number, to: number) => calls.filter(({ status }) => status >= from && status < to).length
    const times = calls.flatMap(({ modelMs }) => (modelMs === undefined ? [] : [modelMs])).sort((a, b) => a - b)
    return {
      version,
      calls: calls.length,
      refused: count(400, 500),
      failed: count(500, 600),
      modelMs: times.length > 0 ? { p50: at(times, 0.5), p90: at(times, 0.9), p99: at(times, 0.99) } : undefined,
    }
  })
}

/** The nearest rank of sorted values. */
const at = (sorted: number[], percent: number): number => sorted[Math.ceil(percent * sorted.length) - 1] ?? 0
