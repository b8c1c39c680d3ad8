/**
 * Clarify's wrapper of an endpoint with explanations: the model's own body as text, and how much each feature moved it.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability-response.html
 */
import { besides, withRest } from './besides'
import type { Attribution, Explanation, One, Prediction } from './prediction'
import { type Context, type Fields, hasOnly, isFields, isNumbers, isTexts, numOf, textOf } from './shape'

export function readClarify(
  json: unknown,
  context: Context,
  read: (text: string, type: string, context: Context) => Prediction | undefined,
): Prediction | undefined {
  if (!isFields(json) || !isFields(json.explanations) || !isFields(json.predictions)) return undefined
  const { content_type: type, data } = json.predictions
  const whole = besides(json, ['predictions', 'explanations'])
  if (!whole || typeof data !== 'string' || !hasOnly(json.predictions, ['content_type', 'data'])) return undefined
  const inner = read(data, textOf(type)?.split(';')[0]?.trim().toLowerCase() ?? '', context)
  if (!inner || inner.kind === 'error') return undefined
  return explained(inner, { ...whole.rest, explanations: json.explanations }, context.features)
}

/** Moves the explanations from what stands beside into the predictions; those of another form stay beside. */
export function explained(
  prediction: Prediction,
  { explanations, label_headers: labels, ...rest }: Fields,
  features: readonly string[] = [],
): Prediction | undefined {
  const [[method, list] = ['', undefined], ...more] = Object.entries(isFields(explanations) ? explanations : {})
  const rows = prediction.kind === 'rows' ? prediction.rows : [prediction]
  const found =
    Array.isArray(list) && more.length === 0 && list.length === rows.length
      ? list.map((one) => explanationOf(method, one, labels, features))
      : []
  const isRead = found.length > 0 && found.every((one) => one !== undefined)
  const left = isRead
    ? rest
    : {
        ...rest,
        ...(labels === undefined ? {} : { label_headers: labels }),
        ...(explanations === undefined ? {} : { explanations }),
      }
  if (!isRead || !hasRows(prediction)) return prediction.kind === 'raw' ? undefined : withRest(prediction, left)
  if (prediction.kind !== 'rows') return withRest({ ...prediction, explanation: found[0] }, left)
  return withRest(
    { ...prediction, rows: prediction.rows.map((row, at): One => ({ ...row, explanation: found[at] })) },
    left,
  )
}

const hasRows = (prediction: Prediction): prediction is One | Extract<Prediction, { kind: 'rows' }> =>
  prediction.kind !== 'raw' && prediction.kind !== 'error' && prediction.kind !== 'tensors'

function explanationOf(
  method: string,
  given: unknown,
  labels: unknown,
  features: readonly string[],
): Explanation | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined
  // Clarify explains every column: names of another number of columns are not theirs.
  const names = features.length === given.length ? features : []
  const attributions = given.map((one, index) => attributionsOf(one, names[index] ?? `Feature ${index + 1}`))
  if (!attributions.every((list) => list !== undefined)) return undefined
  return { method, attributions: attributions.flat(), ...(isTexts(labels) ? { labels } : {}) }
}

/** One number list for a feature of a table; of a text one for each part of it. */
function attributionsOf(feature: unknown, ownName: string): Attribution[] | undefined {
  if (!isFields(feature) || !Array.isArray(feature.attributions)) return undefined
  if (Object.keys(feature).some((key) => !['attributions', 'feature_header', 'feature_type'].includes(key)))
    return undefined
  const name = textOf(feature.feature_header) ?? ownName
  const found = feature.attributions.map((one): Attribution | undefined => {
    if (!isFields(one) || !isNumbers(one.attribution) || !hasOnly(one, ['attribution', 'description'])) return undefined
    if (isFields(one.description) && !hasOnly(one.description, ['partial_text', 'start_idx'])) return undefined
    const part = isFields(one.description) ? textOf(one.description.partial_text) : undefined
    return { feature: part ?? name, values: one.attribution.map(numOf) }
  })
  return found.every((one) => one !== undefined) ? found : undefined
}
