/**
 * What a container's image says, by its repository and version. Names and accounts:
 * https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html and
 * https://github.com/aws/deep-learning-containers/blob/master/available_images.md
 */
import type { Task } from '../../contract/contract'
import { containerName } from '../container-name'
import type { ModelFacts } from '../facts'
import type { Finding, Sureness } from '../finding'
import {
  audio,
  chat,
  chronosSample,
  deepArSample,
  image,
  otherJson,
  type Reading,
  rows,
  series,
  tensors,
  text,
} from '../readings'
import { isFromAws } from './aws-registries'
import { ofMlflow } from './mlflow'

interface Said {
  sure: Sureness
  readings: Reading[]
  task?: Task
  contentTypes?: string[]
  missing?: 'empty'
}

interface Image {
  /** `3.1.1` of `2.7.0-tgi3.1.1-gpu-py311`; the start of the tag otherwise. */
  version: (after?: 'tgi') => number[]
  tag: string
  /** A script of the person's own can read requests its own way. */
  scripted: boolean
  environment: Record<string, string>
}

const stated = (...readings: Reading[]): Said => ({ sure: 'stated', readings })
const likely = (...readings: Reading[]): Said => ({ sure: 'likely', readings })
const unsure = (...readings: Reading[]): Said => ({ sure: 'unsure', readings })

const byScript = ({ scripted }: Image, ...readings: Reading[]): Said =>
  scripted ? likely(...readings) : stated(...readings)

/** Frameworks run what a person trained and wrote: the image decides nothing. */
const framework = (): Said => unsure(rows(), tensors({ instances: [[1, 2, 3]] }), image(), otherJson())

const isFrom = ([major = 0, minor = 0]: number[], wantedMajor: number, wantedMinor: number): boolean =>
  major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)

/** A chat needs a chat template, which base models lack, so a model that is not named for chats can be either. */
function languageModel(environment: Record<string, string>): Said {
  const { HF_MODEL_ID, OPTION_MODEL_ID, SM_VLLM_MODEL } = environment
  const id = HF_MODEL_ID ?? OPTION_MODEL_ID ?? SM_VLLM_MODEL ?? ''
  const isPath = id === '' || /^(s3:|\/)/.test(id)
  return isPath || /-(instruct|chat|it)(?![a-z])/i.test(id) ? likely(chat()) : unsure(chat(), text())
}

/** Chat completions came with LMI 0.27. https://docs.djl.ai/master/docs/serving/serving/docs/lmi/user_guides/chat_input_output_schema.html */
function djl({ tag, version, environment }: Image): Said {
  const { OPTION_ENTRYPOINT: entry } = environment
  if (entry && !entry.startsWith('djl_python')) return unsure(chat(), text(), otherJson())
  if (!/lmi|tensorrtllm|neuronx|deepspeed|fastertransformer/.test(tag)) return unsure(otherJson(), text(), image())
  return isFrom(version(), 0, 27) ? languageModel(environment) : likely(text({ sample: 'Once upon a time' }))
}

/** TGI takes messages at /invocations if MESSAGES_API_ENABLED says so; from 2.4 on it looks at the body itself. */
function tgi({ version, environment }: Image): Said {
  const [major = 0] = version('tgi')
  if (environment.MESSAGES_API_ENABLED === 'true') return stated(chat())
  if (major > 0 && !isFrom(version('tgi'), 2, 4))
    return stated(text({ task: 'generation', sample: 'Once upon a time' }))
  return languageModel(environment)
}

