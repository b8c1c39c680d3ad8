/**
 * What the function knows of its model: of the spec in `wiring.json`, which lies beside it in the zip, only what a request is
 * put together and an answer is read with. Nothing of it is trusted to have its shape.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Feature {
  name: string
  type: string
  /** A caller can write it behind the name: `length (cm)`. */
  unit?: string
  default?: string
  /** The values of a choice, as they are sent. */
  choices: string[]
  /** These are all that there are: somebody gave them, or many rows showed them. */
  isWholeList: boolean
  /** How a missing value is sent; `none`: it is refused. Absent: as it was given, and the model decides. */
  missing?: 'empty' | 'NaN' | 'null' | 'none'
}

export interface Output {
  task?: string
  /** Class names by class index. */
  labels: string[]
  unit?: string
  /** Names of several outputs in order. */
  outputs: string[]
}

/** What the model takes: `rows`, `text`, `image`, `audio`, `chat`, `json`. */
interface Input {
  kind: string
  /** The type of a picture or a recording; `image/*` leaves it to the file. */
  contentType?: string
  /** A text is sent as it is, and in no JSON. */
  isPlain: boolean
  /** A text is sent as `{"instances": [text]}`, and else as `{"inputs": text}`. */
  isInstances: boolean
}

export interface Contract {
  /** In the model's order. */
  features: Feature[]
  input: Input
  output: Output
}

const noContract: Contract = {
  features: [],
  input: { kind: 'rows', isPlain: false, isInstances: false },
  output: { labels: [], outputs: [] },
}

const known = new Map<string, Contract>()

/** Read once, as long as the process lives. @param folder where the zip's files are; absent where no Lambda runs this */
export function contractIn(folder: string | undefined): Contract {
  if (!folder) return noContract
  const before = known.get(folder)
  if (before) return before
  const contract = readContract(join(folder, 'wiring.json'))
  known.set(folder, contract)
  return contract
}

/** Code that somebody put there without a spec stands without a contract. */
function readContract(path: string): Contract {
  let spec: unknown
  try {
    spec = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return noContract
  }
  return contractFrom(members(spec).contract)
}

/** @param written as the spec has it */
export function contractFrom(written: unknown): Contract {
  const contract = members(written)
  const output = members(contract.output)
  const input = members(contract.input)
  const features = Array.isArray(contract.features) ? contract.features.map(members) : []
  return {
    features: features.map(({ name, type, unit, default: start, choices, missing, histogram }) => ({
      name: String(name),
      type: String(type),
      unit: textOf(unit),
      default: textOf(start),
      choices: textsOf(choices),
      isWholeList: textsOf(choices).length > 1 && (!Array.isArray(histogram) || sumOf(histogram) >= fewestRows),
      missing: missingForms.find((form) => form === missing),
    })),
    input: {
      kind: textOf(input.kind) ?? 'rows',
      contentType: textOf(input.contentType),
      isPlain: input.wrap === 'plain',
      isInstances: input.wrap === 'instances',
    },
    output: {
      task: textOf(output.task),
      labels: textsOf(output.labels),
      unit: textOf(output.unit),
      outputs: textsOf(output.outputs),
    },
  }
}

const missingForms = ['empty', 'NaN', 'null', 'none'] as const

/** So many rows show all values of a choice. A histogram counts the rows that a list was read from. */
const fewestRows = 100

const sumOf = (counts: unknown[]): number => counts.reduce<number>((sum, count) => sum + Number(count), 0)

const members = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
