/** Many rows in few requests: each within what the gateway, the function and the model take. */

/** A body of this size is answered well within the gateway's 29 seconds by any tabular model, and far below 6 MB. */
const mostBytes = 256 * 1024
const mostRows = 1000

/** The rows in order, as lists that each fit one POST body. */
export function chunksOf(rows: string[], limits = { bytes: mostBytes, rows: mostRows }): string[][] {
  const encoder = new TextEncoder()
  const chunks: string[][] = []
  let room = 0
  for (const row of rows) {
    const size = encoder.encode(row).length + 1
    const last = chunks.at(-1)
    if (!last || size > room || last.length >= limits.rows) {
      chunks.push([row])
      room = limits.bytes - size
    } else {
      last.push(row)
      room -= size
    }
  }
  return chunks
}
