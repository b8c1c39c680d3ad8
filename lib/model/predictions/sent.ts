/** What was sent, read again where the answer points into it. */
import { parseJson } from './bodies/json'
import type { ResponseBody } from './prediction'
import { type Context, isFields, isTexts, type Output } from './shape'

export function contextOf({ sent, recordCount, features }: ResponseBody, output: Output): Context {
  const sentJson = sent && /^\s*[[{"]/.test(sent) ? parseJson(sent) : undefined
  const list = isFields(sentJson) ? (sentJson.instances ?? sentJson.inputs ?? sentJson.text_inputs) : sentJson
  const several = Array.isArray(list) && list.length > 1 ? list.length : 0
  const known = isTexts(list) ? list : typeof list === 'string' ? [list] : []
  return {
    output,
    recordCount: Math.max(1, recordCount, several),
    sentJson,
    features,
    sentTexts: known.length > 0 || sentJson !== undefined || !sent ? known : [sent],
  }
}
