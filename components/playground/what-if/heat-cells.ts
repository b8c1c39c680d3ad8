import type { HeatCell } from '@/components/charts/heat-canvas'
import type { Response } from '@/lib/what-if/response'
import { classTokens } from './lines'

/** A class has its colour, its probability above a guess the strength; a value lies between the least and the greatest. */
export function heatCells(response: Response): HeatCell[] {
  if (response.kind === 'values') {
    const least = Math.min(...response.values)
    const span = Math.max(...response.values) - least || 1
    return response.values.map((value) => ({ color: '--c1', strength: (value - least) / span }))
  }
  const tokens = classTokens(response)
  const guess = 1 / Math.max(2, response.classes.length)
  return response.labels.map((label, index) => {
    const place = response.classes.indexOf(label)
    const probability = response.probabilities[place]?.[index] ?? guess
    return {
      color: tokens[place] ?? '--off-d',
      strength: Math.min(1, Math.max(0, (probability - guess) / (1 - guess))),
    }
  })
}
