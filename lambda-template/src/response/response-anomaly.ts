/** Scores of anomaly detectors, and what a detector says of them itself: scikit-learn's -1, `{"is_anomaly": true, "score": 0.9}`. */
import type { Output } from '../request/contract'
import { besides, type Fields, isFields, isNum, type Num, numOf, type Prediction, type Rest } from './response-shapes'

type Anomaly = Rest & { score: Num; anomalous?: boolean }

const verdictNames = ['is_anomaly', 'is_outlier', 'isAnomaly', 'isOutlier', 'anomalous', 'anomaly', 'outlier']
/** The same, if the contract says that the model finds anomalies. */
const namesOfAny = ['prediction', 'predicted', 'pred', 'predicted_label', 'label']
const scoreNames = ['score', 'anomaly_score', 'anomalyScore', 'outlier_score', 'instance_score', 'decision_function']

const isKnown = (value: unknown): value is Num => isNum(value) && Number.isFinite(numOf(value))

/** A record with its verdict, or Random Cut Forest's `{"score": 0.02}`, if the contract says so. */
export function readAnomaly(record: Fields, { task }: Output): Prediction | undefined {
  if (task !== 'anomaly') return fromVerdict(record, verdictNames)
  return fromVerdict(record, [...verdictNames, ...namesOfAny]) ?? anomalyIn(record)
}

function fromVerdict(record: Fields, names: string[]): Anomaly | undefined {
  const verdictKey = names.find((key) => verdictOf(key, record[key]) !== undefined)
  const score = scoreNames.map((key) => record[key]).find(isKnown)
  const scoreKey = scoreNames.find((key) => isKnown(record[key]))
  const rest = verdictKey && scoreKey && besides(record, [verdictKey, scoreKey])
  return rest && score !== undefined
    ? { score, anomalous: verdictOf(verdictKey, record[verdictKey]), ...rest }
    : undefined
}

/** Scikit-learn's 1 is usual, everybody else's anomalous: only a name that says which one is read. */
function verdictOf(key: string, value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (!isKnown(value)) return undefined
  const number = numOf(value)
  if (number === 1) return key.startsWith('is') ? true : undefined
  return number === -1 ? true : number === 0 ? false : undefined
}

export function anomalyIn(record: unknown): Anomaly | undefined {
  const rest = isFields(record) && isKnown(record.score) && besides(record, ['score'])
  return rest ? { ...anomalyOf(record.score as Num), ...rest } : undefined
}

/** A score, or scikit-learn's -1, which only its outliers have. */
export const anomalyOf = (score: Num): Anomaly => ({ score, ...(numOf(score) === -1 ? { anomalous: true } : {}) })

/** Beside a -1, a 1 is usual. */
export function judged<T extends Prediction>(rows: T[]): T[] {
  const scores = rows.map((row) => ('score' in row && !('label' in row) && isNum(row.score) ? numOf(row.score) : 0))
  const areVerdicts = scores.includes(-1) && scores.every((score) => score === 1 || score === -1)
  return areVerdicts ? rows.map((row, at) => ({ ...row, anomalous: scores[at] === -1 })) : rows
}
