/**
 * Text becomes columns: names with commas between them, or the first lines of a CSV file. With lines below the header
 * the type, range, choices and starting value of each column are read from them.
 */
import Papa from 'papaparse'
import type { Feature } from '@/lib/features/contract'

export interface ReadColumns {
  features: Feature[]
  /** The first data line, as it is sent. */
  sampleRow?: string
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

/** More different words than this are no choice that a form could list. */
const maxChoices = 30

export function readColumns(text: string): ReadColumns {
  const { data } = Papa.parse<string[]>(text.trim(), { skipEmptyLines: true })
  const [first, ...rest] = data.map((row) => row.map((cell) => cell.trim()))
  if (!first || first.every((cell) => cell === '')) return { features: [] }
  // A line of numbers is data: such columns have no names.
  const bare = first.every(isNumber)
  const names = bare ? first.map((_, index) => `feature_${index + 1}`) : unique(first.filter((cell) => cell !== ''))
  const rows = (bare ? [first, ...rest] : rest).filter((row) => row.length === names.length)
  return {
    features: names.map((name, index) =>
      featureOf(
        name,
        rows.map((row) => row[index] ?? ''),
      ),
    ),
    sampleRow: rows[0]?.join(','),
  }
}

/** API and form know a column by its name, so two of one name become two names. */
function unique(names: string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}_${count}`
  })
}

function featureOf(name: string, values: string[]): Feature {
  const given = values.filter((value) => value !== '')
  if (given.length === 0) return { name, type: 'number' }
  if (given.every(isNumber)) {
    const numbers = given.map(Number)
    return { name, type: 'number', default: given[0], ...rangeOf(numbers) }
  }
  const choices = [...new Set(given)]
  return choices.length <= maxChoices
    ? { name, type: 'choice', choices, default: given[0] }
    : { name, type: 'text', default: given[0] }
}

/** One value is no range. */
function rangeOf(numbers: number[]): Pick<Feature, 'min' | 'max'> {
  const min = Math.min(...numbers)
  const max = Math.max(...numbers)
  return min < max ? { min, max } : {}
}

/** `a, b,, c` → a, b, c. */
export const splitList = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
