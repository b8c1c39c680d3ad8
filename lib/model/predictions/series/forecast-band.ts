/**
 * Forecasts with limits of their own names: Prophet's `yhat_lower`, statsmodels' `mean_ci_upper`, `lower` and `upper`, and
 * limits of a level, which are quantiles (Nixtla's `AutoARIMA-lo-95`, R's `Lo 95`).
 */
import { isShare } from '../shape'

/** The middle line, below which the name of a model's own column can stand as well. */
export const middleNames = ['mean', 'yhat', 'forecast', 'predicted_mean', 'point_forecast', 'Point Forecast']

const bandNames: [lower: string, upper: string][] = [
  ['lower', 'upper'],
  ['yhat_lower', 'yhat_upper'],
  ['mean_ci_lower', 'mean_ci_upper'],
  ['lower_bound', 'upper_bound'],
  ['ci_lower', 'ci_upper'],
  ['lower_ci', 'upper_ci'],
  ['forecast_lower', 'forecast_upper'],
]

/** Both names of the limits, if an object has both. */
export const bandOf = (keys: string[]): [lower: string, upper: string] | undefined =>
  bandNames.find((pair) => pair.every((name) => keys.includes(name)))

/** A list of two limits for each step (pmdarima). */
export const pairNames = ['conf_int', 'confidence_interval', 'confidence_intervals', 'prediction_interval']

/**
 * The share below the limit of a level, and the model that it belongs to: `AutoARIMA-lo-90` is 0.05 of `AutoARIMA`, `Hi 80` is
 * 0.9 of nothing.
 */
export function limitOf(key: string): { share: number; model: string } | undefined {
  const [, model = '', side = '', level = ''] =
    key.match(/^(?:([^-]{1,64})-)?(lo|hi)[- ](\d{1,2}(?:\.\d{1,3})?)$/i) ?? []
  const tail = (1 - Number(level) / 100) / 2
  if (side === '' || !isShare(tail) || tail === 0.5) return undefined
  // 97.5 and not 97.49999999999999.
  return { share: Number((side.toLowerCase() === 'lo' ? tail : 1 - tail).toFixed(6)), model }
}

/** The name of the middle line: one that is known, else that of the model whose limits are there. */
export function middleOfKeys(keys: string[]): string | undefined {
  const own = keys.map((key) => limitOf(key)?.model).find((model) => model && keys.includes(model))
  return middleNames.find((name) => keys.includes(name)) ?? own
}
