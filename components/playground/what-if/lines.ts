import type { PlotLine } from '@/components/charts/curve-plot'
import { coloredClasses, type Response } from '@/lib/what-if/response'

const tokens = ['--c1', '--c2', '--c3']

/** The token of each class, in the model's order; those without a colour of their own are grey. */
export const classTokens = (response: Extract<Response, { kind: 'classes' }>): string[] =>
  coloredClasses(response).map((color) => (color === undefined ? '--off-d' : (tokens[color] ?? '--off-d')))

/** A line for each class, or one for the value. */
export function linesOf(response: Response): PlotLine[] {
  if (response.kind === 'values') return [{ values: response.values, color: '--c1' }]
  const colors = classTokens(response)
  return response.probabilities.map((values, index) => ({ values, color: colors[index] ?? '--off-d' }))
}
