/** Random Cut Forest: `{"scores": [{"score": 0.02}]}`. */
import type { One, Prediction } from './prediction'
import { type Context, isFields, numberOf, type Output } from './shape'

/** Fewer scores than this say nothing about what is usual. */
const fewestForThreshold = 10

/** The whole body, since `score` alone is Linear Learner's value as well. */
export function readAnomalies(json: unknown, { output }: Context): Prediction | undefined {
  if (!isFields(json) || !Array.isArray(json.scores) || json.scores.length === 0) return undefined
  const scores = json.scores.map((item) => (isFields(item) ? numberOf(item.score) : undefined))
  if (!scores.every((score) => score !== undefined)) return undefined
  const rows: One[] = scores.map((score) => anomalyOf(score, output))
  return rows.length === 1 && rows[0] ? rows[0] : { kind: 'rows', rows: withThreshold(rows) }
}

/** A line of JSON lines, where the contract says what the score is. */
export function readAnomaly(record: unknown, { output }: Context): One | undefined {
  const score = isFields(record) ? numberOf(record.score) : undefined
  return output?.task === 'anomaly' && score !== undefined ? anomalyOf(score, output) : undefined
}

export const anomalyOf = (score: number, output: Output): Extract<One, { kind: 'anomaly' }> => ({
  kind: 'anomaly',
  score,
  ...(output?.threshold === undefined ? {} : { threshold: output.threshold }),
})

/**
 * Returns the default if the contract has no threshold: three standard deviations beyond the mean, as AWS suggests.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/randomcutforest.html
 */
export function withThreshold(rows: One[]): One[] {
  const scores = rows.flatMap((row) => (row.kind === 'anomaly' ? [row.score] : []))
  if (scores.length < fewestForThreshold || scores.length < rows.length) return rows
  if (rows.some((row) => row.kind === 'anomaly' && row.threshold !== undefined)) return rows
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
  return rows.map((row) => (row.kind === 'anomaly' ? { ...row, threshold: mean + 3 * deviation } : row))
}
