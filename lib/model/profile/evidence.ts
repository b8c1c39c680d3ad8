/** Reads evidence of a model's features, recognised by its content, and merges it with what is known already. */
import { keptPlural } from '../../plural'
import { fail, ok, type Result } from '../../result'
import { type Example, type Feature, type FeatureContract, inputOf } from '../contract/contract'
import { takesMissing } from '../requests/encode'
import { parseJson } from '../requests/json-text'
import { contractFromCapture } from './files/from-capture'
import { contractFromTable } from './files/from-csv'
import { contractFromMlflow } from './files/from-mlflow'
import { featuresFromConstraints, featuresFromStatistics } from './files/from-monitor'
import { contractFromPayload, fromRows } from './files/from-payload'
import { isHeadless, mostRows, readTableText, tableOf } from './files/read-table'
import { madeExamples, madeInput, publicFeature } from './made-sample'
import type { Proposal } from './proposals'
import { withMissing } from './with-missing'

export interface Evidence {
  /** `CSV`, `data capture`: what it was recognised as. */
  source: string
  features: Feature[]
  input?: FeatureContract['input']
  output?: FeatureContract['output']
  examples: Example[]
  /** What a person should know of it: `150 rows`, `3 rows lack horsepower`. */
  notes: string[]
  /** Columns that the model perhaps does not take. */
  proposals?: Proposal[]
  /** Its names are the features' own; else they only count the places. */
  named: boolean
  /** It has nothing that somebody sent: names alone, or what calls proved. What is known of its features stays. */
  bare?: boolean
}

