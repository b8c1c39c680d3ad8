/** DeepAR: mean, quantiles and samples, each a list over the steps; "NaN" stands for a gap. */
import type { One } from './prediction'
import { isFields } from './shape'

export function readForecast(record: unknown): One | undefined {
  if (!isFields(record)) return undefined
  const mean = stepsOf(record.mean)
  const quantiles = Object.entries(isFields(record.quantiles) ? record.quantiles : {})
    .flatMap(([share, list]) => {
      const values = stepsOf(list)
      return values && Number.isFinite(Number(share)) ? [{ share: Number(share), values }] : []
    })
    .sort((a, b) => a.share - b.share)
  const samples = Array.isArray(record.samples) ? record.samples.map(stepsOf).filter((one) => one !== undefined) : []
  if (!mean && quantiles.length === 0 && samples.length === 0) return undefined
  return { kind: 'forecast', ...(mean ? { mean } : {}), quantiles, samples }
}

function stepsOf(list: unknown): number[] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined
  const steps = list.map((step) => (step === 'NaN' || step === null ? Number.NaN : step))
  return steps.every((step) => typeof step === 'number') ? steps : undefined
}
