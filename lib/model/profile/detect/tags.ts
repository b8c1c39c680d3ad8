/**
 * What JumpStart and Hugging Face leave in tags and in the address of the model's files.
 * https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/jumpstart/enums.py (its tags), and the task in each id of
 * https://sagemaker.readthedocs.io/en/stable/doc_utils/pretrainedmodels.html
 */
import type { ModelFacts } from '../facts'
import type { Finding } from '../finding'
import { readingOfModel, readingOfTask, rerank } from '../hugging-face-task'
import { audio, chat, chronosSample, image, otherJson, type Reading, rows, series, text } from '../readings'

const modelIdTag = 'sagemaker-sdk:jumpstart-model-id'

const textInputs = (sample: string): Reading => otherJson({ text_inputs: sample, max_length: 50 }, 'generation')

/** The part of a model id that names its task, as the tables of JumpStart's models list it. */
const families: [RegExp, () => Reading[]][] = [
  [
    /^(lightgbm|catboost|xgboost|sklearn|autogluon)-classification|^pytorch-tabtransformerclassification/,
    () => [rows({ task: 'classification' })],
  ],
  [
    /^(lightgbm|catboost|xgboost|sklearn|autogluon)-regression|^pytorch-tabtransformerregression/,
    () => [rows({ task: 'regression' })],
  ],
  [/^autogluon-forecasting|chronos/, () => [series(chronosSample)]],
  [/-(ic|icembedding)-/, () => [image('classification')]],
  [/-(od|od1|is)-/, () => [image('detection')]],
  [/-semseg-/, () => [image()]],
  [/-asr-/, () => [audio('generation')]],
  [
    /-tcembedding-|-sentencesimilarity-|-textembedding-/,
    () => [text({ task: 'embedding', sample: 'What is deep learning?' }, 'plain')],
  ],
  [/-reranker-/, () => [rerank()]],
  [
    /-(tc|spc)-/,
    () => [text({ task: 'classification', sample: 'I love how quickly the new model answers.' }, 'plain')],
  ],
  [/-ner-/, () => [text({ task: 'tokens', sample: 'Ada Lovelace was born in London in 1815.' }, 'plain')]],
  [/-eqa-/, () => [otherJson(['How tall is the tower?', 'The tower is 324 metres tall.'])]],
  [/-zstc-/, () => [readingOfTask('zero-shot-classification') ?? text()]],
  [/-fillmask-/, () => [text({ sample: 'Paris is the [MASK] of France.' }, 'plain')]],
  [/-summarization-/, () => [textInputs('The tower is 324 metres tall, about the height of an 81-storey building.')]],
  [
    /-text2text-|-textgeneration1?-(bloom|gpt2|gptj|distilgpt)/,
    () => [textInputs('Translate to German: Good morning')],
  ],
  [/-translation-/, () => [textInputs('Good morning')]],
  [/-txt2img-/, () => [otherJson({ prompt: 'A lighthouse at dawn, watercolour' })]],
  [/-(instruct|chat|it)(-|$)|-llama-2-(7|13|70)b-f$/, () => [chat()]],
  [/-(llm|textgeneration1?|vlm|reasoning)-/, () => [chat(), text()]],
]

/** `infer-prepack-huggingface-tc-bert.tar.gz` in JumpStart's own bucket. */
const idInPath = (uri: string): string | undefined =>
  /^s3:\/\/jumpstart-(?:private-)?cache-[^/]{1,60}\//.test(uri)
    ? /(?:infer-prepack-|infer-)([a-z0-9-]{3,120})(?:\.tar\.gz|\/)/i.exec(uri)?.[1]
    : undefined

export function detectTags({ tags = {}, modelData = '' }: ModelFacts): Finding[] {
  const id = tags[modelIdTag] ?? idInPath(tags['aws-jumpstart-inference-model-uri'] ?? modelData)
  const readings = id ? families.find(([pattern]) => pattern.test(id))?.[1]() : undefined
  const found: Finding[] = readings
    ? [
        {
          source: `the JumpStart model ${id}`,
          sure: readings.length === 1 ? 'stated' : 'unsure',
          readings,
          task: readings.length === 1 ? readings[0]?.task : undefined,
        },
      ]
    : []
  for (const [key, value] of Object.entries(tags)) {
    const [, what] = /^(?:hf|hugging-?face)[-_:](model[-_]?id|task)$/i.exec(key) ?? []
    const isTask = what?.toLowerCase() === 'task'
    const reading = what && (isTask ? readingOfTask(value) : readingOfModel(value))
    if (reading)
      found.push({
        source: `the tag ${key}=${value}`,
        sure: isTask ? 'stated' : 'likely',
        readings: [reading],
        task: reading.task,
      })
  }
  return found
}
