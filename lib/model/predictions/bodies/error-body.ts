/** What model servers say when they fail, some of them with status 200. */
import { besides, leftOf } from '../besides'
import type { Prediction } from '../prediction'
import { type Fields, isFields, isNum, numOf, textOf } from '../shape'

const explained = ['error', 'errors', 'message', 'object', 'code', 'type', 'param']

export function readError(json: unknown): Prediction | undefined {
  if (!isFields(json)) return undefined
  const { error, message, object, errors, code } = json
  const said =
    textOf(error) ??
    (isFields(error) ? textOf(error.message) : undefined) ??
    (object === 'error' || (isNum(code) && numOf(code) >= 400) ? textOf(message) : undefined) ??
    (Array.isArray(errors) ? textOf(errors[0]) : undefined)
  if (!said?.trim()) return undefined
  const rest = besides(json, explained)
  // Whatever else the error says of itself stands beside its message.
  const more = { ...(isFields(error) ? leftOf('error', error, ['message']) : {}), ...others(json, said), ...rest?.rest }
  return rest && { kind: 'error', message: said, ...(Object.keys(more).length > 0 ? { rest: more } : {}) }
}

const others = (json: Fields, said: string): Fields =>
  Object.fromEntries(
    Object.entries(json).filter(
      ([key, value]) =>
        explained.includes(key) &&
        key !== 'error' &&
        value !== said &&
        value !== null &&
        !(key === 'object' && value === 'error') &&
        !(key === 'errors' && Array.isArray(value) && value.length === 1 && value[0] === said),
    ),
  )
