/** The report that a person can attach to an issue: Markdown without secrets, and without the number of the account. */
import type { Cleaned } from './clean'
import type { Finding, Question } from './question'

export interface Report {
  region: string
  partition: string
  endpointName: string
  findings: (Finding & Pick<Question, 'text' | 'call'>)[]
  /** Why the check ended before its last question. */
  ended?: string
  cleaned: Cleaned
}

/** Every account number, access key, and the name of whoever made the calls. */
export const masked = (text: string): string =>
  text
    .replace(/(arn:[a-z-]+:(?:iam|sts)::)\d{12}:(?:user|assumed-role|federated-user)\/[^\s"',]+/g, '$1************:…')
    .replace(/(?<!\d)\d{12}(?!\d)/g, '************')
    .replace(/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, '****')

/** A table's cell. */
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim()

export const isGood = ({ findings, ended, cleaned }: Report): boolean =>
  ended === undefined && cleaned.left.length === 0 && findings.every(({ covered }) => covered)

export function reportText(report: Report): string {
  const { region, partition, endpointName, findings, ended, cleaned } = report
  const lines = [
    '# What AWS answered',
    '',
    `Portico's check of a real account: ${new Date().toISOString().slice(0, 10)}, ${region} (${partition}), Node ${process.version}.`,
    '',
    '| question | call | answer | covered |',
    '| --- | --- | --- | --- |',
    ...findings.map(
      ({ text, call, response, covered }) =>
        `| ${cell(text)} | ${cell(call)} | ${cell(response)} | ${covered ? 'yes' : 'NO'} |`,
    ),
    '',
    ...(ended ? [`It ended early: ${ended}`, ''] : []),
    cleaned.removed.length > 0 ? `Removed: ${cleaned.removed.join(', ')}.` : 'There was nothing to remove.',
    ...cleaned.left.map((one) => `STILL THERE: ${one}`),
    ...(cleaned.left.length > 0 ? [`Remove it: npm run check:aws -- --region ${region} --clean ${endpointName}`] : []),
    '',
    isGood(report)
      ? 'Portico holds under every answer.'
      : 'Please attach this report to an issue: an answer marked NO is one that Portico does not expect.',
    '',
  ]
  return masked(lines.join('\n'))
}
