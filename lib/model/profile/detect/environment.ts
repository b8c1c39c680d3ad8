/** What a container's settings say, each in its own words. */

import type { Feature } from '../../contract/contract'
import { asList, asObject, asText, parseJson } from '../../requests/json-text'
import type { ModelFacts } from '../facts'
import type { Finding } from '../finding'
import { readingOfModel, readingOfTask } from '../hugging-face-task'
import { chat, image, otherJson, type Reading, rows, tensors, text } from '../readings'
import { readingsOfTypes } from './content-types'
import { isServedByMlflow, ofMlflow } from './mlflow'

type Settings = Record<string, string>
type Detect = (settings: Settings) => Finding | undefined

const from = (source: string, sure: Finding['sure'], ...readings: Reading[]): Finding => ({
  source,
  sure,
  readings,
  task: readings.length === 1 ? readings[0]?.task : undefined,
})

/** https://github.com/aws/sagemaker-huggingface-inference-toolkit#hf_task */
const task: Detect = ({ HF_TASK, OPTION_TASK, SM_VLLM_TASK, HF_MODEL_ID }) => {
  const [name, value] = HF_TASK
    ? ['HF_TASK', HF_TASK]
    : OPTION_TASK
      ? ['OPTION_TASK', OPTION_TASK]
      : ['SM_VLLM_TASK', SM_VLLM_TASK ?? '']
  if (value === '') return undefined
  if (name === 'SM_VLLM_TASK')
    return /embed/.test(value)
      ? from(`${name}=${value}`, 'stated', otherJson({ input: 'What is deep learning?' }, 'embedding'))
      : undefined
  const reading = readingOfTask(value, HF_MODEL_ID)
  if (!reading) return from(`${name}=${value}`, 'unsure', text(), image(), otherJson())
  // The text-generation containers read a text-generation task as what they do anyway, chats among it.
  return value === 'text-generation'
    ? from(`${name}=${value}`, 'unsure', text(reading), chat())
    : from(`${name}=${value}`, 'stated', reading)
}

const model: Detect = ({ HF_MODEL_ID, OPTION_MODEL_ID, SM_VLLM_MODEL, MODEL_ID }) => {
  const [name, id] =
    Object.entries({ HF_MODEL_ID, OPTION_MODEL_ID, SM_VLLM_MODEL, MODEL_ID }).find(
      ([, value]) => value !== undefined,
    ) ?? []
  const reading = id && readingOfModel(id)
  return reading ? from(`${name}=${id}`, 'likely', reading) : undefined
}

const messages: Detect = ({ MESSAGES_API_ENABLED }) =>
  MESSAGES_API_ENABLED?.toLowerCase() === 'true' ? from('MESSAGES_API_ENABLED', 'stated', chat()) : undefined

const triton: Detect = ({ SAGEMAKER_TRITON_DEFAULT_MODEL_NAME: name }) =>
  name ? from('SAGEMAKER_TRITON_DEFAULT_MODEL_NAME', 'stated', tensors()) : undefined

/** https://docs.aws.amazon.com/sagemaker/latest/dg/autopilot-models-deploy-realtime.html */
const supported: Detect = ({ SAGEMAKER_INFERENCE_SUPPORTED: types }) => {
  // Autopilot lists names of outputs here (`predicted_label,probability`), its AutoGluon containers types.
  const contentTypes = (types ?? '')
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type.includes('/'))
  const readings = readingsOfTypes(contentTypes)
  if (contentTypes.length === 0) return undefined
  return {
    ...from('SAGEMAKER_INFERENCE_SUPPORTED', readings.length === 1 ? 'stated' : 'unsure', ...readings),
    contentTypes,
  }
}

const outputs: Detect = ({ SAGEMAKER_INFERENCE_OUTPUT: names = '' }) =>
  /probabilit|labels/.test(names)
    ? { ...from('SAGEMAKER_INFERENCE_OUTPUT', 'likely', rows()), task: 'classification' }
    : names.includes('predicted_label')
      ? from('SAGEMAKER_INFERENCE_OUTPUT', 'likely', rows())
      : undefined

const sparkTypes: Record<string, Feature['type']> = {
  boolean: 'boolean',
  byte: 'integer',
  short: 'integer',
  int: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  string: 'text',
}

/** https://github.com/aws/sagemaker-sparkml-serving-container#environment-variable */
const sparkSchema: Detect = ({ SAGEMAKER_SPARKML_SCHEMA: schema }) => {
  const features = asList(asObject(parseJson(schema ?? ''))?.input).flatMap((one): Feature[] => {
    const column = asObject(one)
    const [name, type] = [asText(column?.name), sparkTypes[asText(column?.type) ?? '']]
    return name && type ? [{ name: name.slice(0, 64), type }] : []
  })
  return features.length > 0
    ? { ...from('SAGEMAKER_SPARKML_SCHEMA', 'stated', rows()), features, named: true }
    : undefined
}

const tabular = /^(sklearn|xgboost|lightgbm|catboost|statsmodels|spark|h2o)$/

/** A setting of the flavor alone is ModelBuilder's, whose containers are the frameworks' own. */
const mlflow: Detect = (settings) => {
  const [name] = Object.keys(settings).filter((one) => one.startsWith('MLFLOW_'))
  if (!name) return undefined
  const flavor = settings.MLFLOW_DEPLOYMENT_FLAVOR_NAME ?? settings.MLFLOW_MODEL_FLAVOR ?? 'python_function'
  const source = `${name}, flavor ${flavor}`
  if (isServedByMlflow({ environment: settings })) return from(source, 'unsure', ...ofMlflow())
  return tabular.test(flavor) ? from(source, 'likely', rows()) : from(source, 'unsure', rows(), ...ofMlflow())
}

/** https://docs.pytorch.org/serve/default_handlers.html */
const handlers: Record<string, () => Reading> = {
  image_classifier: () => image('classification'),
  object_detector: () => image('detection'),
  image_segmenter: () => image(),
  text_classifier: () => text({ task: 'classification', sample: 'I love how quickly the new model answers.' }, 'plain'),
}

const torchServe: Detect = (settings) => {
  const [name, handler = ''] = Object.entries(settings).find(([one]) => /^(TS|MMS)_/.test(one)) ?? []
  const reading = handlers[handler.split(/[:.]/)[0] ?? '']?.()
  return name && reading ? from(`${name}=${handler}`, 'stated', reading) : undefined
}

export const detectEnvironment = ({ environment = {} }: ModelFacts): Finding[] =>
  [task, model, messages, triton, supported, outputs, sparkSchema, mlflow, torchServe].flatMap(
    (detect) => detect(environment) ?? [],
  )
