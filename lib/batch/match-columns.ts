/** Which column of a file is which feature: by name where it has a header, else by place. */

import type { Feature, FeatureContract } from '../model/contract/contract'
import { keysOf, nameKey } from '../model/requests/request-shape'
import { hasHeader, indexColumn, layoutRecords } from '../model/tables/layout'
import { isNumber } from '../model/tables/number-text'
import { plural } from '../plural'
import { cellsOf } from './csv-line'
import type { RowTable } from './read-table'

export interface ColumnPlan {
  /** The contract's, for which `sent` has a column each; empty where none are described. */
  features: Feature[]
  /** The names in the file; numbered by place if it has no header. */
  names: string[]
  hasHeader: boolean
  /** File columns in the contract's order; every one but the label where no features are described. */
  sent: number[]
  /** The column with the true label. */
  truth?: number
  /** The column of row numbers, one of `extra`. */
  index?: number
  /** Kept in the download, not sent. */
  extra: number[]
  /** Why nothing can be sent yet; empty where all is well. */
  problems: ColumnProblem[]
}

interface ColumnProblem {
  /** The feature or the file's column. */
  column: string
  message: string
  remedy: string
}

export interface ColumnChoices {
  /** Undefined: as detected. */
  hasHeader?: boolean
  /** A file column, or -1 for none. Undefined: as recognised. */
  truth?: number
}

/** A header names a feature or the output, or is words above values. */
function detectHeader({ lines, isNamed }: RowTable, contract: FeatureContract): boolean {
  if (isNamed !== undefined) return isNamed
  const records = lines.slice(0, layoutRecords).map(cellsOf)
  const [first = []] = records
  const known = new Set([...contract.features.flatMap(keysOf), ...truthNames(contract)])
  return first.some((cell) => cell !== '' && known.has(nameKey(cell)) && !isNumber(cell)) || hasHeader(records)
}

const truthNames = ({ output }: FeatureContract): string[] =>
  [output?.name, 'label', 'target', 'true label', 'class', 'y'].flatMap((name) => (name ? [nameKey(name)] : []))

export function matchColumns(table: RowTable, contract: FeatureContract, choices: ColumnChoices = {}): ColumnPlan {
  const [first = [], ...below] = table.lines.slice(0, layoutRecords).map(cellsOf)
  return (choices.hasHeader ?? detectHeader(table, contract))
    ? byName(first, contract, choices.truth, indexColumn(first, below))
    : byPlace(commonWidth(table.lines), table.lines, contract, choices.truth)
}

function byName(
  names: string[],
  contract: FeatureContract,
  chosen: number | undefined,
  index: number | undefined,
): ColumnPlan {
  const plain = names.map(nameKey)
  const features = contract.features.flatMap(keysOf)
  const recognised = truthNames(contract)
    .filter((name) => !features.includes(name))
    .map((name) => plain.indexOf(name))
    .find((index) => index >= 0)
  const truth = chosen === -1 ? undefined : (chosen ?? recognised)
  const problems: ColumnProblem[] = []
  const byPlain = new Map<string, number[]>()
  for (const [index, name] of plain.entries()) {
    const same = byPlain.get(name)
    if (same) same.push(index)
    else byPlain.set(name, [index])
  }
  const columnsOf = (feature: Feature) =>
    keysOf(feature)
      .map((key) => byPlain.get(key))
      .find((columns) => columns !== undefined) ?? []
  const places = contract.features.map((feature) => {
    const { name } = feature
    const found = columnsOf(feature).filter((index) => index !== truth)
    if (found.length === 0) problems.push(missing(name, names, features))
    if (found.length > 1)
      problems.push({
        column: name,
        message: `${found.length} columns are named like it: ${found.map((index) => names[index]).join(', ')}.`,
        remedy: 'Rename or remove all but one.',
      })
    return found[0] ?? -1
  })
  const all = names.map((_, index) => index)
  const used = new Set(places)
  const isDescribed = contract.features.length > 0
  const sent = isDescribed ? places : all.filter((place) => place !== truth && place !== index)
  const extra = isDescribed ? all.filter((place) => place !== truth && !used.has(place)) : []
  return {
    features: contract.features,
    names,
    hasHeader: true,
    sent,
    truth,
    ...(index === undefined || used.has(index) ? {} : { index }),
    extra: index === undefined || isDescribed || index === truth ? extra : [index],
    problems,
  }
}

/** Columns that are looked through for a likely name. */
const mostNamed = 1_000

function missing(name: string, names: string[], features: string[]): ColumnProblem {
  const known = new Set(features)
  const unused = names.slice(0, mostNamed).filter((one) => !known.has(nameKey(one)))
  const near = unused.find((one) => nearly(nameKey(one), nameKey(name)))
  const remedy = near
    ? `Is ${near} meant? Rename that column to ${name} and drop the file again.`
    : `Add a column ${name} to the file${unused.length > 0 ? `, or rename one of ${unused.slice(0, 12).join(', ')}${unused.length > 12 ? ', …' : ''}` : ''}.`
  return { column: name, message: 'The file has no such column.', remedy }
}

/** One holds the other, or they begin alike: `petallengthcm`, `petallen`. */
const nearly = (a: string, b: string): boolean => a !== '' && (a.includes(b) || b.includes(a) || sharedStart(a, b) >= 6)

function sharedStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}

function byPlace(width: number, lines: string[], contract: FeatureContract, chosen: number | undefined): ColumnPlan {
  const needed = contract.features.length
  const columns = Array.from({ length: width }, (_, index) => index)
  const surplus = needed > 0 && width === needed + 1
  const truth = chosen === -1 ? undefined : (chosen ?? (surplus ? columnOfLabels(width, lines, contract) : undefined))
  const sent = columns.filter((index) => index !== truth)
  const fits = needed === 0 || sent.length === needed
  const names = columns.map(
    (index) => contract.features[index - (truth !== undefined && index > truth ? 1 : 0)]?.name ?? `column ${index + 1}`,
  )
  if (truth !== undefined) names[truth] = contract.output?.name ?? 'label'
  return {
    features: contract.features,
    names,
    hasHeader: false,
    sent,
    truth,
    extra: [],
    problems: fits
      ? []
      : [
          {
            column: plural(sent.length, 'column'),
            message: `The contract needs ${needed}, and without a header columns are matched by place.`,
            remedy: surplus
              ? 'Choose which one is the true label, or add a header line.'
              : 'Add a header line with the names of the features.',
          },
        ],
  }
}

/** Without a header: the one column whose cells are class names. */
function columnOfLabels(width: number, lines: string[], { output }: FeatureContract): number | undefined {
  const labels = new Set(output?.labels?.map(nameKey))
  const sample = lines.slice(0, 50).map(cellsOf)
  const found = Array.from({ length: width }, (_, index) => index).filter((index) =>
    sample.every((cells) => cells.length !== width || labels.has(nameKey(cells[index] ?? ''))),
  )
  return found.length === 1 ? found[0] : undefined
}

/** The width that most of the first records have. */
function commonWidth(lines: string[]): number {
  const counts = new Map<number, number>()
  for (const line of lines.slice(0, 200)) {
    const width = cellsOf(line).length
    counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}