const families: [RegExp, (image: Image) => Said][] = [
  // It reads an empty cell as a missing number, and no other word than NaN:
  // https://github.com/aws/sagemaker-xgboost-container/blob/master/src/sagemaker_xgboost_container/encoder.py
  [
    /^(sagemaker-)?xgboost$/,
    (image) => ({ ...byScript(image, rows()), contentTypes: ['text/csv', 'text/libsvm'], missing: 'empty' }),
  ],
  [/^sagemaker-scikit-learn$/, () => ({ ...likely(rows()), contentTypes: ['text/csv', 'application/json'] })],
  [/^sagemaker-(sklearn-automl|sparkml-serving)$/, () => stated(rows())],
  [/^linear-learner$/, () => stated(rows())],
  [/^kmeans$/, () => stated(rows({ task: 'clustering' }))],
  [/^pca$/, () => stated(rows({ task: 'embedding' }))],
  [/^(knn|lda|ntm)$/, () => stated(rows())],
  [/^randomcutforest$/, () => stated(rows({ task: 'anomaly' }))],
  [/^ipinsights$/, () => stated(rows({ sample: 'user-1,192.0.2.10' }))],
  // It takes no CSV: https://docs.aws.amazon.com/sagemaker/latest/dg/factorization-machines.html#fm-inputoutput
  [/^factorization-machines$/, () => stated(otherJson({ instances: [{ features: [1, 0, 1] }] }))],
  [/^object2vec$/, () => stated(otherJson({ instances: [{ in0: [6, 17, 606], in1: [16, 21, 13] }] }))],
  [/^seq2seq$/, () => stated(otherJson({ instances: [{ data: 'The weather is beautiful today.' }] }, 'generation'))],
  [/^blazingtext$/, () => stated(text({ sample: 'The weather is beautiful today .' }, 'instances'))],
  [/^forecasting-deepar$/, () => stated(series(deepArSample))],
  [/^image-classification(-neo)?$/, () => stated(image('classification'))],
  [/^object-detection$/, () => stated(image('detection'))],
  [/^semantic-segmentation$/, () => stated(image())],
  [/^huggingface-pytorch-tgi-inference/, tgi],
  [
    /^(tei|tei-cpu|huggingface-pytorch-tei(-cpu)?-inference)$/,
    () => likely(text({ task: 'embedding', sample: 'What is deep learning?' })),
  ],
  [/^(huggingface-)?(vllm|sglang)(-inference)?(-neuronx)?$/, ({ environment }) => languageModel(environment)],
  [/^huggingface-(pytorch|tensorflow)-inference/, () => unsure(text(), image(undefined, 'image/png'), audio())],
  [/^djl-inference$/, djl],
  [/^(sagemaker-)?tritonserver$/, () => stated(tensors())],
  [/^autogluon-inference$/, () => unsure(rows(), series({ inputs: chronosSample.inputs }))],
  [
    /^(sagemaker-)?(tensorflow-inference|tensorflow-serving|tensorflow)(-|$)/,
    () => unsure(tensors({ instances: [[1, 2, 3]] }), rows(), image()),
  ],
  [/^(sagemaker-)?(inference-)?(pytorch|mxnet|tensorflow)(-inference|-serving)?(-|$)/, framework],
  // Its server reads the first line of CSV as a header, so a row alone is none for it:
  // https://github.com/mlflow/mlflow/blob/master/mlflow/pyfunc/scoring_server/__init__.py
  [/^mlflow-pyfunc$/, () => unsure(...ofMlflow())],
  [/^stabilityai-pytorch-inference$/, () => unsure(otherJson({ prompt: 'A lighthouse at dawn' }), text())],
]

/** Repositories and versions that AWS publishes; any other image is somebody's own and says nothing. */
export function detectImage({ image, environment = {} }: ModelFacts): Finding[] {
  if (!image) return []
  const path = image.slice(image.indexOf('/') + 1)
  const [repository = '', tag = ''] = path.split('@')[0]?.split(':') ?? []
  const said = families.find(([pattern]) => pattern.test(repository))?.[1]
  const full = containerName(image) ?? repository
  const name = full.split('.').length === 3 && full.endsWith('.0') ? full.slice(0, -2) : full
  if (!said)
    return [
      {
        source: `the image ${name}, which is not one of AWS’s`,
        sure: 'unsure',
        readings: [rows(), otherJson(), text()],
      },
    ]
  const version = (after?: 'tgi') =>
    ((after ? /tgi(\d+)\.(\d+)/ : /^(\d+)\.(\d+)/).exec(tag) ?? []).slice(1).map(Number)
  const { readings, ...rest } = said({
    version,
    tag,
    environment,
    scripted: environment.SAGEMAKER_PROGRAM !== undefined,
  })
  const finding = { source: `the ${name} container`, readings, task: readings[0]?.task, ...rest }
  return [isFromAws(image) === false && !ownFamily.test(repository) ? named(finding, name) : finding]
}

/** Everybody builds this one for themselves: `mlflow sagemaker build-and-push-container`. */
const ownFamily = /^mlflow-pyfunc$/

/** A copy of AWS's image, or one of one's own that only has its name: a step less sure. */
function named(finding: Finding & { readings: Reading[] }, name: string): Finding {
  const source = `an image that is named like the ${name} container, in a registry that is not AWS’s`
  if (finding.sure === 'stated') return { ...finding, source, sure: 'likely' }
  const others = [rows(), otherJson()].filter(({ kind }) => !finding.readings.some((one) => one.kind === kind))
  return { ...finding, source, sure: 'unsure', readings: [...finding.readings, ...others] }
}
