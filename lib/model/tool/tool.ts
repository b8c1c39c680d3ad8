/**
 * Describes a model as a tool of an agent, in the form of the Model Context Protocol. Pure. The handler turns the arguments into
 * a request by the same names (`lambda-template/src/mcp/mcp-call.ts`).
 * https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool
 */
import { capitalized } from '../../first-letter'
import { type FeatureContract, inputOf } from '../contract/contract'
import { inputSchemaOf } from './input-schema'
import { outputSchemaOf } from './output-schema'
import { toolName } from './tool-name'

export interface Tool {
  /** At most 64 letters, digits, `_` and `-`, which every client takes. */
  name: string
  title: string
  description: string
  /** JSON Schema 2020-12 of the arguments. */
  inputSchema: object
  /** Describes the structured result; absent if nothing says what the model answers. */
  outputSchema?: object
  /** A prediction changes nothing. */
  annotations: { readOnlyHint: true }
}

interface Described {
  /** Without its first slash. */
  resourcePath: string
  contract: FeatureContract
  /** What a person wrote for agents; a sentence from the contract if absent. */
  description?: string
}

/** An agent that has several tools sees its title and description. */
export function toolOf({ resourcePath, contract, description }: Described): Tool {
  const outputSchema = outputSchemaOf(contract)
  return {
    name: toolName(resourcePath),
    title: capitalized(contract.output?.name ?? resourcePath),
    description: description ?? descriptionOf(contract),
    inputSchema: inputSchemaOf(contract),
    ...(outputSchema ? { outputSchema } : {}),
    annotations: { readOnlyHint: true },
  }
}

const subjects = {
  rows: 'a row of features',
  text: 'a text',
  image: 'an image',
  audio: 'a recording',
  chat: 'a conversation',
  json: 'a JSON document',
} as const

/** `Predicts Species (setosa, versicolor or virginica) from a row of features.` */
function descriptionOf(contract: FeatureContract): string {
  const { name, task, unit, labels = [] } = contract.output ?? {}
  const what = name ?? (task ? taskWords[task] : undefined) ?? 'a value'
  const shown = labels.slice(0, mostLabels)
  const more = labels.length > shown.length ? ` and ${labels.length - shown.length} more` : ''
  const facts = [unit ? `in ${unit}` : '', shown.length > 0 ? `one of ${shown.join(' | ')}${more}` : ''].filter(Boolean)
  const range = facts.length > 0 ? ` (${facts.join(', ')})` : ''
  return `Predicts ${what}${range} from ${subjects[inputOf(contract).kind]}. The prediction comes from a machine-learning model.`
}

const mostLabels = 20

const taskWords: Record<NonNullable<NonNullable<FeatureContract['output']>['task']>, string> = {
  classification: 'a class',
  regression: 'a number',
  clustering: 'a cluster',
  anomaly: 'an anomaly score',
  forecast: 'a forecast',
  detection: 'boxes around objects',
  tokens: 'labels of words',
  embedding: 'an embedding',
  generation: 'a text',
}
