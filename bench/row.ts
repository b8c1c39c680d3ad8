/** One row of `npm run bench`: what was measured, beside its floor or peer of the same run. A row's script also runs by itself. */

export interface Row {
  what: string
  measured: string
  /** The floor or peer, as measured in the same run. */
  peer: string
  ratio?: number
  goal: string
  /** Undefined if the goal cannot be judged: the peer is not there, or the row has none. */
  met?: boolean
}

interface RowsMessage {
  rows: Row[]
  /** What the time, or the bytes, went to. */
  notes: string[]
}

export const isRowsMessage = (message: unknown): message is RowsMessage =>
  typeof message === 'object' && message !== null && 'rows' in message && 'notes' in message

/** Prints the rows, and sends them to the command if it started this script. */
export function report(rows: Row[], notes: string[] = []): void {
  for (const { what, measured, peer, ratio, goal, met } of rows) {
    const verdict = met === undefined ? 'not judged' : met ? 'met' : 'missed'
    const times = ratio === undefined ? '' : `, ${ratio.toFixed(2)} ×`
    process.stdout.write(`${what}: ${measured} (${peer})${times}; goal ${goal}: ${verdict}\n`)
  }
  for (const note of notes) process.stdout.write(`  ${note}\n`)
  process.send?.({ rows, notes } satisfies RowsMessage)
}
