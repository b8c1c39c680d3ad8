/** The contract's part of the deploy form: its fields, and their way to the contract and back. */

import { type ColumnValue, columnOf, featureOf } from '@/lib/model/contract/column-value'
import {
  type Example,
  type FeatureContract,
  type InputForm,
  type InputKind,
  inputOf,
  type Task,
} from '@/lib/model/contract/contract'

/** The settings of every kind of input side by side, so that trying another kind loses nothing. */
export interface InputValue {
  kind: InputKind
  wrap: 'inputs' | 'instances' | 'plain'
  imageType: string
  audioType: string
  system: string
  stream: boolean
  example: string
  /** Other JSON is sent as JSON Lines. */
  isLines: boolean
  parameters: ColumnValue[]
}

export interface ContractValues {
  features: ColumnValue[]
  sampleRow: string
  input: InputValue
  task: 'unknown' | Task
  /** Class names in class order. */
  labels: string[]
  /** What is predicted. */
  outputName: string
  outputUnit: string
  /** The range of a number in the training data, as it is typed. */
  outputMin: string
  outputMax: string
  /** The threshold of an anomaly score. */
  threshold: string
  /** Names of several outputs in order. */
  outputs: string[]
  examples: Example[]
}

export function contractValuesOf(contract: FeatureContract, sampleRow = ''): ContractValues {
  return {
    features: contract.features.map(columnOf),
    sampleRow,
    input: inputValueOf(inputOf(contract)),
    ...outputValuesOf(contract.output),
    examples: contract.examples ?? [],
  }
}

/** What the answer means, as the form edits it. */
export function outputValuesOf(output: FeatureContract['output']) {
  return {
    task: output?.task ?? ('unknown' as const),
    labels: output?.labels ?? [],
    outputName: output?.name ?? '',
    outputUnit: output?.unit ?? '',
    outputMin: textOf(output?.min),
    outputMax: textOf(output?.max),
    threshold: textOf(output?.threshold),
    outputs: output?.outputs ?? [],
  }
}

const textOf = (number: number | undefined) => (number === undefined ? '' : String(number))
/** NaN, which the contract's schema refuses, where it is no number. */
const numberOf = (text: string) => (text.trim() === '' ? undefined : Number(text))

function inputValueOf(input: InputForm): InputValue {
  return {
    kind: input.kind,
    wrap: input.kind === 'text' ? input.wrap : 'inputs',
    imageType: input.kind === 'image' ? input.contentType : 'application/x-image',
    audioType: input.kind === 'audio' ? input.contentType : 'audio/wav',
    system: (input.kind === 'chat' && input.system) || '',
    stream: input.kind === 'chat' && input.stream,
    example: (input.kind === 'json' && input.example) || '',
    isLines: input.kind === 'json' && input.contentType !== undefined,
    parameters: input.kind === 'text' || input.kind === 'chat' ? input.parameters.map(columnOf) : [],
  }
}

/** @param base what the contract was before, of which all stays that the form does not edit */
export function contractOf(values: ContractValues, base: FeatureContract): FeatureContract {
  const { kind } = values.input
  return {
    ...base,
    features: kind === 'rows' ? values.features.map(featureOf) : [],
    input: kind === 'rows' && !base.input ? undefined : inputFormOf(values.input),
    output: outputOf(values, base.output),
    examples: values.examples.length > 0 ? values.examples : undefined,
  }
}

function inputFormOf(input: InputValue): InputForm {
  const parameters = input.parameters.map(featureOf)
  switch (input.kind) {
    case 'rows':
      return { kind: 'rows' }
    case 'text':
      return { kind: 'text', wrap: input.wrap, parameters }
    case 'image':
      return { kind: 'image', contentType: input.imageType.trim() }
    case 'audio':
      return { kind: 'audio', contentType: input.audioType.trim() }
    case 'chat':
      return { kind: 'chat', system: input.system.trim() || undefined, parameters, stream: input.stream }
    default:
      return {
        kind: 'json',
        example: input.example.trim() || undefined,
        ...(input.isLines ? { contentType: 'application/jsonlines' as const } : {}),
      }
  }
}

function outputOf(values: ContractValues, base: FeatureContract['output']): FeatureContract['output'] {
  const task = values.task === 'unknown' ? undefined : values.task
  const output = {
    ...base,
    task,
    name: values.outputName.trim() || undefined,
    labels: task !== undefined && hasLabels(task) ? values.labels : undefined,
    unit: (task !== undefined && hasUnit(task) && values.outputUnit.trim()) || undefined,
    min: hasRange(task) ? numberOf(values.outputMin) : undefined,
    max: hasRange(task) ? numberOf(values.outputMax) : undefined,
    threshold: hasThreshold(task) ? numberOf(values.threshold) : undefined,
    outputs: values.outputs.length > 0 ? values.outputs : undefined,
  }
  return Object.values(output).some((value) => value !== undefined) ? output : undefined
}

/** Tasks whose answer names one of several classes. */
export const hasLabels = (task: ContractValues['task']): boolean =>
  task === 'classification' || task === 'detection' || task === 'clustering'

export const hasUnit = (task: ContractValues['task']): boolean => task === 'regression' || task === 'forecast'

export const hasRange = (task: ContractValues['task'] | undefined): boolean => task === 'regression'

export const hasThreshold = (task: ContractValues['task'] | undefined): boolean => task === 'anomaly'
