/**
 * The DeepAR container: series in, the mean, quantiles or paths of their next months out.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/deepar-in-formats.html
 */
import { type Container, parsed, refuse } from './containers/container'

interface Series {
  start?: unknown
  target?: unknown
}

interface Request {
  instances?: Series[]
  configuration?: { num_samples?: number; output_types?: string[]; quantiles?: (string | number)[] }
}

export interface Forecaster {
  draw: (series: (number | undefined)[], count: number) => number[][]
  mean: (paths: number[][]) => number[]
  quantile: (paths: number[][], share: number) => number[]
}

const outputTypes = ['mean', 'quantiles', 'samples']

/** What the container says to whatever it cannot use: https://github.com/aws/amazon-sagemaker-examples/issues/785 */
const unusable = refuse(400, 'Unable to evaluate payload provided')

/** Missing values are `"NaN"` or null. */
function valuesOf(target: unknown): (number | undefined)[] | undefined {
  if (!Array.isArray(target) || target.length === 0) return undefined
  const values = target.map((value) => (value === 'NaN' || value === null ? undefined : value))
  return values.every((value) => value === undefined || typeof value === 'number') ? values : undefined
}

function isRequest(value: unknown): value is Request {
  const { instances } = (value ?? {}) as Request
  return (
    Array.isArray(instances) &&
    instances.length > 0 &&
    instances.every((one) => typeof one?.start === 'string' && !Number.isNaN(Date.parse(one.start)))
  )
}

export function deepArContainer({ draw, mean, quantile }: Forecaster): Container {
  return ({ body, contentType }) => {
    if (contentType !== 'application/json') return refuse(415, `Content-type ${contentType} not supported.`)
    const request = parsed(body.toString('utf8'))
    if (!isRequest(request)) return unusable
    const { num_samples: count = 100, output_types: types = outputTypes, quantiles } = request.configuration ?? {}
    const shares = (quantiles ?? ['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9']).map(String)
    if (!(Number.isInteger(count) && count > 0 && count <= 1_000)) return unusable
    if (!types.every((type) => outputTypes.includes(type))) return unusable
    if (!shares.every((share) => Number(share) > 0 && Number(share) < 1)) return unusable
    const all = request.instances?.map(({ target }) => valuesOf(target)) ?? []
    if (!all.every((series) => series !== undefined)) return unusable
    const predictions = all.map((series) => {
      const paths = draw(series, count)
      return {
        ...(types.includes('mean') ? { mean: mean(paths) } : {}),
        ...(types.includes('quantiles')
          ? { quantiles: Object.fromEntries(shares.map((share) => [share, quantile(paths, Number(share))])) }
          : {}),
        ...(types.includes('samples') ? { samples: paths } : {}),
      }
    })
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ predictions }) }
  }
}
