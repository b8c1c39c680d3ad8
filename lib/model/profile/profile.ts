/**
 * A model's profile: what it takes and answers, from everything that AWS shows of it. Each source makes findings with how sure
 * they are; the surest wins, and sources that contradict each other leave it to a call of the model, or to a person.
 */

import { keptPlural } from '../../plural'
import type { Feature, FeatureContract, InputForm, Task } from '../contract/contract'
import { longestLabel, mostLabels } from '../contract/contract-terms'
import { shownRow } from '../requests/shown-row'
import { detectClarify } from './detect/clarify'
import { detectEnvironment } from './detect/environment'
import { detectEvidence } from './detect/evidence'
import { detectFiles } from './detect/files'
import { detectImage } from './detect/image'
import { detectPackage } from './detect/model-package'
import { detectTags } from './detect/tags'
import type { ModelFacts } from './facts'
import { type Finding, type Sureness, surenesses } from './finding'
import { kindNames, otherJson, type ProfileKind, type Reading, rows } from './readings'
import { withMissing } from './with-missing'

interface Found<T> {
  value: T
  source: string
  sure: Sureness
}

export interface ModelProfile {
  /** How sure the kind of input is. */
  sure: Sureness
  /** What says so: `the LMI 0.33 container`. */
  source: string
  /** What the model can take, the likeliest first; one unless the profile is unsure. */
  readings: Reading[]
  contentTypes?: Found<string[]>
  accept?: string
  task?: Found<Task>
  labels?: Found<string[]>
  features?: Found<Feature[]>
  /** How the container takes a missing number; absent if nothing says so. */
  missing?: Feature['missing']
  /** For a model that takes rows, one that is made from types and ranges. */
  sampleRow?: string
}

export const findingsOf = (facts: ModelFacts): Finding[] =>
  [
    ...[detectPackage, detectTags, detectEnvironment, detectImage],
    ...[detectClarify, detectFiles, detectEvidence],
  ].flatMap((detect) => detect(facts))

export const profileOf = (facts: ModelFacts): ModelProfile => merged(findingsOf(facts))

/** The surest of all findings; those that are equally sure and contradict each other make two candidates. */
export function merged(findings: Finding[]): ModelProfile {
  const kind = kindFrom(findings)
  const [reading = rows()] = kind.readings
  const features = kind.readings.some(({ kind }) => kind === 'rows') ? featuresFrom(findings) : undefined
  const labels = surest(findings, 'labels')
  return {
    ...kind,
    contentTypes: surest(findings, 'contentTypes'),
    accept: findings.find((one) => one.accept)?.accept,
    task: taskFrom(findings),
    labels,
    features,
    missing: findings.find((one) => one.missing)?.missing,
    sampleRow:
      reading.kind === 'rows' ? (features?.value.length ? shownRow(features.value) : reading.sample) : undefined,
  }
}

type Kind = Pick<ModelProfile, 'sure' | 'source' | 'readings'>

const has = (finding: Finding): finding is Finding & { readings: Reading[] } => (finding.readings?.length ?? 0) > 0

function kindFrom(findings: Finding[]): Kind {
  const distinctive = findings.filter(has)
  const open = distinctive.filter(({ sure }) => sure === 'unsure')
  for (const sure of ['proved', 'stated', 'likely'] as const) {
    const said = distinctive.filter((finding) => finding.sure === sure)
    const [first] = said
    if (!first) continue
    const other = said.find((one) => kindOf(one) !== kindOf(first))
    if (other && sure !== 'proved') return between(first, other)
    const against = open.find(({ readings }) => !readings.some(({ kind }) => kind === kindOf(first)))
    if (sure === 'likely' && against) return between(first, against)
    const same = said.filter(({ readings }) => kindOf({ readings }) === kindOf(first))
    const fullest =
      same.find(({ limit }) => limit) ??
      same.find(({ readings }) => readings[0]?.task) ??
      same.find(({ readings }) => hasExample(readings[0])) ??
      first
    const source = fullest.limit ? `${fullest.source}, where ${fullest.limit}` : fullest.source
    return { sure, source, readings: fullest.readings.slice(0, 1) }
  }
  return narrowed(open)
}

/** Says whether a body is known; what is no other JSON needs none. */
export const hasExample = (reading: Reading | undefined): boolean =>
  reading?.input.kind === 'json' && reading.input.example !== undefined

const kindOf = ({ readings }: { readings: Reading[] }): ProfileKind | undefined => readings[0]?.kind

const between = (one: Finding & { readings: Reading[] }, other: Finding & { readings: Reading[] }): Kind => ({
  sure: 'unsure',
  source: `${one.source} and ${other.source}, which contradict each other`,
  readings: [...one.readings.slice(0, 1), ...other.readings.slice(0, 1)],
})

