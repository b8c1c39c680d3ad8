/** CloudWatch's refusals, each with the code of its query protocol, and what several operations read alike. */
import { AwsError } from '../../kernel/errors'

/** @param shape as the API's model names it; the code leaves its ending out */
const refuse = (shape: string, message: string, status = 400, code = shape.replace(/Exception$/, '')) =>
  new AwsError(shape, message, status, {}, { 'x-amzn-query-error': `${code};Sender` })

export const validation = (message: string) => refuse('ValidationError', message)
export const missingParameter = (name: string) =>
  refuse('MissingRequiredParameterException', `The parameter ${name} is required.`)
export const invalidValue = (message: string) => refuse('InvalidParameterValueException', message)
/** DeleteAlarms and ListTagsForResource name it differently. */
export const noSuchAlarm = (message: string) => refuse('ResourceNotFound', message, 404)
export const noSuchResource = (message: string) =>
  refuse('ResourceNotFoundException', message, 404, 'ResourceNotFoundException')
export const throttled = () => refuse('ThrottlingException', 'Rate exceeded')
export const invalidNextToken = () => refuse('InvalidNextToken', 'The next token is invalid.')
export const invalidCombination = (message: string) => refuse('InvalidParameterCombinationException', message)

/** Epoch ms, of epoch seconds or a date in words. */
export function timeOf(value: unknown, name: string): number {
  const ms = typeof value === 'number' ? value * 1000 : Date.parse(String(value))
  if (Number.isNaN(ms)) throw missingParameter(name)
  return ms
}
