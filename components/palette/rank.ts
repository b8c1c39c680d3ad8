/**
 * Orders items by how well they fit what was typed. Each word has to fit: a part of the label first, then a part of what is
 * found besides, then letters in order with gaps (cmdk's own scorer) in the label alone, because long addresses fit anything.
 */
import { defaultFilter } from 'cmdk'
import type { Item, ItemGroup } from './item'

/** Below it, letters are so far apart that nobody means the item. */
const leastFuzzy = 0.1

function scoreOfWord({ label, words }: Item, word: string): number {
  const name = label.toLowerCase()
  if (name.startsWith(word)) return 3
  const at = name.indexOf(word)
  if (at > 0) return /[a-z0-9]/.test(name[at - 1] ?? '') ? 2 : 2.5
  if (words.some((one) => one.toLowerCase().includes(word))) return 1
  const fuzzy = defaultFilter(name, word)
  return fuzzy >= leastFuzzy ? fuzzy : 0
}

/** 0 if it does not fit. */
function scoreOf(item: Item, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  let least = Number.POSITIVE_INFINITY
  for (const word of words) least = Math.min(least, scoreOfWord(item, word))
  return words.length === 0 ? 0 : least
}

export interface RankedGroup {
  group: ItemGroup
  items: Item[]
  /** How many fit, before the list was cut. */
  total: number
}

const order: ItemGroup[] = ['Endpoints', 'Public APIs', 'Actions', 'Share links and keys', 'Pages', 'Documentation']
const mostOfGroup: Partial<Record<ItemGroup, number>> = { Endpoints: 8, 'Public APIs': 4, Documentation: 6 }

/** Groups in a fixed order; within one, the best first, and equals as they came. Letters with gaps count if nothing fits whole. */
export function rank(items: Item[], query: string): RankedGroup[] {
  const all = items.map((item) => ({ item, score: scoreOf(item, query) })).filter(({ score }) => score > 0)
  const whole = all.filter(({ score }) => score >= 1)
  const scored = whole.length > 0 ? whole : all
  return order.flatMap((group) => {
    const own = scored.filter(({ item }) => item.group === group).sort((a, b) => b.score - a.score)
    const shown = own.slice(0, mostOfGroup[group] ?? own.length).map(({ item }) => item)
    return shown.length > 0 ? [{ group, items: shown, total: own.length }] : []
  })
}

/** Cuts a text where what was typed stands in it: `['', 'iris', '-xgboost']`. */
export function marked(text: string, query: string): [before: string, hit: string, after: string] {
  const at = query.trim() ? text.toLowerCase().indexOf(query.trim().toLowerCase()) : -1
  if (at < 0) return [text, '', '']
  const end = at + query.trim().length
  return [text.slice(0, at), text.slice(at, end), text.slice(end)]
}

/** Names the endpoint that a query is about: the best match of all its words, or of the first ones: `iris play`. */
export function subjectOf(items: Item[], query: string): string | undefined {
  const words = query.split(/\s+/).filter(Boolean)
  for (let count = words.length; count > 0; count--) {
    const some = words.slice(0, count).join(' ')
    const best = items
      .map((item) => ({ item, score: scoreOf(item, some) }))
      .filter(({ item, score }) => item.endpoint !== undefined && score >= 1)
      .sort((a, b) => b.score - a.score)[0]
    if (best) return best.item.endpoint
  }
  return undefined
}