/** @param isCut the start of a longer file */
export function readEvidence(given: string, isCut = false): Result<Evidence> {
  const text = unquoted(given)
  const found = fromJson(text) ?? fromSignature(text)
  if (found) return ok(found)
  const read = readTableText(text, isCut)
  if (/^\s*[[{]/.test(text) && !(read.ok && read.value.records.length > 1))
    return fail({
      code: 'unknown-json',
      message: 'This JSON describes no features.',
      remedy: 'Paste it whole: statistics.json, constraints.json, a signature, a request body or captured lines.',
    })
  if (!read.ok) return read
  const { records, notes: reported, isNamed } = read.value
  if (isNamed === undefined ? isHeadless(records) : !isNamed) {
    const payload = fromRows(records.slice(0, mostRows))
    const other = payload ? Math.min(records.length, mostRows) - payload.rows : 0
    const notes = payload && [
      records.length > mostRows ? `the first ${rowsText(payload.rows)}` : rowsText(payload.rows),
      ...(other > 0 ? [`${rowsText(other)} of another width left out`] : []),
      ...reported,
    ]
    if (notes) return ok({ ...payload, source: 'rows without a header', notes })
  }
  const table = tableOf(records, isNamed)
  if (!table.ok) return table
  const { rows, cut, missing, empty, notes, ...contract } = contractFromTable(table.value)
  return ok({
    ...contract,
    source: /^\s*[[{]/.test(text) ? 'JSON lines' : 'CSV',
    named: true,
    bare: rows === 0,
    notes: [
      ...(rows > 0 ? [cut ? `the first ${rowsText(rows)}` : rowsText(rows)] : []),
      ...reported,
      ...notes,
      ...missing.slice(0, 3).map((one) => `${rowsText(one.rows)} without ${one.name}`),
      ...empty.slice(0, 3).map((name) => `${name} has no value and so no type`),
    ],
  })
}

/** JSON that stands in a JSON string, as `json.dumps(df.to_json())` writes it. */
function unquoted(text: string): string {
  const inner = /^\s*"\s*[[{]/.test(text) ? parseJson(text) : undefined
  return typeof inner === 'string' ? inner : text
}

const rowsText = (count: number) => keptPlural(count, 'row')

function fromSignature(text: string): Evidence | undefined {
  if (!/^signature:|"inputs"/m.test(text)) return undefined
  const signature = contractFromMlflow(text)
  return signature && { ...signature, source: 'MLflow signature', examples: [], notes: [], named: true }
}

function fromJson(text: string): Evidence | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  const capture = /"captureData"/.test(text) ? contractFromCapture(text) : undefined
  if (capture) {
    const { rows, task, threshold, ...contract } = capture
    const output = task && { task, ...(threshold === undefined ? {} : { threshold }) }
    return { ...contract, source: 'data capture', output, notes: [rowsText(rows)] }
  }
  const body = parseJson(text)
  if (body === undefined) return undefined
  const statistics = featuresFromStatistics(body)
  if (statistics) return { source: 'statistics.json', features: statistics, examples: [], notes: [], named: true }
  const constraints = featuresFromConstraints(body)
  if (constraints) return { source: 'constraints.json', features: constraints, examples: [], notes: [], named: true }
  const signature = fromSignature(text)
  if (signature) return signature
  const payload = contractFromPayload(text)
  if (!payload) return undefined
  return { ...payload, source: 'sample payload', notes: payload.features.length > 0 ? [rowsText(payload.rows)] : [] }
}

const isNumeric = ({ type }: Feature) => type === 'number' || type === 'integer'

/** What all numbers say is the container's, and holds for columns of other names too. */
function missingOfAll(features: Feature[]): Feature['missing'] {
  const [first, ...others] = features.filter(({ type }) => type !== 'text')
  return first && takesMissing(first) && others.every(({ missing }) => missing === first.missing)
    ? first.missing
    : undefined
}

/** What was said of a feature by hand stays where the evidence is silent. */
function overlaid(known: Feature | undefined, found: Feature, { named, bare }: Evidence): Feature {
  if (!known) return found
  if (bare) return known
  const name = named ? found.name : known.name
  // Another kind of value: what was known of its range or choices no longer holds.
  if (isNumeric(known) !== isNumeric(found) && known.type !== found.type)
    return { ...found, name, description: known.description }
  // `text` says of a choice only that the evidence does not list its values.
  if (known.choices && found.type === 'text') return known
  // Rows with gaps show that a value can be missing, and not in which form the container takes it.
  const missing = takesMissing(known) ? known.missing : (found.missing ?? known.missing)
  return { ...known, ...found, name, ...(missing ? { missing } : {}) }
}

/**
 * Lays evidence over a contract, which leaves the console: its rows stay out, and a sample is made from types and ranges.
 * Fails where evidence without names has another number of columns than the contract.
 */
export function withEvidence(contract: FeatureContract, evidence: Evidence): Result<FeatureContract> {
  const { named } = evidence
  // Names alone, and what a person wrote, have no values of rows.
  const ofRows = evidence.examples.length > 0
  const features = evidence.bare
    ? evidence.features
    : evidence.features.map((one) => publicFeature(one, evidence.source === 'data capture'))
  const width = contract.features.length
  const input =
    (evidence.bare ? evidence.input : madeInput(evidence.input)) ??
    (features.length > 0 ? { kind: 'rows' as const } : inputOf(contract))
  const output = { ...contract.output, ...evidence.output }
  const rest = {
    ...contract,
    input: input.kind === 'rows' && !contract.input ? undefined : input,
    output: Object.keys(output).length > 0 ? output : undefined,
  }
  const withSample = (one: FeatureContract): FeatureContract => {
    const made = evidence.bare ? evidence.examples : ofRows ? madeExamples(one.features, one.input) : []
    return made.length > 0 ? { ...one, examples: made } : one
  }
  if (features.length === 0) return ok(withSample(rest))
  if (!named && width > 0 && width !== features.length)
    return fail({
      code: 'other-width',
      message: `The evidence (${evidence.source}) has ${keptPlural(features.length, 'column')}, and the contract ${width}.`,
      remedy: 'Remove the features that the model does not take, or clear the list and read it again.',
    })
  const byName = new Map(contract.features.map((one) => [one.name, one]))
  const laid = features.map((found, place) =>
    overlaid(named ? byName.get(found.name) : contract.features[place], found, evidence),
  )
  const merged = withMissing(laid, missingOfAll(contract.features))
  return ok(withSample({ ...rest, features: merged }))
}
