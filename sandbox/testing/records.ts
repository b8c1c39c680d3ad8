/**
 * The list of AWS's recorded responses (`sandbox/recorded/records.json`): each record of the outside repository by its name, and
 * either the rows that hold it or one reason why it was not taken over.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const schema = z.object({
  commit: z.string(),
  /** One line each, by a name. */
  reasons: z.record(z.string(), z.string()),
  /** By the file of the records: those with `rows`, and the others by the name of their reason. */
  records: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
})

const folder = new URL('../recorded/', import.meta.url)

export const readRecords = () => schema.parse(JSON.parse(readFileSync(new URL('records.json', folder), 'utf8')))

/** Names the records that the tests of this folder have rows of. */
export function recordsWithRows(): Set<string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== 'records.test.ts')
  const paths = [...files.map((name) => new URL(name, folder)), new URL('../recorded-refusals.test.ts', folder)]
  const begins = /(?:['"`]|, )(test_\w+)/g
  return new Set(paths.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(begins)].map(([, name = '']) => name)))
}

const names: Record<string, string> = {
  apigateway: 'API Gateway',
  lambda: 'Lambda',
  iam: 'IAM',
  sts: 'STS',
  logs: 'CloudWatch Logs',
  cloudwatch: 'CloudWatch',
  s3: 'S3',
  resourcegroupstaggingapi: 'Resource Groups Tagging',
}

interface Counts {
  name: string
  records: number
  rows: number
}

/** Counts the records by service, all of them last. */
export function countRecords({ records }: ReturnType<typeof readRecords>): Counts[] {
  const counted = Object.entries(names).map(([service, name]) => {
    const files = Object.entries(records).flatMap(([file, kinds]) => (file.startsWith(`${service}/`) ? [kinds] : []))
    const all = files.flatMap((kinds) => Object.values(kinds).flat())
    return { name, records: all.length, rows: files.flatMap(({ rows = [] }) => rows).length }
  })
  const sum = (of: (one: Counts) => number) => counted.reduce((total, one) => total + of(one), 0)
  return [...counted, { name: 'all', records: sum((one) => one.records), rows: sum((one) => one.rows) }]
}

/** Counts the records that were not taken over by their reason, the most first. */
export function countReasons({
  records,
  reasons,
}: ReturnType<typeof readRecords>): { reason: string; count: number }[] {
  const kinds = Object.values(records)
  return Object.entries(reasons)
    .map(([key, reason]) => ({ reason, count: kinds.flatMap((one) => one[key] ?? []).length }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
}
