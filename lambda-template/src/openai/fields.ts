/** The fields of a request that a container with another form has no place for. */
import { refuse } from './errors'

type Body = Record<string, unknown>

/** Values that change nothing about the answer, so that a container needs no place for them. */
const neutral: Record<string, (value: unknown) => boolean> = {
  n: (value) => value === 1,
  best_of: (value) => value === 1,
  frequency_penalty: (value) => value === 0,
  presence_penalty: (value) => value === 0,
  logprobs: (value) => value === false,
  echo: (value) => value === false,
  stream: (value) => value === false,
  store: (value) => value === false,
  logit_bias: (value) => isEmpty(value),
  tools: (value) => isEmpty(value),
  tool_choice: (value) => value === 'none' || value === 'auto',
  parallel_tool_calls: () => true,
  response_format: (value) => typeof value === 'object' && value !== null && 'type' in value && value.type === 'text',
  suffix: (value) => value === '',
  service_tier: (value) => value === 'auto' || value === 'default',
  // Who calls, for OpenAI's own records.
  user: () => true,
  safety_identifier: () => true,
  metadata: () => true,
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** Refuses the first field whose meaning would get lost. @param taken the fields that have a place */
export function lostField(body: Body, taken: string[]): ReturnType<typeof refuse> | undefined {
  const lost = Object.entries(body).find(
    ([name, value]) =>
      name !== 'model' &&
      !taken.includes(name) &&
      value !== null &&
      !(Object.hasOwn(neutral, name) && neutral[name]?.(value)),
  )
  if (!lost) return undefined
  const [name] = lost
  return refuse(
    `The container of this model has no place for \`${name}\`, so it would get lost. Leave it out.`,
    name,
    'unsupported_parameter',
  )
}

/** A number of a field; `false` if it is none. */
export const numberIn = (body: Body, name: string): number | undefined | false => {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  return typeof value === 'number' && value >= 0 ? value : false
}

export const noNumber = (name: string) => refuse(`\`${name}\` must be a number, 0 or more.`, name, 'invalid_type')

/**
 * Reads how many tokens an answer has at most; a chat can name it in either of two fields.
 * @returns false if it is no whole number above 0, or if the two differ
 */
export function mostTokens(body: Body, names: string[]): number | undefined | false {
  const given = names.map((name) => body[name]).filter((value) => value !== undefined && value !== null)
  const [first] = given
  if (first === undefined) return undefined
  if (!given.every((value) => value === first)) return false
  return typeof first === 'number' && Number.isInteger(first) && first > 0 ? first : false
}
