/**
 * What Model Monitor's baseline job writes of training data.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-statistics.html
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-constraints.html
 */
import type { Dataset } from './data/data'

const buckets = 10

const columnsOf = ({ features, rows }: Dataset) =>
  features.map((name, index) => {
    const values = rows.map((row) => row[index] ?? Number.NaN)
    return { name, values, whole: values.every(Number.isInteger) }
  })

export function statisticsOf(data: Dataset): object {
  return {
    version: 0,
    dataset: { item_count: data.rows.length },
    features: columnsOf(data).map(({ name, values, whole }) => ({
      name,
      inferred_type: whole ? 'Integral' : 'Fractional',
      numerical_statistics: numerical(values),
    })),
  }
}

function numerical(values: number[]): object {
  const min = Math.min(...values)
  const max = Math.max(...values)
  const sum = values.reduce((total, value) => total + value, 0)
  const mean = sum / values.length
  const width = (max - min) / buckets
  const counts = new Array<number>(buckets).fill(0)
  for (const value of values) {
    const place = Math.min(buckets - 1, Math.floor((value - min) / width))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return {
    common: { num_present: values.length, num_missing: 0 },
    mean,
    sum,
    std_dev: Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length),
    min,
    max,
    distribution: {
      kll: {
        buckets: counts.map((count, index) => ({
          lower_bound: min + index * width,
          upper_bound: min + (index + 1) * width,
          count,
        })),
        sketch: { parameters: { c: 0.64, k: 2048 }, data: [values] },
      },
    },
  }
}

export function constraintsOf(data: Dataset): object {
  return {
    version: 0,
    features: columnsOf(data).map(({ name, values, whole }) => ({
      name,
      inferred_type: whole ? 'Integral' : 'Fractional',
      completeness: 1,
      num_constraints: { is_non_negative: values.every((value) => value >= 0) },
    })),
    monitoring_config: {
      evaluate_constraints: 'Enabled',
      emit_metrics: 'Enabled',
      datatype_check_threshold: 1,
      domain_content_threshold: 1,
      distribution_constraints: {
        perform_comparison: 'Enabled',
        comparison_threshold: 0.1,
        comparison_method: 'Robust',
      },
    },
  }
}
