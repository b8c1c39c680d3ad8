/**
 * Steps as rows of a table, one list for each series: AutoGluon's `[{"item_id", "timestamp", "mean", "0.1", …}]`, Prophet's
 * `[{"ds", "yhat", "yhat_lower", …}]`, Nixtla's `[{"unique_id", "ds", "AutoARIMA", "AutoARIMA-lo-95", …}]`.
 */

import { type Context, type Fields, isFields, isNum } from '../shape'
import { shareOf } from './forecast'
import { bandOf, middleOfKeys } from './forecast-band'

export function forecastsOfSteps(list: unknown[], context: Context): Fields[] | undefined {
  const rows = list.filter(isFields)
  const [first] = rows
  if (!first || rows.length < list.length) return undefined
  const keys = Object.keys(first)
  const columns = quantileColumns(keys, context) ?? bandColumns(keys, rows.length, context)
  const isStep = (row: Fields) =>
    columns?.every((key) => isNum(row[key]) || row[key] === null) && Object.keys(row).length === keys.length
  if (!columns || !rows.every(isStep)) return undefined
  const itemKey = ['item_id', 'unique_id'].find((key) => key in first)
  const items = new Map<unknown, Fields[]>()
  for (const row of rows) {
    const item = itemKey && row[itemKey]
    const steps = items.get(item)
    if (steps) steps.push(row)
    else items.set(item, [row])
  }
  return [...items.values()].map((steps) =>
    Object.fromEntries(
      keys.map((key) => {
        const values = steps.map((row) => row[key])
        return [key, key === itemKey ? values[0] : values]
      }),
    ),
  )
}

/** Says what places a row in a series. */
const place = /^(?:item_id|unique_id|timestamp|ds|date|datetime|time|step|period|day|week|month|year|_row|index)$/i

/** Rows that nothing places in a series are records of their own, unless the contract says that they are steps. */
function quantileColumns(keys: string[], { output }: Context): string[] | undefined {
  const shares = keys.filter((key) => shareOf(key) !== undefined)
  const columns = [keys.includes('mean') ? 'mean' : '', ...shares].filter(Boolean)
  const isPlaced = output?.task === 'forecast' || keys.some((key) => place.test(key))
  return isPlaced && shares.length > 0 && columns.length > 1 ? columns : undefined
}

/** Takes as many rows as were sent for records, unless the contract says that they are steps: a regression has limits as well. */
function bandColumns(keys: string[], rowCount: number, { output, recordCount }: Context): string[] | undefined {
  const middle = middleOfKeys(keys)
  const band = bandOf(keys)
  const isForecast = output?.task === 'forecast' || (output?.task === undefined && rowCount !== recordCount)
  if (middle === undefined || !isForecast || !(band || (middle === 'yhat' && keys.includes('ds')))) return undefined
  return [middle, ...(band ?? [])]
}
