/**
 * The XGBoost container: CSV or LIBSVM in (no JSON), CSV or JSON out; `multi:softprob` gives a probability a class.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost.html and its refusals as aws/sagemaker-xgboost-container words them.
 */
import { accepts, type Container, csvRows, refuse } from './containers/container'
import type { Classifier } from './train'

const known = ['text/csv', 'text/libsvm', 'text/x-libsvm']

/** `1:5.1 2:3.5` by one-based index, what is missing is 0. */
function libsvmRows(text: string, width: number): number[][] | undefined {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((line) => {
      const row = new Array<number>(width).fill(0)
      for (const pair of line
        .trim()
        .split(/\s+/)
        .filter((part) => part.includes(':'))) {
        const [index, value] = pair.split(':').map(Number)
        row[(index ?? 0) - 1] = value ?? Number.NaN
      }
      return row
    })
  return rows.every((row) => row.length === width && row.every(Number.isFinite)) ? rows : undefined
}

export function xgboostContainer(classify: Classifier, width: number): Container {
  return ({ body, contentType, accept }) => {
    // SageMaker's default content type is text/csv.
    const type = contentType || 'text/csv'
    if (!known.includes(type)) return refuse(415, `Content-type ${type} not supported.`)
    const text = body.toString('utf8')
    const rows = type === 'text/csv' ? csvRows(text) : libsvmRows(text, width)
    if (!rows)
      return refuse(
        415,
        `Loading ${type === 'text/csv' ? 'csv' : 'libsvm'} data failed with Exception, please ensure data is in ${type === 'text/csv' ? 'csv' : 'libsvm'} format:\n <class 'ValueError'>\n could not convert string to float: '${text.split(/[,\s]/).find((cell) => !Number.isFinite(Number(cell))) ?? ''}'`,
      )
    const wrong = rows.find((row) => row.length !== width)
    if (wrong)
      return refuse(
        400,
        `Unable to evaluate payload provided: Feature shape mismatch, expected: ${width}, got ${wrong.length}`,
      )
    const scores = rows.map((row) => classify(row))
    if (accepts(accept, 'text/csv'))
      return {
        status: 200,
        contentType: 'text/csv; charset=utf-8',
        body: scores.map((row) => `${row.join(',')}\n`).join(''),
      }
    if (accepts(accept, 'application/json'))
      return {
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({ predictions: scores.map((score) => ({ score })) }),
      }
    return refuse(406, `Accept type ${accept} is not supported.`)
  }
}
