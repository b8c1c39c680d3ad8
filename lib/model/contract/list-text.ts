/**
 * A list as the lines of a text field. A comma, a quote or a bar is part of a value. A value that a line cannot show as it is
 * (a line break, a space at an end, nothing at all, a quote at its start) is written as a JSON string.
 */

const isPlain = (value: string): boolean => value === value.trim() && !/^"|[\r\n]/.test(value) && value !== ''

export const textOfList = (list: readonly string[]): string =>
  list.map((value) => (isPlain(value) ? value : JSON.stringify(value))).join('\n')

/** The value of each line; undefined for an empty line, which counts for nothing. */
export const valuesByLine = (text: string): (string | undefined)[] => text.split(/\r?\n|\r/).map(valueIn)

export const listOfText = (text: string): string[] => valuesByLine(text).filter((value) => value !== undefined)

function valueIn(line: string): string | undefined {
  const value = line.trim()
  if (value === '') return undefined
  return value.startsWith('"') ? (jsonString(value) ?? value) : value
}

function jsonString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

export const isSameList = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one?.length === other?.length && (one ?? []).every((value, index) => value === other?.[index])
