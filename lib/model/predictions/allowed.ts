/** The contract's veto: a body that reads as another kind than the model's task is shown as it came. */
import type { Task } from '../contract/contract'
import type { Prediction } from './prediction'

type Kind = Prediction['kind']

const kindsOf: Record<Task, Kind[]> = {
  classification: ['classes', 'masks'],
  regression: ['value', 'vector'],
  clustering: ['cluster'],
  anomaly: ['anomaly'],
  forecast: ['forecast'],
  detection: ['boxes', 'masks'],
  tokens: ['spans'],
  embedding: ['embedding', 'vector'],
  generation: ['text', 'answer'],
}

/** An error is one whatever the task, and tensors are named by the body itself. */
export function isAllowed(prediction: Prediction, task: Task | undefined): boolean {
  const { kind } = prediction.kind === 'rows' ? (prediction.rows[0] ?? prediction) : prediction
  return task === undefined || kind === 'error' || kind === 'tensors' || kindsOf[task].includes(kind)
}
