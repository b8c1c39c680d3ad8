/** How unlike the days of four years a day of Seattle is: a random cut forest, each measure in its own spreads. */

import { once } from '../once'
import { growForest } from '../random-cut-forest'
import { columnsOf, spreadOf } from './columns'
import { split, weather } from './data'

export const weatherScore = once(() => {
  const { rows } = split(weather()).train
  const spreads = columnsOf(rows).map(spreadOf)
  const scaled = (row: number[]) => row.map((value, index) => value / (spreads[index] ?? 1))
  const score = growForest(rows.map(scaled), { trees: 50, samples: 256, seed: 11 })
  return (row: number[]) => score(scaled(row))
})
