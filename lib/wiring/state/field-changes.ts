import type { FieldChange } from './plan'

/** What the spec has that differs, and what the world has that the spec does not name. */
export function fieldChanges(from: Record<string, string>, to: Record<string, string>): FieldChange[] {
  const names = [...new Set([...Object.keys(to), ...Object.keys(from)])]
  return names
    .filter((field) => (from[field] ?? '') !== (to[field] ?? ''))
    .map((field) => ({ field, from: from[field] || undefined, to: to[field] || undefined }))
}

export const added = (field: string, from: string): FieldChange => ({ field, from, to: undefined })
