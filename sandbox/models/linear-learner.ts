/** The Linear Learner container. https://docs.aws.amazon.com/sagemaker/latest/dg/LL-in-formats.html */
import { accepts, type Container, csvRows, isNumberRows, parsed, refuse } from './container'
import type { Classifier } from './train'

/** `{"instances":[{"features":[…]}]}`, JSON lines of `{"features":[…]}`, or CSV. */
function rowsOf(text: string, type: string): number[][] | undefined {
  if (type === 'text/csv') return csvRows(text)
  const records =
    type === 'application/jsonlines'
      ? text
          .trim()
          .split('\n')
          .map((line) => parsed(line))
      : (parsed(text) as { instances?: unknown[] } | undefined)?.instances
  const rows = Array.isArray(records)
    ? records.map((one) => (one as { features?: unknown } | null)?.features)
    : undefined
  return isNumberRows(rows) ? rows : undefined
}

const known = ['application/json', 'application/jsonlines', 'text/csv']

export function linearLearnerContainer(classify: Classifier, width: number): Container {
  return ({ body, contentType, accept }) => {
    if (!known.includes(contentType)) return refuse(415, `Content type '${contentType}' is not supported.`)
    const rows = rowsOf(body.toString('utf8'), contentType)
    if (!rows) return refuse(400, `unable to deserialize request body as ${contentType}`)
    const wrong = rows.find((row) => row.length !== width)
    if (wrong)
      return refuse(
        400,
        `Number of features (${wrong.length}) does not match the model's number of features (${width})`,
      )
    const predictions = rows.map((row) => {
      const score = classify(row)
      return { score, predicted_label: score.indexOf(Math.max(...score)) }
    })
    if (accepts(accept, 'application/json'))
      return { status: 200, contentType: 'application/json', body: JSON.stringify({ predictions }) }
    if (accepts(accept, 'application/jsonlines'))
      return {
        status: 200,
        contentType: 'application/jsonlines',
        body: predictions.map((one) => `${JSON.stringify(one)}\n`).join(''),
      }
    return refuse(406, `Accept type '${accept}' is not supported.`)
  }
}
