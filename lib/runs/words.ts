/** Two texts, word by word. */
import { diffWordsWithSpace } from 'diff'

export interface Piece {
  text: string
  differs: boolean
}

/** Beyond this a reader sees no more than that they differ, and a browser would stand still. */
const mostEdits = 2_000

/** The pieces of either side, in order. */
export function wordDifference(left: string, right: string): { left: Piece[]; right: Piece[] } {
  const changes = diffWordsWithSpace(left, right, { maxEditLength: mostEdits })
  if (!changes) return { left: [{ text: left, differs: true }], right: [{ text: right, differs: true }] }
  return {
    left: changes.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, differs: removed })),
    right: changes.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, differs: added })),
  }
}
