/**
 * What the instances behind an endpoint's variant were doing, each minute that they were there: how long the model was at
 * work in it, and how much memory this process holds. Serverless variants have none of these. There is no GPU here: where
 * the instance has one, the model's work is reported as the GPU's, and that of the CPU as none.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
import { totalmem } from 'node:os'
import type { Call } from '../../kernel/types'
import { sagemakerState } from '../sagemaker/state'
import { cloudWatchState, type Dimensions, minuteMs, type Series, seriesKey } from './state'

export function instanceSeries(call: Call, name: string, dimensions: Dimensions, start: number, end: number): Series {
  const { EndpointName = '', VariantName = '' } = dimensions
  const state = sagemakerState(call.world, call)
  const endpoint = state.endpoints.get(EndpointName.toLowerCase())
  const variant = state.configs.get(endpoint?.configName ?? '')?.variants.find((one) => one.VariantName === VariantName)
  const series: Series = new Map()
  if (!endpoint || endpoint.name !== EndpointName || !variant || variant.ServerlessConfig) return series
  const accelerated = /^ml\.[gp]\d/.test(variant.InstanceType ?? '')
  const latency = cloudWatchState(call.world, call).series.get(seriesKey('AWS/SageMaker', 'ModelLatency', dimensions))
  const memory = (100 * process.memoryUsage().rss) / totalmem()
  const from = Math.ceil(Math.max(start, endpoint.createdAt) / minuteMs) * minuteMs
  for (let minute = from; minute < Math.min(end, Date.now()); minute += minuteMs) {
    const busyUs = (latency?.get(minute) ?? []).reduce((sum, one) => sum + one, 0)
    const busy = Math.min(100, (100 * busyUs) / (minuteMs * 1000))
    if (name === 'CPUUtilization') series.set(minute, [accelerated ? 0 : busy])
    if (name === 'MemoryUtilization') series.set(minute, [memory])
    if (accelerated && name === 'GPUUtilization') series.set(minute, [busy])
    if (accelerated && name === 'GPUMemoryUtilization') series.set(minute, [memory])
  }
  return series
}
