/** Random Cut Forest: `{"scores": [{"score": 0.02}]}`. */
import { besides, withRest } from './besides'
import type { One, Prediction } from './prediction'
import { type Context, isFields, numberOf, type Output } from './shape'

/** Fewer scores than this say nothing about what is usual. */
const fewestForThreshold = 10

/** The whole body, since `score` alone is Linear Learner's value as well. */
export function readAnomalies(json: unknown, { output }: Context): Prediction | undefined {
  if (!isFields(json) || !Array.isArray(json.scores) || json.scores.length === 0) return undefined
  const rows = json.scores.map((item) => anomalyIn(item, output))
  const whole = besides(json, ['scores'])
  if (!whole || !rows.every((row) => row !== undefined)) return undefined
  return rows.length === 1 && rows[0]
    ? withRest(rows[0], whole.rest)
    : { kind: 'rows', rows: withThreshold(rows), ...whole }
}

/** A line of JSON lines, where the contract says what the score is. */
export function readAnomaly(record: unknown, { output }: Context): One | undefined {
  return output?.task === 'anomaly' ? anomalyIn(record, output) : undefined
}

function anomalyIn(record: unknown, output: Output): One | undefined {
  if (!isFields(record)) return undefined
  const score = numberOf(record.score)
  const rest = besides(record, ['score'])
  return score === undefined || !rest ? undefined : { ...anomalyOf(score, output), ...rest }
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
