/**
 * Holds the picture of the layers in docs/architecture.md (Mermaid) against the imports: each box names its parts, each
 * arrow is an import that there is, and each import between two boxes is an arrow or a path of arrows.
 */

/** @returns {{ boxes: Map<string, string[]>, arrows: [string, string][] } | undefined} of the first flowchart of a page */
export function pictureIn(markdown) {
  const chart = markdown.split('```mermaid\n')[1]?.split('```')[0]
  if (!chart) return undefined
  const boxes = new Map()
  const arrows = []
  for (const line of chart.split('\n').map((one) => one.trim())) {
    const box = line.match(/^(\w+)\["([^"]+)"\]$/)
    const arrow = line.match(/^(\w+) --> (\w+)$/)
    if (box) boxes.set(box[1], box[2].split(/, |<br>/))
    if (arrow) arrows.push([arrow[1], arrow[2]])
  }
  return { boxes, arrows }
}

/**
 * @param {{ boxes: Map<string, string[]>, arrows: [string, string][] }} picture
 * @param {[string, string][]} imports from file to file
 * @returns {string[]} what the picture says wrong, in words
 */
export function faultsOf({ boxes, arrows }, imports) {
  const boxOf = (file) =>
    [...boxes].find(([, parts]) => parts.some((part) => file === part || file.startsWith(`${part}/`)))?.[0]
  const drawn = new Map([...boxes.keys()].map((box) => [box, new Set()]))
  for (const [from, to] of arrows) drawn.get(from)?.add(to)
  const reached = (from, seen = new Set()) => {
    for (const to of drawn.get(from) ?? [])
      if (!seen.has(to)) {
        seen.add(to)
        reached(to, seen)
      }
    return seen
  }
  const real = new Set()
  const faults = new Set()
  for (const [from, to] of imports) {
    const [a, b] = [boxOf(from), boxOf(to)]
    if (!a || !b) {
      faults.add(`${a ? to : from} is in no box`)
      continue
    }
    if (a === b) continue
    real.add(`${a} ${b}`)
    if (!reached(a).has(b)) faults.add(`no arrows lead from ${a} to ${b}, and ${from} imports ${to}`)
  }
  for (const [a, b] of arrows)
    if (!real.has(`${a} ${b}`)) faults.add(`an arrow leads from ${a} to ${b}, and nothing there imports the other`)
  return [...faults]
}
