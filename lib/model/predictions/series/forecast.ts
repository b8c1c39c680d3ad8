/**
 * Forecasts: DeepAR's mean, quantiles and samples, Chronos' and AutoGluon's quantiles beside the mean, and a line with its limits
 * (`forecast-band.ts`). Each is a list over the steps; "NaN" stands for a gap.
 */
import { besides } from '../besides'
import type { One } from '../prediction'
import { type Context, type Fields, isFields, isNum, numOf } from '../shape'
import { bandOf, limitOf, middleOfKeys, pairNames } from './forecast-band'

type Forecast = Extract<One, { kind: 'forecast' }>
type Steps = { share: number; values: number[] }

export function readForecast(record: unknown, context?: Context): One | undefined {
  if (!isFields(record)) return undefined
  const lists = Object.keys(record).filter((key) => Array.isArray(record[key]))
  const named = isFields(record.quantiles) ? record.quantiles : {}
  const beside = lists.filter((key) => shareOf(key) !== undefined)
  const quantiles = quantilesOf([...Object.entries(named), ...beside.map((key) => [key, record[key]] as const)])
  const meanKey = meanKeyOf(lists, context)
  const mean = stepsOf(record[meanKey])
  const samples = Array.isArray(record.samples) ? record.samples.map(stepsOf) : []
  const median = stepsOf(record.median)
  const limits = bandIn(record, lists)
  const rest = besides(record, [meanKey, 'median', 'quantiles', 'samples', ...beside, ...(limits?.keys ?? [])])
  if (!rest || !quantiles || !samples.every((one) => one !== undefined)) return undefined
  if (median && !quantiles.some(({ share }) => share === 0.5)) quantiles.push({ share: 0.5, values: median })
  const isUnread = [[meanKey, mean] as const, ['median', median] as const].some(([key, steps]) => record[key] && !steps)
  const band = limits && { lower: limits.lower, upper: limits.upper }
  const own = [...(mean ? [mean] : []), ...quantiles.map(({ values }) => values), ...samples]
  const lines = [...own, ...(band ? [band.lower, band.upper] : [])]
  if (isUnread || own.length === 0 || !lines.every((line) => line.length === lines[0]?.length)) return undefined
  quantiles.sort((a, b) => a.share - b.share)
  return { kind: 'forecast', ...(mean ? { mean } : {}), quantiles, ...(band ? { band } : {}), samples, ...rest }
}

/** What the model calls its predictions is a line if limits stand beside it, and if the contract says that it forecasts. */
function meanKeyOf(lists: string[], context: Context | undefined): string {
  const own = middleOfKeys(lists)
  if (own !== undefined || context?.output?.task !== 'forecast') return own ?? 'mean'
  const isBand = bandOf(lists) ?? pairNames.find((name) => lists.includes(name))
  return (isBand && ['predictions', 'prediction', 'values'].find((name) => lists.includes(name))) ?? 'mean'
}

function bandIn(record: Fields, lists: string[]): (NonNullable<Forecast['band']> & { keys: string[] }) | undefined {
  const names = bandOf(lists)
  const [lower, upper] = names?.map((name) => stepsOf(record[name])) ?? []
  if (names && lower && upper) return { lower, upper, keys: names }
  const pairKey = pairNames.find((name) => lists.includes(name))
  const pairs = pairKey ? (record[pairKey] as unknown[]).map(stepsOf) : []
  if (!pairKey || !pairs.every((pair) => pair?.length === 2)) return undefined
  const sideOf = (at: number) => pairs.map((pair) => pair?.[at] ?? Number.NaN)
  return { lower: sideOf(0), upper: sideOf(1), keys: [pairKey] }
}

/** `0.1`, `p10`, `P90`, `q0.5`, `quantile_0.9`, and the limit of a level: `Lo 80` is 0.1. */
export function shareOf(key: string): number | undefined {
  const limit = limitOf(key)
  if (limit) return limit.share
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
