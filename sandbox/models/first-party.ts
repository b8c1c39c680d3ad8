/**
 * The containers of SageMaker's own algorithms: rows in one of three forms in, one record a row out.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-inference.html
 */
import { accepts, type Container, csvRows, isNumberRows, parsed, refuse } from './containers/container'

const known = ['application/json', 'application/jsonlines', 'text/csv']

/** `{"instances":[{"features":[…]}]}`, JSON lines of `{"features":[…]}`, or CSV; undefined if a cell is no number. */
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

interface Algorithm {
  /** The number of features. */
  width: number
  /** The member of a JSON response that holds the records. */
  member: 'predictions' | 'scores'
  predict: (row: number[]) => object
}

export function firstPartyContainer({ width, member, predict }: Algorithm): Container {
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
    const records = rows.map(predict)
    if (accepts(accept, 'application/json'))
      return { status: 200, contentType: 'application/json', body: JSON.stringify({ [member]: records }) }
    if (accepts(accept, 'application/jsonlines'))
      return {
        status: 200,
        contentType: 'application/jsonlines',
        body: records.map((one) => `${JSON.stringify(one)}\n`).join(''),
      }
    return refuse(406, `Accept type '${accept}' is not supported.`)
  }
}
