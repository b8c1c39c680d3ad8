/** The verdict over a whole run: every answer in the journal, each kind of finding once with its count. */
import { existsSync, readFileSync } from 'node:fs'
import { checkResponse, type JournalLine } from './check'
import { newerNames } from './model'

export interface Report {
  responses: number
  /** `lambda:CreateFunction`, with success and error counted apart. */
  operations: Map<string, { successes: number; errors: number }>
  /** Operations, members and values that only version 3 of the SDK knows. */
  newer: Set<string>
  /** Finding → how often. */
  findings: Map<string, number>
}

export function checkJournal(path: string): Report {
  const report: Report = { responses: 0, operations: new Map(), newer: new Set(), findings: new Map() }
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
  for (const text of lines) judge(JSON.parse(text) as JournalLine, report)
  for (const name of newerNames()) report.newer.add(name)
  return report
}

function judge(line: JournalLine, report: Report): void {
  const name = `${line.signingName}:${line.operation}`
  const { kind, findings } = checkResponse(line)
  report.responses += 1
  const counts = report.operations.get(name) ?? { successes: 0, errors: 0 }
  counts[line.errorCode ? 'errors' : 'successes'] += 1
  report.operations.set(name, counts)
  if (kind === 'newer') report.newer.add(name)
  for (const finding of findings) {
    const key = `${name}${line.errorCode ? ` (${line.errorCode})` : ''}: ${finding.replace(/\[\d+\]/g, '[]')}`
    report.findings.set(key, (report.findings.get(key) ?? 0) + 1)
  }
}
