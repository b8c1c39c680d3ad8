import type { FieldChange } from './plan'

/** What the spec has that differs, and what the world has that the spec does not name. */
export function fieldChanges(from: Record<string, string>, to: Record<string, string>): FieldChange[] {
  const names = [...new Set([...Object.keys(to), ...Object.keys(from)])]
  return names
    .filter((field) => (from[field] ?? '') !== (to[field] ?? ''))
    .map((field) => ({ field, from: from[field] || undefined, to: to[field] || undefined }))
}

export const added = (field: string, from: string): FieldChange => ({ field, from, to: undefined })

/** Returns `50` of `50 req/s` if the new value has the same unit, else the whole value. */
export function withoutUnit({ from, to }: Pick<FieldChange, 'from' | 'to'>): string | undefined {
  const [value, unit] = from?.match(/^([\d.,]+)( \D+)$/)?.slice(1) ?? []
  return unit && to?.match(/^[\d.,]+( \D+)$/)?.[1] === unit ? value : from
}
