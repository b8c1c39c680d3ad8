/** The rows of a CSV text as they stand there, empty ones left out. A line break inside quotes ends no row. */
export function rowsOf(text: string): string[] {
  const rows: string[] = []
  let pending: string[] = []
  let open = false
  const close = (lines: string[]) => {
    const row = lines.join('\n')
    if (row.trim() !== '') rows.push(row)
  }
  for (const line of text.split(/\r?\n/)) {
    pending.push(line)
    open = isOpenAfter(line, open)
    if (open) continue
    close(pending)
    pending = []
  }
  // A quote that is never closed is a character like any other.
  for (const line of pending) close([line])
  return rows
}

/** Follows quotes as RFC 4180 has them: one opens a cell at its start only, and two inside it are one character. */
function isOpenAfter(line: string, open: boolean): boolean {
  let inside = open
  let atStart = !open
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at]
    if (inside && char === '"') {
      if (line[at + 1] === '"') at += 1
      else inside = false
    } else if (!inside) {
      inside = atStart && char === '"'
      atStart = char === ','
    }
  }
  return inside
}
