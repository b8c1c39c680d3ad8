/**
 * Anomalies: Random Cut Forest's `{"scores": [{"score": 0.02}]}`, a detector's own verdict beside its score, and verdicts alone
 * (scikit-learn: -1 and 1, PyOD: 1 and 0).
 */
import { besides, withRest } from '../besides'
import type { One, Prediction } from '../prediction'
import { type Context, type Fields, isFields, isNum, type Num, numberOf, numOf, type Output } from '../shape'

type Anomaly = Extract<One, { kind: 'anomaly' }>

/** Fewer scores than this say nothing about what is usual. */
const fewestForThreshold = 10

const verdictNames = ['is_anomaly', 'is_outlier', 'isAnomaly', 'isOutlier', 'anomalous', 'anomaly', 'outlier']
/** The same, if the contract says that the model finds anomalies. */
const namesOfAny = ['prediction', 'predicted', 'pred', 'predicted_label', 'label']
const scoreNames = ['score', 'anomaly_score', 'anomalyScore', 'outlier_score', 'instance_score', 'decision_function']

/** The whole body, since `score` alone is Linear Learner's value as well. */
export function readAnomalies(json: unknown, { output }: Context): Prediction | undefined {
  if (!isFields(json) || !Array.isArray(json.scores) || json.scores.length === 0) return undefined
  const rows = json.scores.map((item) => anomalyIn(item, output))
  const whole = besides(json, ['scores'])
  if (!whole || !rows.every((row) => row !== undefined)) return undefined
  return rows.length === 1 && rows[0] ? withRest(rows[0], whole.rest) : { kind: 'rows', rows: judged(rows), ...whole }
}

/** A record with its verdict, or a line of JSON lines where the contract says what the score is. */
export function readAnomaly(record: unknown, { output }: Context): One | undefined {
  if (!isFields(record)) return undefined
  if (output?.task !== 'anomaly') return fromVerdict(record, verdictNames)
  return fromVerdict(record, [...verdictNames, ...namesOfAny]) ?? anomalyIn(record, output)
}

/** `{"is_anomaly": true, "score": 0.93}`: what the model says of its own score stands above every threshold. */
function fromVerdict(record: Fields, names: string[]): Anomaly | undefined {
  const verdictKey = names.find((key) => verdictOf(key, record[key]) !== undefined)
  const scoreKey = scoreNames.find((key) => numberOf(record[key]) !== undefined)
  const rest = verdictKey && scoreKey && besides(record, [verdictKey, scoreKey])
  const score = scoreKey && record[scoreKey]
  return rest && isNum(score)
    ? { kind: 'anomaly', score: numOf(score), anomalous: verdictOf(verdictKey, record[verdictKey]), ...rest }
    : undefined
}

/** Scikit-learn's 1 is usual, everybody else's anomalous: only a name that says which one is read. */
function verdictOf(key: string, value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const number = numberOf(value)
  if (number === 1) return key.startsWith('is') ? true : undefined
  return number === -1 ? true : number === 0 ? false : undefined
}

function anomalyIn(record: unknown, output: Output): One | undefined {
  if (!isFields(record)) return undefined
  const score = isNum(record.score) ? record.score : undefined
  const rest = besides(record, ['score'])
  return score === undefined || !Number.isFinite(numOf(score)) || !rest
    ? undefined
    : { ...anomalyOf(score, output), ...rest }
}

/**
 * A score, or scikit-learn's -1, which only its outliers have.
 * https://scikit-learn.org/stable/modules/generated/sklearn.ensemble.IsolationForest.html#sklearn.ensemble.IsolationForest.predict
 */
export const anomalyOf = (score: Num, output: Output): Anomaly => ({
  kind: 'anomaly',
  score: numOf(score),
  ...(numOf(score) === -1
    ? { anomalous: true }
    : output?.threshold === undefined
      ? {}
      : { threshold: output.threshold }),
})

/** Verdicts where all are -1 and 1, or 0 and 1; else the threshold that many scores show, if the contract has none. */
export function judged(rows: One[]): One[] {
  const found = rows.flatMap((row) => (row.kind === 'anomaly' ? [row] : []))
  if (found.length === 0 || found.length < rows.length) return rows
  const usual = usualOf(found)
  if (usual !== undefined) return found.map(({ threshold: _, ...row }) => ({ ...row, anomalous: row.score !== usual }))
  return withThreshold(found)
}

/** What stands for a usual record among verdicts; undefined among scores, and if only ones are there. */
function usualOf(rows: Anomaly[]): 0 | 1 | undefined {
  const isFlag = (values: number[]) => rows.every(({ score }) => values.includes(score))
  if (rows.some(({ score }) => score === -1)) return isFlag([-1, 1]) ? 1 : undefined
  const isThreshold = rows.some(({ threshold }) => threshold !== undefined)
  return !isThreshold && isFlag([0, 1]) && rows.some(({ score }) => score === 0) ? 0 : undefined
}

/**
 * Returns three standard deviations beyond the mean, as AWS suggests for Random Cut Forest. Where scores are below zero, lower
 * can be stranger (scikit-learn's decision function): there the mean says nothing.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/randomcutforest.html
 */
function withThreshold(rows: Anomaly[]): One[] {
  if (rows.length < fewestForThreshold || rows.some(isSettled)) return rows
  const scores = rows.map(({ score }) => score)
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
  return rows.map((row) => ({ ...row, threshold: mean + 3 * deviation }))
}

const isSettled = ({ score, threshold, anomalous }: Anomaly) =>
  score < 0 || threshold !== undefined || anomalous !== undefined

/** Undefined if nothing says which scores are strange. */
export const isAnomalous = ({ score, threshold, anomalous }: Anomaly): boolean | undefined =>
  anomalous ?? (threshold === undefined ? undefined : score > threshold)
