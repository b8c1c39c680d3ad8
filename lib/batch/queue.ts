/** The rows that are still to be sent: what is tried again first, then the file's own order. */
import { type BatchResults, rowState } from './results'

/** Rows that go out together, and how often these very rows were tried. */
export interface Piece {
  rows: number[]
  attempts: number
}

export interface Queue {
  /** The next piece of at most `maxRows` rows and `maxBytes`; undefined where none is left. */
  take: (maxRows: number, maxBytes: number) => { piece: Piece; body: string } | undefined
  putBack: (piece: Piece) => void
  /** Forgets what was put back and looks at every row again. */
  restart: () => void
  isEmpty: () => boolean
}

export function createQueue(results: BatchResults, lineAt: (row: number) => string): Queue {
  let again: Piece[] = []
  let cursor = 0
  const held = new Set<number>()

  const nextFromFile = (maxRows: number): Piece => {
    const rows: number[] = []
    while (cursor < results.count && rows.length < maxRows) {
      if (results.state[cursor] === rowState.waiting && !held.has(cursor)) rows.push(cursor)
      cursor += 1
    }
    return { rows, attempts: 0 }
  }
  const putBack = (piece: Piece) => {
    if (piece.rows.length === 0) return
    for (const row of piece.rows) held.add(row)
    again.push(piece)
  }
  const take: Queue['take'] = (maxRows, maxBytes) => {
    const piece = again.pop() ?? nextFromFile(maxRows)
    if (piece.rows.length === 0) return undefined
    const lines: string[] = []
    let bytes = 0
    for (const row of piece.rows.slice(0, maxRows)) {
      const line = lineAt(row)
      bytes += bytesOf(line) + 1
      if (lines.length > 0 && bytes > maxBytes) break
      lines.push(line)
    }
    putBack({ rows: piece.rows.slice(lines.length), attempts: piece.attempts })
    const rows = piece.rows.slice(0, lines.length)
    for (const row of rows) held.delete(row)
    return { piece: { rows, attempts: piece.attempts }, body: lines.join('\n') }
  }
  return {
    take,
    putBack,
    restart: () => {
      again = []
      held.clear()
      cursor = 0
    },
    isEmpty: () => {
      while (cursor < results.count && (results.state[cursor] !== rowState.waiting || held.has(cursor))) cursor += 1
      return again.length === 0 && cursor >= results.count
    },
  }
}

const encoder = new TextEncoder()
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const bytesOf = (text: string): number => (/^[\x00-\x7f]*$/.test(text) ? text.length : encoder.encode(text).length)