/** What all sources leave possible. If that is one kind it is likely; if they leave nothing, each is one. */
function narrowed(open: (Finding & { readings: Reading[] })[]): Kind {
  const [first, ...others] = open
  if (!first) return { sure: 'unsure', source: 'nothing that AWS shows', readings: [rows(), otherJson()] }
  const common = first.readings.filter(({ kind }) =>
    others.every(({ readings }) => readings.some((one) => one.kind === kind)),
  )
  const source = open.map((one) => one.source).join(' and ')
  if (common.length === 1) return { sure: 'likely', source, readings: common }
  if (common.length > 1) return { sure: 'unsure', source, readings: common }
  const [other] = others.filter(({ readings }) => kindOf({ readings }) !== kindOf(first))
  return other ? between(first, other) : { sure: 'unsure', source, readings: first.readings }
}

function surest<K extends 'contentTypes' | 'labels' | 'features'>(
  findings: Finding[],
  key: K,
  namedFirst = false,
): Found<NonNullable<Finding[K]>> | undefined {
  const with_ = findings.filter((one) => one[key] !== undefined)
  const rank = (one: Finding) =>
    surenesses.indexOf(one.sure) - (namedFirst && one.named && one.sure !== 'unsure' ? surenesses.length : 0)
  const [best] = [...with_].sort((a, b) => rank(a) - rank(b))
  const value = best?.[key]
  return best && value ? { value: value as NonNullable<Finding[K]>, source: best.source, sure: best.sure } : undefined
}

/** Names are worth more than proof, unless a call proved another number of features. */
function featuresFrom(findings: Finding[]): Found<Feature[]> | undefined {
  const best = surest(findings, 'features', true)
  const proved = findings.find(({ sure, features }) => sure === 'proved' && features)
  if (!proved?.features || best?.value.length === proved.features.length) return best
  return { value: proved.features, source: proved.source, sure: 'proved' }
}

/** Undefined where two equally sure sources name different tasks. */
function taskFrom(findings: Finding[]): Found<Task> | undefined {
  for (const sure of surenesses) {
    const said = findings.filter((one) => one.sure === sure && one.task)
    const [first] = said
    if (!first?.task) continue
    return said.every(({ task }) => task === first.task) ? { value: first.task, source: first.source, sure } : undefined
  }
  return undefined
}

/** `Chat messages · detected from the LMI 0.33 container`. */
export function profileLine({ sure, source, readings, features }: ModelProfile): string {
  const names = readings.map(({ kind }, index) => (index === 0 ? kindNames[kind] : lower(kindNames[kind])))
  const width = readings.length === 1 && readings[0]?.kind === 'rows' ? features?.value.length : undefined
  const what = width ? `${names[0]}, ${keptPlural(width, 'value')} each` : listed(names)
  if (sure === 'proved') return `${what} · proved by ${source}`
  if (sure === 'unsure') return `${what} · not sure, from ${source}`
  return `${what} · ${sure === 'likely' ? 'likely, ' : ''}detected from ${source}`
}

const lower = (name: string): string => (name.startsWith('Other JSON') ? 'other JSON' : name.toLowerCase())

const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

/** What a deploy starts with. A task comes along only if it is more than a guess, since it changes how answers are read. */
export function contractOfProfile(profile: ModelProfile): FeatureContract {
  const { readings, features, task, labels, sure, missing } = profile
  const [reading = rows()] = readings
  const sample = reading.sample ?? (reading.kind === 'chat' ? 'Say hello in one sentence.' : undefined)
  const spoken = reading.kind === 'text' || reading.kind === 'chat'
  const known = task && task.sure !== 'unsure' && sure !== 'unsure' ? task.value : undefined
  const isKept = labels && known && labels.value.length <= mostLabels && labels.value.every(isLabel)
  const output = { ...(known ? { task: known } : {}), ...(isKept ? { labels: labels.value } : {}) }
  return {
    features: reading.kind === 'rows' ? withMissing(features?.value ?? [], missing) : [],
    ...(reading.kind === 'rows' ? {} : { input: reading.input }),
    ...(Object.keys(output).length > 0 ? { output } : {}),
    ...(spoken && sample ? { examples: [{ name: 'Sample', value: sample }] } : {}),
  }
}

const isLabel = (label: string): boolean => label.length <= longestLabel

/** The form of input that an image alone suggests; undefined where that is rows. */
export function inputOfImage(image: string | undefined): InputForm | undefined {
  const reading = image ? profileOf({ image }).readings[0] : undefined
  return reading && reading.kind !== 'rows' ? reading.input : undefined
}
