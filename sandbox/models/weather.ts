/** How unlike the days of four years a day of Seattle is: a random cut forest, each measure in its own spreads. */
import { split, weather } from './data'
import { once } from './once'
import { growForest } from './random-cut-forest'

export const weatherScore = once(() => {
  const { rows } = split(weather()).train
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? 0)) ?? []
  const spreads = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length
    return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length)
  })
  const scaled = (row: number[]) => row.map((value, index) => value / (spreads[index] ?? 1))
  const score = growForest(rows.map(scaled), { trees: 50, samples: 256, seed: 11 })
  return (row: number[]) => score(scaled(row))
})
