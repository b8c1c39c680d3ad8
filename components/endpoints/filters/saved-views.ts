/** Named views of a list, as this browser stores them. Pure. */

export interface SavedView {
  name: string
  /** The list's URL, behind the question mark. */
  query: string
}

const mostViews = 50

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  ['name', 'query'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string')

/** Text that is none of ours counts as nothing. */
export function viewsIn(text: string | undefined): SavedView[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isView).slice(0, mostViews) : []
  } catch {
    return []
  }
}

/** One of the same name is replaced; the newest stands first. */
export const withView = (views: SavedView[], view: SavedView): SavedView[] =>
  [view, ...views.filter(({ name }) => name !== view.name)].slice(0, mostViews)
