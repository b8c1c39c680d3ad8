/**
 * Forecasts of a monthly series: Holt and Winters' additive smoothing, its three rates learnt from the carbon dioxide that was
 * measured on Mauna Loa, with the spread of the errors that it makes on the series that it is given.
 * https://otexts.com/fpp3/holt-winters.html
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { meanOf } from './data/columns'
import { once } from './once'
import { randomFrom } from './random'

const months = 12
/** The number of months that are forecast: DeepAR fixes it when it is trained. */
export const predictionLength = 24

const file = fileURLToPath(new URL('../../node_modules/vega-datasets/data/co2-concentration.csv', import.meta.url))

/** Parts per million by month from March 1958, undefined if a month has no measure. */
export function carbonDioxide(): (number | undefined)[] {
  const lines = readFileSync(join(file), 'utf8').trim().split('\n').slice(1)
  const measured = lines.map((line) => {
    const [date = '', value] = line.split(',')
    const [year = 0, month = 0] = date.split('-').map(Number)
    return { at: year * months + month, value: Number(value) }
  })
  const first = measured[0]?.at ?? 0
  const series: (number | undefined)[] = []
  for (const { at, value } of measured) series[at - first] = value
  return Array.from(series)
}

/** The first four fifths, and the rest. */
export function splitSeries<T>(series: T[]): { train: T[]; held: T[] } {
  const at = Math.floor(series.length * 0.8)
  return { train: series.slice(0, at), held: series.slice(at) }
}

interface Rates {
  level: number
  trend: number
  season: number
}

interface State {
  level: number
  trend: number
  /** By month of the series. */
  season: number[]
  /** The errors one month ahead, newest last. */
  errors: number[]
}

const isNumber = (value: number | undefined): value is number => value !== undefined

/** Two whole years show a season and a trend; fewer values show their level. */
function begin(series: (number | undefined)[]): State {
  const [first, second] = [series.slice(0, months), series.slice(months, 2 * months)].map((year) =>
    meanOf(year.filter(isNumber)),
  ) as [number, number]
  if (series.length < 2 * months) return { level: first, trend: 0, season: [], errors: [] }
  const season = series.slice(0, months).map((value) => (value ?? first) - first)
  return { level: first, trend: (second - first) / months, season, errors: [] }
}

function advance(state: State, at: number, value: number, rates: Rates): void {
  const month = at % months
  const season = state.season[month] ?? 0
  const { level, trend } = state
  state.level = rates.level * (value - season) + (1 - rates.level) * (level + trend)
  state.trend = rates.trend * (state.level - level) + (1 - rates.trend) * trend
  if (state.season.length > 0)
    state.season[month] = rates.season * (value - level - trend) + (1 - rates.season) * season
}

const expected = ({ level, trend, season }: State, at: number) => level + trend + (season[at % months] ?? 0)

function follow(series: (number | undefined)[], rates: Rates): State {
  const state = begin(series)
  for (const [at, value] of series.entries()) {
    const forecast = expected(state, at)
    // A month without a measure is taken as it was expected.
    if (value !== undefined) state.errors.push(value - forecast)
    advance(state, at, value ?? forecast, rates)
  }
  return state
}

/** Takes the rates whose errors one month ahead are the least on the training part. */
const learntRates = once((): Rates => {
  const { train } = splitSeries(carbonDioxide())
  const all = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((level) =>
    [0.01, 0.03, 0.1].flatMap((trend) => [0.05, 0.1, 0.3].map((season) => ({ level, trend, season }))),
  )
  const lossOf = (rates: Rates) =>
    meanOf(
      follow(train, rates)
        .errors.slice(2 * months)
        .map((error) => error ** 2),
    )
  return all.map((rates) => ({ rates, loss: lossOf(rates) })).sort((a, b) => a.loss - b.loss)[0]!.rates
})

/** Errors are taken from the last five years. */
const errorsUsed = 5 * months

/**
 * Draws paths of the next `predictionLength` months, each with errors as the series had them.
 * @param series without its missing months' values
 */
export function drawPaths(series: (number | undefined)[], count: number): number[][] {
  const rates = learntRates()
  const past = follow(series, rates)
  const errors = past.errors.slice(-errorsUsed)
  const random = randomFrom(series.length)
  return Array.from({ length: count }, () => {
    const state: State = { ...past, season: [...past.season], errors: [] }
    return Array.from({ length: predictionLength }, (_, step) => {
      const at = series.length + step
      const error = errors[Math.floor(random() * errors.length)] ?? 0
      const value = expected(state, at) + error
      advance(state, at, value, rates)
      return value
    })
  })
}

/** Returns the mean of the paths by month. */
export const meanPathOf = (paths: number[][]): number[] =>
  Array.from({ length: predictionLength }, (_, step) => meanOf(paths.map((path) => path[step] ?? 0)))

/** @param share 0 to 1: 0.9 is what nine paths in ten stay below */
export const quantilePathOf = (paths: number[][], share: number): number[] =>
  Array.from({ length: predictionLength }, (_, step) => {
    const values = paths.map((path) => path[step] ?? 0).sort((a, b) => a - b)
    return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0
  })
