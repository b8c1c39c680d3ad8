/** What model servers say when they fail, some of them with status 200. */
import type { Prediction } from './prediction'
import { isFields, textOf } from './shape'

export function readError(json: unknown): Prediction | undefined {
  if (!isFields(json)) return undefined
  const { error, message, object, errors, code } = json
  const said =
    textOf(error) ??
    (isFields(error) ? textOf(error.message) : undefined) ??
    (object === 'error' || (typeof code === 'number' && code >= 400) ? textOf(message) : undefined) ??
    (Array.isArray(errors) ? textOf(errors[0]) : undefined)
  return said?.trim() ? { kind: 'error', message: said } : undefined
}
