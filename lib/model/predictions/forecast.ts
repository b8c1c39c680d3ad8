/**
 * Forecasts: DeepAR's mean, quantiles and samples, and Chronos' and AutoGluon's quantiles beside the mean. Each is a list
 * over the steps; "NaN" stands for a gap.
 */
import { besides } from './besides'
import type { One } from './prediction'
import { type Fields, isFields, isNum, numOf, type Output } from './shape'

type Steps = { share: number; values: number[] }

export function readForecast(record: unknown): One | undefined {
  if (!isFields(record)) return undefined
  const named = isFields(record.quantiles) ? record.quantiles : {}
  const beside = Object.keys(record).filter((key) => Array.isArray(record[key]) && shareOf(key) !== undefined)
  const quantiles = quantilesOf([...Object.entries(named), ...beside.map((key) => [key, record[key]] as const)])
  const mean = stepsOf(record.mean)
  const samples = Array.isArray(record.samples) ? record.samples.map(stepsOf) : []
  const median = stepsOf(record.median)
  const rest = besides(record, ['mean', 'median', 'quantiles', 'samples', ...beside])
  if (!rest || !quantiles || !samples.every((one) => one !== undefined)) return undefined
  if (median && !quantiles.some(({ share }) => share === 0.5)) quantiles.push({ share: 0.5, values: median })
  const isUnread = [['mean', mean] as const, ['median', median] as const].some(([key, steps]) => record[key] && !steps)
  const lines = [...(mean ? [mean] : []), ...quantiles.map(({ values }) => values), ...samples]
  if (isUnread || lines.length === 0 || !lines.every((line) => line.length === lines[0]?.length)) return undefined
  quantiles.sort((a, b) => a.share - b.share)
  return { kind: 'forecast', ...(mean ? { mean } : {}), quantiles, samples, ...rest }
}

/** `0.1`, `p10`, `P90`, `q0.5`, `quantile_0.9`. */
export function shareOf(key: string): number | undefined {
  const [, isNamed, digits] = key.match(/^([pq]|quantile[_ ])?(\d{1,2}%?|0?\.\d{1,6}|0)$/i) ?? []
  const number = Number(digits?.replace('%', ''))
  const share = (isNamed || digits?.endsWith('%')) && number >= 1 ? number / 100 : number
  return share > 0 && share < 1 ? share : undefined
}

/** Undefined if one of them is no quantile. */
function quantilesOf(entries: (readonly [string, unknown])[]): Steps[] | undefined {
  const found = entries.map(([key, list]) => ({ share: shareOf(key), values: stepsOf(list) }))
  return found.every((one): one is Steps => one.share !== undefined && one.values !== undefined) ? found : undefined
}

function stepsOf(list: unknown): number[] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined
  const steps = list.map((step) =>
    step === 'NaN' || step === null ? Number.NaN : isNum(step) ? numOf(step) : undefined,
  )
  return steps.every((step) => step !== undefined) ? steps : undefined
}

/**
 * Steps as rows of a table (AutoGluon's data frame): `[{"item_id", "timestamp", "mean", "0.1", …}]`, one list for each item.
 * Rows that nothing places in a series are records of their own, unless the contract says that they are steps.
 */
export function forecastsOfSteps(list: unknown[], output: Output): Fields[] | undefined {
  const rows = list.filter(isFields)
  const [first] = rows
  if (!first || rows.length < list.length) return undefined
  const shares = Object.keys(first).filter((key) => shareOf(key) !== undefined)
  const columns = ['mean' in first ? 'mean' : '', ...shares].filter(Boolean)
  const isPlaced = Object.keys(first).length > columns.length || output?.task === 'forecast'
  const isStep = (row: Fields) =>
    columns.every((key) => isNum(row[key])) && Object.keys(row).length === Object.keys(first).length
  if (!isPlaced || shares.length === 0 || !('mean' in first || shares.length > 1) || !rows.every(isStep))
    return undefined
  const items = new Map<unknown, Fields[]>()
  for (const row of rows) {
    const steps = items.get(row.item_id)
    if (steps) steps.push(row)
    else items.set(row.item_id, [row])
  }
  return [...items.values()].map((steps) =>
    Object.fromEntries(
      Object.keys(first).map((key) => {
        const values = steps.map((row) => row[key])
        return [key, key === 'item_id' ? values[0] : values]
      }),
    ),
  )
}
