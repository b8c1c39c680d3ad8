/** The scikit-learn container with its default handlers: JSON lists or CSV in, the same out. */
import { accepts, type Container, csvRows, isNumberRows, parsed, refuse } from './containers/container'

/** One number a row, a class index or a value, or several if the model has several outputs. */
export function scikitLearnContainer(predict: (row: number[]) => number | number[], width: number): Container {
  return ({ body, contentType, accept }) => {
    const text = body.toString('utf8')
    if (contentType !== 'application/json' && contentType !== 'text/csv')
      return refuse(415, `Content type ${contentType} is not supported by this framework.`)
    const value = contentType === 'text/csv' ? csvRows(text) : parsed(text)
    if (!isNumberRows(value))
      return refuse(500, 'could not convert the request body to a two-dimensional array of numbers')
    const wrong = value.find((row) => row.length !== width)
    if (wrong)
      return refuse(500, `X has ${wrong.length} features, but RandomForest is expecting ${width} features as input.`)
    const predictions = value.map(predict)
    if (accepts(accept, 'application/json'))
      return { status: 200, contentType: 'application/json', body: JSON.stringify(predictions) }
    if (accepts(accept, 'text/csv'))
      return {
        status: 200,
        contentType: 'text/csv; charset=utf-8',
        body: predictions.map((one) => `${[one].flat().join(',')}\n`).join(''),
      }
    return refuse(406, `Accept type ${accept} is not supported by this framework.`)
  }
}
