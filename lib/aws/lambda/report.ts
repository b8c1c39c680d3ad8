/** Lambda's own line about an invocation, in the log and in the log's tail that Invoke gives. Pure. */
export interface LambdaReport {
  requestId: string
  durationMs: number
  /** The time of a cold start. */
  initMs?: number
  memoryMb: number
  usedMb: number
}

/** The last line of each invocation. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
export function readReport(log: string | undefined): LambdaReport | undefined {
  const line = log?.match(/^REPORT RequestId: (\S+)\tDuration: ([\d.]+) ms.*$/m)
  if (!line) return undefined
  const number = (pattern: RegExp) => Number(line[0].match(pattern)?.[1] ?? Number.NaN)
  const initMs = number(/Init Duration: ([\d.]+) ms/)
  return {
    requestId: line[1] ?? '',
    durationMs: Number(line[2]),
    ...(Number.isNaN(initMs) ? {} : { initMs }),
    memoryMb: number(/Memory Size: (\d+) MB/),
    usedMb: number(/Max Memory Used: (\d+) MB/),
  }
}
