/**
 * What a pipeline of Hugging Face takes, by its task.
 * https://huggingface.co/docs/sagemaker/inference#inference-with-the--transformers-api
 */
import { audio, chat, image, otherJson, type Reading, text } from './readings'

const sentence = 'I love how quickly the new model answers.'
const article =
  'The tower is 324 metres tall, about the height of an 81-storey building, and was the tallest structure in the world for 41 years. It is the most visited monument with an entrance fee.'

const byTask: Record<string, () => Reading> = {
  'text-classification': () => text({ task: 'classification', sample: sentence }),
  'sentiment-analysis': () => text({ task: 'classification', sample: sentence }),
  'zero-shot-classification': () =>
    otherJson(
      {
        inputs: 'The parcel arrived late and the box was open.',
        parameters: { candidate_labels: ['refund', 'delivery', 'praise'] },
      },
      'classification',
    ),
  'token-classification': () => text({ task: 'tokens', sample: 'Ada Lovelace was born in London in 1815.' }),
  ner: () => text({ task: 'tokens', sample: 'Ada Lovelace was born in London in 1815.' }),
  'question-answering': () =>
    otherJson({ inputs: { question: 'How tall is the tower?', context: 'The tower is 324 metres tall.' } }),
  'table-question-answering': () =>
    otherJson({
      inputs: { query: 'Which city is larger?', table: { City: ['Lyon', 'Nice'], People: ['520', '340'] } },
    }),
  'fill-mask': () => text({ sample: 'Paris is the [MASK] of France.' }),
  summarization: () => text({ task: 'generation', sample: article }),
  translation: () => text({ task: 'generation', sample: 'The weather is beautiful today.' }),
  'text2text-generation': () =>
    text({ task: 'generation', sample: 'Translate to German: The weather is beautiful today.' }),
  'text-generation': () => text({ task: 'generation', sample: 'Once upon a time' }),
  conversational: chat,
  'feature-extraction': () => text({ task: 'embedding', sample: sentence }),
  'sentence-embeddings': () => text({ task: 'embedding', sample: sentence }),
  'text-embedding': () => text({ task: 'embedding', sample: sentence }),
  'sentence-similarity': () =>
    otherJson({ inputs: { source_sentence: 'A cat sleeps.', sentences: ['A kitten naps.', 'Rain falls.'] } }),
  'sentence-ranking': () => rerank(),
  'text-ranking': () => rerank(),
  'image-classification': () => image('classification', 'image/png'),
  'object-detection': () => image('detection', 'image/png'),
  'image-segmentation': () => image(undefined, 'image/png'),
  'image-to-text': () => image('generation', 'image/png'),
  'image-feature-extraction': () => image('embedding', 'image/png'),
  'automatic-speech-recognition': () => audio('generation'),
  'audio-classification': () => audio('classification'),
  'text-to-image': () => text({ sample: 'A lighthouse at dawn, watercolour' }),
  'text-to-speech': () => text({ sample: 'The train leaves at nine.' }),
  'text-to-audio': () => text({ sample: 'The train leaves at nine.' }),
}

export const rerank = (): Reading =>
  otherJson({ query: 'What is deep learning?', texts: ['Deep learning is machine learning.', 'Cheese is food.'] })

/** Undefined for a task that is not known: its input can be anything. `translation_en_to_de` is a translation. */
export function readingOfTask(task: string, modelId = ''): Reading | undefined {
  const name = task
    .trim()
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^translation-.{1,40}$/, 'translation')
  const reading = byTask[name]?.()
  if (name !== 'fill-mask' || !reading) return reading
  // RoBERTa and its kin write the mask another way. https://huggingface.co/docs/transformers/model_doc/roberta
  const masked = /roberta|bart|camembert|xlm|longformer|codebert/i.test(modelId) && !/albert/i.test(modelId)
  return masked ? { ...reading, sample: reading.sample?.replace('[MASK]', '<mask>') } : reading
}

const byModel: [RegExp, () => Reading | undefined][] = [
  [/whisper|wav2vec2|hubert/i, () => audio('generation')],
  [/rerank/i, rerank],
  [/-mnli|nli-|zeroshot/i, () => readingOfTask('zero-shot-classification')],
  [/-squad/i, () => readingOfTask('question-answering')],
  [/sst-?2|sentiment|-emotion/i, () => readingOfTask('text-classification')],
  [/(^|[-_/])ner([-_]|$)/i, () => readingOfTask('token-classification')],
  [/sentence-transformers\/|(^|\/)(bge|e5|gte)-|embed/i, () => readingOfTask('feature-extraction')],
  [/opus-mt|(^|\/)nllb/i, () => readingOfTask('translation')],
  [/bart-large-cnn|pegasus|-samsum/i, () => readingOfTask('summarization')],
  [/flan-t5|(^|\/)t5-/i, () => readingOfTask('text2text-generation')],
  [/(^|\/)(detr|yolos)-/i, () => image('detection', 'image/png')],
  [/(^|\/)(vit|resnet|convnext|swin|deit)-/i, () => image('classification', 'image/png')],
  [/stable-diffusion|flux\.1/i, () => readingOfTask('text-to-image')],
  [/-(instruct|chat|it)(?![a-z])/i, chat],
]

/** What a model's name on the Hub suggests; its pipeline can still be another. */
export const readingOfModel = (modelId: string): Reading | undefined =>
  byModel.find(([pattern]) => pattern.test(modelId))?.[1]()
