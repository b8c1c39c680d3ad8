/** What a model can take, as a kind that a person knows, and the form of input, content type and task that go with it. */
import type { InputForm, Task } from '../contract/contract'
import { inputSchema } from '../contract/contract-schema'

export const profileKinds = ['rows', 'text', 'chat', 'image', 'audio', 'series', 'tensors', 'json'] as const
export type ProfileKind = (typeof profileKinds)[number]

export const kindNames: Record<ProfileKind, string> = {
  rows: 'Rows of features',
  text: 'Text',
  chat: 'Chat messages',
  image: 'Image',
  audio: 'Audio',
  series: 'Time series',
  tensors: 'Tensors',
  json: 'Other JSON',
}

export interface Reading {
  kind: ProfileKind
  input: InputForm
  /** The type of a request's body. */
  contentType: string
  task?: Task
  /** A text that shows what the model does, for a text or a conversation. */
  sample?: string
}

type Extra = Pick<Reading, 'task' | 'sample'>

const json = 'application/json'
export const jsonLinesType = 'application/jsonlines'
const parsed = (input: object): InputForm => inputSchema.parse(input)

export const rows = (extra: Extra = {}): Reading => ({
  kind: 'rows',
  input: parsed({ kind: 'rows' }),
  contentType: 'text/csv',
  ...extra,
})

export const text = (extra: Extra = {}, wrap: 'inputs' | 'instances' | 'plain' = 'inputs'): Reading => ({
  kind: 'text',
  input: parsed({ kind: 'text', wrap }),
  contentType: wrap === 'plain' ? 'text/plain' : json,
  ...extra,
})

export const chat = (): Reading => ({
  kind: 'chat',
  input: parsed({ kind: 'chat' }),
  contentType: json,
  task: 'generation',
})

export const image = (task?: Task, contentType = 'application/x-image'): Reading => ({
  kind: 'image',
  input: parsed({ kind: 'image', contentType }),
  contentType,
  ...(task ? { task } : {}),
})

export const audio = (task?: Task): Reading => ({
  kind: 'audio',
  input: parsed({ kind: 'audio' }),
  contentType: 'audio/wav',
  ...(task ? { task } : {}),
})

/** A contract holds no longer one. */
const longestExample = 8_000

/** Indents a body, and keeps a list of plain values on its line; undefined if it is too long in any form. */
function bodyText(example: unknown): string | undefined {
  const indented = JSON.stringify(example, null, 2).replace(/\[[^[\]{}]*\]/g, (list) =>
    list.replace(/,\n\s*/g, ', ').replace(/\n\s*/g, ''),
  )
  return [indented, JSON.stringify(example)].find((text) => text.length <= longestExample)
}

const body = (kind: 'series' | 'tensors' | 'json', example: unknown, task?: Task): Reading => ({
  kind,
  input: parsed({ kind: 'json', ...(example === undefined ? {} : { example: bodyText(example) }) }),
  contentType: json,
  ...(task ? { task } : {}),
})

export const otherJson = (example?: unknown, task?: Task): Reading => body('json', example, task)
/** One record of a model that reads JSON Lines. */
export const jsonLines = (record?: string): Reading => ({
  kind: 'json',
  input: parsed({ kind: 'json', contentType: jsonLinesType, ...(record === undefined ? {} : { example: record }) }),
  contentType: jsonLinesType,
})
export const tensors = (example?: unknown): Reading => body('tensors', example)
export const series = (example: unknown): Reading => body('series', example, 'forecast')

/** Three years of months with a trend and a season, which a forecast can be held against by eye. */
const months = Array.from({ length: 36 }, (_, month) =>
  Math.round(120 + 1.5 * month + 15 * Math.sin((month * Math.PI) / 6)),
)

/** DeepAR's form: https://docs.aws.amazon.com/sagemaker/latest/dg/deepar-in-formats.html */
export const deepArSample = {
  instances: [{ start: '2023-01-01 00:00:00', target: months }],
  configuration: { num_samples: 50, output_types: ['mean', 'quantiles'], quantiles: ['0.1', '0.5', '0.9'] },
}

/** Chronos's form: https://github.com/amazon-science/chronos-forecasting/blob/main/notebooks/deploy-chronos-bolt-to-amazon-sagemaker.ipynb */
export const chronosSample = {
  inputs: [{ target: months }],
  parameters: { prediction_length: 12 },
}
