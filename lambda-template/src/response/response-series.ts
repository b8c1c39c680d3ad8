/** Forecasts have no normalised form: lists over the steps, and tables with a row for each step. */
import type { Output } from '../request/contract'
import { isFields, isNum, isQuantile, objectsIn } from './response-shapes'

const middles = ['mean', 'yhat', 'forecast', 'predicted_mean', 'point_forecast', 'Point Forecast']
const bands = [
  ['lower', 'upper'],
  ['yhat_lower', 'yhat_upper'],
  ['mean_ci_lower', 'mean_ci_upper'],
  ['lower_bound', 'upper_bound'],
  ['ci_lower', 'ci_upper'],
  ['lower_ci', 'upper_ci'],
  ['forecast_lower', 'forecast_upper'],
]

/** `AutoARIMA-lo-95` of Nixtla, `Lo 95` of R: a limit, and the model that it belongs to. */
const modelOfLimit = (key: string) => key.match(/^(?:([^-]{1,64})-)?(?:lo|hi)[- ]\d{1,2}(?:\.\d{1,3})?$/i)?.slice(1)
const isShareKey = (key: string) => isQuantile(key) || modelOfLimit(key) !== undefined

/** Lists below shares, or below the name of a line: a forecast over its steps. */
export const isForecast = (row: unknown): boolean =>
  isFields(row) &&
  Object.entries(row).some(([key, value]) => Array.isArray(value) && (middles.includes(key) || isShareKey(key)))

/** Says what places a row in a series. */
const place = /^(?:item_id|unique_id|timestamp|ds|date|datetime|time|step|period|day|week|month|year|_row|index)$/i

/** Rows that nothing places in a series are records of their own, unless the contract says that they are steps. */
export function areSteps(rows: unknown[], count: number, { task }: Output): boolean {
  const items = objectsIn(rows)
  const keys = Object.keys(items?.[0] ?? {})
  const columns = quantileColumns(keys, task) ?? bandColumns(keys, rows.length !== count, task)
  return (
    items?.every(
      (row) => columns?.every((key) => isNum(row[key]) || row[key] === null) && Object.keys(row).length === keys.length,
    ) ?? false
  )
}

function quantileColumns(keys: string[], task: string | undefined): string[] | undefined {
  const shares = keys.filter(isShareKey)
  const columns = [...(keys.includes('mean') ? ['mean'] : []), ...shares]
  const isPlaced = task === 'forecast' || keys.some((key) => place.test(key))
  return isPlaced && shares.length > 0 && columns.length > 1 ? columns : undefined
}

/** Takes as many rows as were sent for records: a regression has limits as well. */
function bandColumns(keys: string[], isOtherCount: boolean, task: string | undefined): string[] | undefined {
  const models = keys.map((key) => modelOfLimit(key)?.[0]).filter((model) => model !== undefined)
  const middle = [...middles, ...models].find((name) => keys.includes(name))
  const band = bands.find((pair) => pair.every((name) => keys.includes(name)))
  const isSeries = task === 'forecast' || (task === undefined && isOtherCount)
  if (middle === undefined || !isSeries || !(band || (middle === 'yhat' && keys.includes('ds')))) return undefined
  return [middle, ...(band ?? [])]
}
