/**
 * Filters and join of a transform job, for CSV and JSON lines: `$`, `$[1:]`, `$[0,2]`, `$['a','b']`, `$.a`.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-data-processing.html
 */
const slice = /^\$\[(-?\d*):(-?\d*)\]$/
const indexes = /^\$\[(-?\d+(?:\s*,\s*-?\d+)*)\]$/
const names = /^\$\[('[^']+'(?:\s*,\s*'[^']+')*)\]$/
const name = /^\$\.(\w+)$/

export const isFilter = (filter: string): boolean =>
  filter === '$' || [slice, indexes, names, name].some((form) => form.test(filter))

type Record_ = unknown[] | { [key: string]: unknown }

/** Undefined where the record has no such part. */
export function applyFilter(record: Record_, filter: string): unknown {
  if (filter === '$') return record
  if (Array.isArray(record)) {
    const part = filter.match(slice)
    if (part) return record.slice(Number(part[1] || 0), part[2] ? Number(part[2]) : undefined)
    const listed = filter.match(indexes)?.[1]
    return listed?.split(',').map((index) => record.at(Number(index)))
  }
  const single = filter.match(name)?.[1]
  if (single) return record[single]
  const listed = filter.match(names)?.[1]
  const keys = listed ? [...listed.matchAll(/'([^']+)'/g)].map(([, key = '']) => key) : undefined
  return keys && Object.fromEntries(keys.map((key) => [key, record[key]]))
}

/** A list gets the answer's cells at its end, an object gets them as `SageMakerOutput`. */
export const joined = (record: Record_, response: unknown): Record_ =>
  Array.isArray(record) ? [...record, ...[response].flat()] : { ...record, SageMakerOutput: response }
