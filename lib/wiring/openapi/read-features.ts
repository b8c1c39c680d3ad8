/**
 * Reads the columns back from the model that the API has of its body (`modelOf`), for the day on which their record is gone.
 * What cannot be written again as it was read is not taken. Pure.
 */
import type { Feature } from '../../model/contract/contract'
import { columnText } from './model'

const longestName = 64
const mostColumns = 500

/** @returns undefined if it is no schema of ours, or if a column cannot be read */
export function featuresIn(schema: string | undefined): Feature[] | undefined {
  const texts = columnTexts(schema)
  if (!texts || texts.length === 0 || texts.length > mostColumns) return undefined
  const features = texts.map(featureOf)
  return features.every((one) => one !== undefined) ? features : undefined
}

interface Schema {
  description?: unknown
  properties?: Record<string, { description?: unknown } | undefined>
}

function columnTexts(schema: string | undefined): string[] | undefined {
  const { properties, description } = schemaIn(schema) ?? {}
  const ofBody = typeof description === 'string' ? rowsIn(description) : undefined
  if (ofBody) return ofBody
  if (typeof properties !== 'object' || properties === null) return undefined
  // JSON puts such names first and sorts them, so the columns' order is lost.
  if (Object.keys(properties).some((name) => /^\d+$/.test(name))) return undefined
  const all = Object.values(properties).map((one) => one?.description)
  if (!all.every((one) => typeof one === 'string')) return undefined
  const [text = ''] = all
  return all.length === 1 && rowsOf.test(text) ? rowsIn(text) : all
}

const rowsOf = /^Rows of (\d+) columns, in this order: /

function rowsIn(text: string): string[] | undefined {
  const rows = rowsOf.exec(text)
  const columns = rows ? text.slice(rows[0].length).split('; ') : []
  return rows && columns.length === Number(rows[1]) ? columns : undefined
}

function schemaIn(text: string | undefined): Schema | undefined {
  try {
    return JSON.parse(text ?? '') as Schema
  } catch {
    return undefined
  }
}

/** A name can have brackets too, so each is tried. */
function featureOf(text: string): Feature | undefined {
  for (let at = text.indexOf(' ('); at >= 0 && at <= longestName; at = text.indexOf(' (', at + 1)) {
    const name = text.slice(0, at)
    const end = text.endsWith(')') ? text.length - 1 : text.indexOf('): ', at)
    const description = end < 0 ? '' : text.slice(end + 3)
    const kind = end < 0 ? undefined : kindIn(text.slice(at + 2, end))
    const feature = kind && { name, ...kind, ...(description ? { description } : {}) }
    if (feature && columnText(feature) === text) return feature
  }
  return undefined
}

const plain =
  /^(number|integer|boolean|text|choice)(?: in ([^,]{1,24}))?(?:, (?:from (-?\d[\d.e+-]{0,30}))?(?: ?to (-?\d[\d.e+-]{0,30}))?)?$/

function kindIn(text: string): Omit<Feature, 'name'> | undefined {
  if (text.startsWith('one of ')) {
    const choices = choicesIn(text.slice('one of '.length))
    return choices && { type: 'choice', choices }
  }
  const [, type, unit, min, max] = text.match(plain) ?? []
  if (!type) return undefined
  return {
    type: type as Feature['type'],
    ...(unit ? { unit } : {}),
    ...(min ? { min: Number(min) } : {}),
    ...(max ? { max: Number(max) } : {}),
  }
}

/** Those with a sign of the list in them are in quotes. @returns undefined for what is no such list */
function choicesIn(text: string): string[] | undefined {
  const choices: string[] = []
  for (let at = 0; ; at += separator.length) {
    const end = text[at] === '"' ? closingOf(text, at) : text.indexOf(separator, at)
    const piece = end < 0 ? text.slice(at) : text.slice(at, end)
    const choice = choiceIn(piece)
    if (choice === undefined) return undefined
    choices.push(choice)
    at += piece.length
    if (at >= text.length) return choices
    if (!text.startsWith(separator, at)) return undefined
  }
}

const separator = ' | '

/** Finds the place behind the quote that ends the text; -1 if none does. */
function closingOf(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += text[at] === '\\' ? 2 : 1) if (text[at] === '"') return at + 1
  return -1
}

function choiceIn(piece: string): string | undefined {
  if (!piece.startsWith('"')) return piece
  try {
    const value: unknown = JSON.parse(piece)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
