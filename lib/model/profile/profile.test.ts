import { describe, expect, it } from 'vitest'
import { featureContractSchema } from '../contract/contract-schema'
import type { Evidence } from './evidence'
import type { ModelFacts } from './facts'
import { settingsOf } from './facts'
import type { Finding } from './finding'
import { contractOfProfile, findingsOf, merged, profileLine, profileOf } from './profile'
import { image, rows, text } from './readings'

const dlc = '763104351884.dkr.ecr.us-east-1.amazonaws.com'
const algorithms = '811284229777.dkr.ecr.us-east-1.amazonaws.com'
const hf = `${dlc}/huggingface-pytorch-inference:2.6.0-transformers4.49.0-gpu-py312-cu124-ubuntu22.04`
const lmi = `${dlc}/djl-inference:0.33.0-lmi15.0.0-cu128`
const pytorch = `${dlc}/pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker`
const jumpStart = (id: string) => ({
  'sagemaker-sdk:jumpstart-model-id': id,
  'sagemaker-sdk:jumpstart-model-version': '2.0.0',
})
const schema = JSON.stringify({
  input: [
    { name: 'age', type: 'int' },
    { name: 'city', type: 'string' },
  ],
  output: { name: 'y', type: 'double' },
})

type Case = [string, ModelFacts, string]

it.each([
  ['XGBoost', 'sagemaker-xgboost:1.7-1', 'empty'],
  ['scikit-learn, whose estimator decides', 'sagemaker-scikit-learn:1.2-1', undefined],
  ['Linear Learner, of which nothing is said', 'linear-learner:1', undefined],
])('a missing number of %s is sent as %3$s', (_, image, missing) => {
  const number = { name: 'a', type: 'number' as const }
  const note = { name: 'b', type: 'text' as const }
  const columns: Finding = { source: 'x', sure: 'stated', readings: [rows()], features: [number, note] }
  const found = merged([...findingsOf({ image: `${algorithms}/${image}` }), columns])
  expect(contractOfProfile(found).features).toEqual([missing ? { ...number, missing } : number, note])
})

const known: Case[] = [
  ['XGBoost', { image: `${algorithms}/sagemaker-xgboost:1.7-1` }, 'stated rows'],
  [
    'XGBoost with a script',
    { image: `${algorithms}/sagemaker-xgboost:1.7-1`, environment: { SAGEMAKER_PROGRAM: 'inference.py' } },
    'likely rows',
  ],
  [
    'XGBoost in a registry of one’s own',
    { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.7-1' },
    'likely rows',
  ],
  ['the first XGBoost', { image: `${algorithms}/xgboost:1` }, 'stated rows'],
  ['Linear Learner', { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner:1' }, 'stated rows'],
  ['K-Means', { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/kmeans:1' }, 'stated rows clustering'],
  ['PCA', { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/pca:1' }, 'stated rows embedding'],
  ['k-NN', { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/knn:1' }, 'stated rows'],
  [
    'Random Cut Forest',
    { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/randomcutforest:1' },
    'stated rows anomaly',
  ],
  [
    'Factorization Machines, which take no CSV',
    { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/factorization-machines:1' },
    'stated json',
  ],
  ['IP Insights', { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/ipinsights:1' }, 'stated rows'],
  ['Object2Vec', { image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/object2vec:1' }, 'stated json'],
  ['Seq2Seq', { image: `${algorithms}/seq2seq:1` }, 'stated json generation'],
  ['BlazingText', { image: `${algorithms}/blazingtext:1` }, 'stated text'],
  ['DeepAR', { image: '522234722520.dkr.ecr.us-east-1.amazonaws.com/forecasting-deepar:1' }, 'stated series forecast'],
  ['image classification', { image: `${algorithms}/image-classification:1` }, 'stated image classification'],
  ['object detection', { image: `${algorithms}/object-detection:1` }, 'stated image detection'],
  ['semantic segmentation', { image: `${algorithms}/semantic-segmentation:1` }, 'stated image'],
  [
    'scikit-learn',
    { image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3' },
    'likely rows',
  ],
  [
    'Spark ML with its schema',
    {
      image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-sparkml-serving:3.3',
      environment: { SAGEMAKER_SPARKML_SCHEMA: schema },
    },
    'stated rows',
  ],
  [
    'Triton',
    { image: '007439368137.dkr.ecr.us-east-2.amazonaws.com/sagemaker-tritonserver:24.09-py3' },
    'stated tensors',
  ],
  ['LMI', { image: lmi }, 'likely chat generation'],
  [
    'LMI with an instruct model',
    { image: lmi, environment: { HF_MODEL_ID: 'meta-llama/Llama-3.1-8B-Instruct', OPTION_ROLLING_BATCH: 'vllm' } },
    'likely chat generation',
  ],
  ['LMI before chats', { image: `${dlc}/djl-inference:0.22.1-deepspeed0.9.2-cu118` }, 'likely text'],
  [
    'TGI 3 with an instruct model',
    {
      image: `${dlc}/huggingface-pytorch-tgi-inference:2.7.0-tgi3.3.4-gpu-py311-cu124-ubuntu22.04`,
      environment: { HF_MODEL_ID: 'google/gemma-2-9b-it' },
    },
    'likely chat generation',
  ],
  [
    'TGI 1',
    {
      image: `${dlc}/huggingface-pytorch-tgi-inference:2.0.1-tgi1.1.0-gpu-py39-cu118-ubuntu20.04`,
      environment: { HF_MODEL_ID: 'tiiuae/falcon-7b-instruct' },
    },
    'stated text generation',
  ],
  [
    'TGI 1.4 with the messages API',
    {
      image: `${dlc}/huggingface-pytorch-tgi-inference:2.1.1-tgi1.4.0-gpu-py310-cu121-ubuntu20.04`,
      environment: { MESSAGES_API_ENABLED: 'true' },
    },
    'stated chat generation',
  ],
  [
    'TEI',
    {
      image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/tei-cpu:2.0.1-tei1.4.0-cpu-py310-ubuntu22.04',
      environment: { HF_MODEL_ID: 'BAAI/bge-small-en-v1.5' },
    },
    'likely text embedding',
  ],
  [
    'vLLM with an instruct model',
    {
      image: `${dlc}/vllm:0.11.2-gpu-py312-cu129-ubuntu22.04-sagemaker`,
      environment: { SM_VLLM_MODEL: 'Qwen/Qwen2.5-7B-Instruct' },
    },
    'likely chat generation',
  ],
  ['SGLang', { image: `${dlc}/sglang:0.5.5-gpu-py312-cu129-ubuntu22.04-sagemaker` }, 'likely chat generation'],
  [
    'Hugging Face, text classification',
    { image: hf, environment: { HF_TASK: 'text-classification' } },
    'stated text classification',
  ],
  [
    'Hugging Face, fill-mask',
    { image: hf, environment: { HF_TASK: 'fill-mask', HF_MODEL_ID: 'FacebookAI/roberta-base' } },
    'stated text',
  ],
  ['Hugging Face, question answering', { image: hf, environment: { HF_TASK: 'question-answering' } }, 'stated json'],
  [
    'Hugging Face, zero-shot',
    { image: hf, environment: { HF_TASK: 'zero-shot-classification' } },
    'stated json classification',
  ],
  [
    'Hugging Face, translation',
    { image: hf, environment: { HF_TASK: 'translation_en_to_de' } },
    'stated text generation',
  ],
  [
    'Hugging Face, pictures',
    { image: hf, environment: { HF_TASK: 'image-classification' } },
    'stated image classification',
  ],
  ['Hugging Face, boxes', { image: hf, environment: { HF_TASK: 'object-detection' } }, 'stated image detection'],
  [
    'Hugging Face, speech',
    { image: hf, environment: { HF_TASK: 'automatic-speech-recognition' } },
    'stated audio generation',
  ],
  [
    'Hugging Face, Whisper by name',
    { image: hf, environment: { HF_MODEL_ID: 'openai/whisper-small' } },
    'likely audio generation',
  ],
  ['Hugging Face, text generation', { image: hf, environment: { HF_TASK: 'text-generation' } }, 'likely text'],
  [
    'JumpStart’s LightGBM on PyTorch',
    { image: pytorch, tags: jumpStart('lightgbm-classification-model') },
    'stated rows classification',
  ],
  ['JumpStart’s CatBoost', { image: pytorch, tags: jumpStart('catboost-regression-model') }, 'stated rows regression'],
  [
    'JumpStart’s TabTransformer',
    { image: pytorch, tags: jumpStart('pytorch-tabtransformerclassification-model') },
    'stated rows classification',
  ],
  [
    'JumpStart’s pictures on TensorFlow',
    {
      image: `${dlc}/tensorflow-inference:2.11.0-gpu`,
      tags: jumpStart('tensorflow-ic-imagenet-mobilenet-v2-100-224-classification-4'),
    },
    'stated image classification',
  ],
  [
    'JumpStart’s Chronos',
    {
      image: `${dlc}/autogluon-inference:1.4.0-cpu-py311-ubuntu22.04`,
      tags: jumpStart('autogluon-forecasting-chronos-bolt-base'),
    },
    'stated series forecast',
  ],
  [
    'JumpStart by the address of its files',
    {
      image: pytorch,
      modelData:
        's3://jumpstart-cache-prod-us-east-1/mxnet-infer/prepack/v1.0.0/infer-prepack-mxnet-od-ssd-512-vgg16-atrous-coco.tar.gz',
    },
    'stated image detection',
  ],
  [
    'a TorchServe handler',
    { image: pytorch, environment: { TS_DEFAULT_HANDLER: 'object_detector' } },
    'stated image detection',
  ],
  [
    'ModelBuilder’s container with a flavor of tables',
    {
      environment: { MLFLOW_MODEL_FLAVOR: 'sklearn' },
      image: `${algorithms}/sagemaker-scikit-learn:1.2-1`,
    },
    'likely rows',
  ],
  [
    'a package of pictures around PyTorch',
    {
      image: pytorch,
      modelPackage: {
        domain: 'COMPUTER_VISION',
        task: 'IMAGE_CLASSIFICATION',
        contentTypes: ['image/jpeg', 'image/png'],
      },
    },
    'stated image classification',
  ],
  [
    'a package that predicts a class of rows',
    { image: pytorch, modelPackage: { domain: 'MACHINE_LEARNING', task: 'CLASSIFICATION' } },
    'stated rows classification',
  ],
  [
    'a package of rows around PyTorch',
    { image: pytorch, modelPackage: { domain: 'MACHINE_LEARNING', task: 'OTHER' } },
    'likely rows',
  ],
  ['a package whose nearest model is XGBoost', { image: pytorch, modelPackage: { nearest: 'xgboost' } }, 'likely rows'],
  [
    'a package whose framework is scikit-learn',
    { image: pytorch, modelPackage: { framework: 'SAGEMAKER-SCIKIT-LEARN' } },
    'likely rows',
  ],
  [
    'a package of pictures whose shapes say so too, around Hugging Face',
    { image: hf, modelPackage: { nearest: 'resnet50', shapes: '{"x": [1, 3, 224, 224]}' } },
    'likely image',
  ],
  [
    'a package of texts around Hugging Face',
    { image: hf, modelPackage: { domain: 'NATURAL_LANGUAGE_PROCESSING' } },
    'likely text',
  ],
  [
    'a package with CSV around an own image',
    {
      image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:7',
      modelPackage: { contentTypes: ['text/csv', 'application/json'] },
    },
    'stated rows',
  ],
  [
    'Clarify beside an own image',
    {
      image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:7',
      clarify: { featureHeaders: ['age', 'income'], labelHeaders: ['stays', 'leaves'] },
    },
    'stated rows classification',
  ],
  [
    'an Autopilot container',
    {
      image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-sklearn-automl:2.5-1-cpu-py3',
      environment: { SAGEMAKER_INFERENCE_OUTPUT: 'predicted_label,probability' },
    },
    'stated rows classification',
  ],
]

describe('what can be known', () => {
  it.each(known)('%s', (_, facts, expected) => {
    const profile = profileOf(facts)
    const kinds = profile.readings.map(({ kind }) => kind).join('/')
    expect([profile.sure, kinds, profile.task?.value].filter(Boolean).join(' ')).toBe(expected)
    expect(profileLine(profile)).toMatch(/ · (likely, )?detected from .{5}/)
  })
})

const unsure: [string, ModelFacts, string][] = [
  ['nothing', {}, 'rows/json'],
  ['a plain PyTorch container', { image: pytorch }, 'rows/tensors/image/json'],
  [
    'PyTorch with a script',
    { image: pytorch, environment: { SAGEMAKER_PROGRAM: 'inference.py' } },
    'rows/tensors/image/json',
  ],
  [
    'PyTorch on Graviton',
    { image: `${dlc}/pytorch-inference-graviton:2.4.0-cpu-py311-ubuntu22.04-sagemaker` },
    'rows/tensors/image/json',
  ],
  [
    'PyTorch on Inferentia',
    { image: `${dlc}/pytorch-inference-neuronx:2.1.2-neuronx-py310-sdk2.20.2-ubuntu20.04` },
    'rows/tensors/image/json',
  ],
  [
    'an older PyTorch',
    { image: '520713654638.dkr.ecr.us-east-1.amazonaws.com/sagemaker-pytorch:1.1.0-cpu-py3' },
    'rows/tensors/image/json',
  ],
  ['TensorFlow', { image: `${dlc}/tensorflow-inference:2.18.0-cpu-py310-ubuntu20.04-sagemaker` }, 'tensors/rows/image'],
  ['MXNet', { image: `${dlc}/mxnet-inference:1.9.0-cpu-py38-ubuntu20.04-sagemaker` }, 'rows/tensors/image/json'],
  ['AutoGluon', { image: `${dlc}/autogluon-inference:1.4.0-cpu-py311-ubuntu22.04` }, 'rows/series'],
  ['Hugging Face without a task', { image: hf }, 'text/image/audio'],
  [
    'Hugging Face on TensorFlow without a task',
    { image: `${dlc}/huggingface-tensorflow-inference:2.11.1-transformers4.26.0-cpu-py39-ubuntu20.04` },
    'text/image/audio',
  ],
  [
    'Hugging Face with a task that nobody knows',
    { image: hf, environment: { HF_TASK: 'depth-estimation' } },
    'text/image',
  ],
  ['LMI with a base model', { image: lmi, environment: { HF_MODEL_ID: 'mistralai/Mistral-7B-v0.3' } }, 'chat/text'],
  ['LMI with a handler of its own', { image: lmi, environment: { OPTION_ENTRYPOINT: 'model.py' } }, 'chat/text/json'],
  ['plain DJL Serving', { image: `${dlc}/djl-inference:0.33.0-cpu-full` }, 'json/text/image'],
  [
    'TGI 3 with a base model',
    {
      image: `${dlc}/huggingface-pytorch-tgi-inference:2.7.0-tgi3.3.4-gpu-py311-cu124-ubuntu22.04`,
      environment: { HF_MODEL_ID: 'bigscience/bloom-560m' },
    },
    'chat/text',
  ],
  [
    'vLLM with a base model',
    {
      image: `${dlc}/vllm:0.11.2-gpu-py312-cu129-ubuntu22.04-sagemaker`,
      environment: { SM_VLLM_MODEL: 'facebook/opt-125m' },
    },
    'chat/text',
  ],
  [
    'MLflow’s python_function',
    { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/mlflow-pyfunc:2.17.0' },
    'tensors/json',
  ],
  [
    'MLflow’s own server, whose CSV has a header, with a flavor of tables',
    {
      image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/mlflow-pyfunc:2.17.0',
      environment: { MLFLOW_DEPLOYMENT_FLAVOR_NAME: 'sklearn' },
    },
    'tensors/json',
  ],
  [
    'an own image that is named like one of AWS’s',
    { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/djl-inference:0.33.0-lmi15.0.0-cu128' },
    'chat/rows/json',
  ],
  ['an own image', { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/churn:v7' }, 'rows/json/text'],
  [
    'an own image with a digest',
    { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:abcdef' },
    'rows/json/text',
  ],
  [
    'an image that only sounds like AWS’s',
    { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/our-xgboost:3' },
    'rows/json/text',
  ],
  [
    'a package that predicts a class of anything',
    { image: pytorch, modelPackage: { task: 'CLASSIFICATION', contentTypes: ['application/json'] } },
    'json/tensors',
  ],
  [
    'a package of a network that takes pictures or tensors',
    {
      image: pytorch,
      modelPackage: { domain: 'COMPUTER_VISION', task: 'CLASSIFICATION', nearest: 'resnet50', framework: 'PYTORCH' },
    },
    'image/tensors',
  ],
  [
    'a package that names the shape of a table',
    { image: pytorch, modelPackage: { framework: 'PYTORCH', shapes: '[[1, 13]]' } },
    'rows/tensors',
  ],
  [
    'a package of TensorFlow that names the shape of a table',
    {
      image: `${dlc}/tensorflow-inference:2.18.0-cpu`,
      modelPackage: { framework: 'TENSORFLOW', shapes: '{"x": [1, 4]}' },
    },
    'tensors/rows',
  ],
  [
    'a package of which nothing is said but a task of its own',
    { image: pytorch, modelPackage: { task: 'OTHER' } },
    'rows/tensors/image/json',
  ],
  ['a package for text generation', { image: pytorch, modelPackage: { task: 'TEXT_GENERATION' } }, 'text/rows'],
  [
    'a package that contradicts its container',
    { image: `${algorithms}/sagemaker-xgboost:1.7-1`, modelPackage: { task: 'IMAGE_CLASSIFICATION' } },
    'image/rows',
  ],
  [
    'a task that contradicts the container',
    { image: `${algorithms}/image-classification:1`, environment: { HF_TASK: 'text-classification' } },
    'text/image',
  ],
  [
    'a JumpStart language model',
    {
      image: lmi,
      tags: jumpStart('meta-textgeneration-llama-3-8b'),
      environment: { HF_MODEL_ID: '/opt/ml/model', OPTION_ENTRYPOINT: 'model.py' },
    },
    'chat/text',
  ],
  [
    'a model’s name against its container',
    { image: pytorch, environment: { HF_MODEL_ID: 'openai/whisper-small' } },
    'audio/rows',
  ],
]

describe('what cannot be known is unsure, with its candidates', () => {
  it.each(unsure)('%s', (_, facts, expected) => {
    const profile = profileOf(facts)
    const kinds = profile.readings.map(({ kind }) => kind).join('/')
    expect(profile.sure).toBe('unsure')
    expect(kinds).toBe(expected)
  })
})

it('is tried with many containers and environments, of which many cannot be known', () => {
  const shapeOf = ({ image, environment }: ModelFacts) => JSON.stringify([image, environment])
  const shapes = new Set([...known, ...unsure].map(([, facts]) => shapeOf(facts)))
  const unknown = new Set(unsure.map(([, facts]) => shapeOf(facts)))
  process.stdout.write(`detection: ${shapes.size} images and environments, ${unknown.size} of them unsure\n`)
  expect(shapes.size).toBeGreaterThanOrEqual(40)
  expect(unknown.size).toBeGreaterThanOrEqual(15)
})

describe('a profile', () => {
  const said = (source: string, sure: Finding['sure'], ...readings: Finding['readings'] & object): Finding => ({
    source,
    sure,
    readings,
  })
  it('is what a call proved, whatever was stated', () => {
    const profile = merged([said('the container', 'stated', rows()), said('1 call', 'proved', image())])
    expect(profileLine(profile)).toBe('Image · proved by 1 call')
  })
  it('takes what is surer', () => {
    const profile = merged([said('a guess', 'likely', rows()), said('a tag', 'stated', text())])
    expect(profile.readings.map(({ kind }) => kind)).toEqual(['text'])
  })
  it('says in one line what was detected and from what', () => {
    expect(profileLine(profileOf({ image: lmi }))).toBe('Chat messages · likely, detected from the LMI 0.33 container')
    expect(profileLine(profileOf({ image: pytorch }))).toBe(
      'Rows of features, tensors, image or other JSON · not sure, from the PyTorch 2.6 container',
    )
    expect(profileLine(profileOf({ clarify: { featureHeaders: ['age', 'income'] } }))).toBe(
      'Rows of features, 2 values each · detected from the configuration of Clarify',
    )
  })
  it('has the features of Spark ML’s schema, and a row of them', () => {
    const { features, sampleRow } = profileOf({ environment: { SAGEMAKER_SPARKML_SCHEMA: schema } })
    expect(features?.value).toEqual([
      { name: 'age', type: 'integer' },
      { name: 'city', type: 'text' },
    ])
    expect(sampleRow).toBe('1,text')
  })
  it('becomes the contract that a deploy starts with', () => {
    expect(
      contractOfProfile(
        profileOf({ image: hf, environment: { HF_TASK: 'fill-mask', HF_MODEL_ID: 'FacebookAI/roberta-base' } }),
      ),
    ).toEqual({
      features: [],
      input: { kind: 'text', wrap: 'inputs', parameters: [] },
      examples: [{ name: 'Sample', value: 'Paris is the <mask> of France.' }],
    })
    expect(
      contractOfProfile(profileOf({ clarify: { featureHeaders: ['age'], labelHeaders: ['stays', 'leaves'] } })),
    ).toEqual({
      features: [{ name: 'age', type: 'number' }],
      output: { task: 'classification', labels: ['stays', 'leaves'] },
    })
  })
})

describe('evidence of data', () => {
  const evidence = (change: Partial<Evidence>): ModelFacts => ({
    found: [
      {
        title: 'Data capture',
        place: 's3://b/k',
        evidence: { source: 'data capture', features: [], examples: [], notes: [], named: false, ...change },
      },
    ],
  })
  it('gives types and ranges, and no value that somebody sent', () => {
    const profile = profileOf(
      evidence({
        features: [
          {
            name: 'feature_1',
            type: 'number',
            min: 1,
            max: 4,
            default: '1.2345',
            quantiles: [1, 1, 1, 1.2345, 3, 4, 4],
          },
          { name: 'feature_2', type: 'choice', choices: ['MARKED', 'other'], default: 'MARKED', histogram: [1, 1] },
        ],
        examples: [{ name: 'Row 1', value: '1.2345,MARKED' }],
      }),
    )
    expect(profile.sampleRow).toBe('2.5,text')
    expect(JSON.stringify([profile, contractOfProfile(profile)])).not.toMatch(/MARKED|1\.2345/)
  })
  it('keeps the form of a body and none of its values', () => {
    const example = JSON.stringify({ instances: [{ start: '2021-05-06', target: [4.5, 6], cat: ['MARKED'] }] })
    const profile = profileOf(evidence({ input: { kind: 'json', example }, named: true }))
    expect(profile.readings.map(({ kind }) => kind)).toEqual(['series'])
    expect(JSON.stringify(profile)).not.toMatch(/MARKED|4\.5|2021/)
  })
  it.each([
    [20, true],
    [200, false],
  ])('of bodies with %i members holds an example only if a contract can hold it: %s', (members, held) => {
    const one = Object.fromEntries(Array.from({ length: members }, (_, index) => [`k${index}`, 1]))
    const example = JSON.stringify({ records: new Array(32).fill(one) })
    const { input } = contractOfProfile(profileOf(evidence({ input: { kind: 'json', example }, named: true })))
    expect(input).toEqual({ kind: 'json', example: held ? example : undefined })
  })
  it('of a conversation leaves its system message and settings where they are', () => {
    const input = { kind: 'chat' as const, system: 'MARKED', stream: true, parameters: [] }
    const contract = contractOfProfile(profileOf(evidence({ input, examples: [{ name: 'x', value: 'MARKED' }] })))
    expect(contract.input).toEqual({ kind: 'chat', stream: true, parameters: [] })
    expect(JSON.stringify(contract)).not.toContain('MARKED')
  })
})

it.each([
  [256, 256],
  [257, undefined],
])('keeps the profile of a model whose label has %i characters', (length, kept) => {
  const clarify = { featureHeaders: ['age'], labelHeaders: ['x'.repeat(length), 'other'] }
  const contract = contractOfProfile(profileOf({ clarify }))
  expect(featureContractSchema.parse(contract).output?.labels?.[0]?.length).toBe(kept)
  expect(contract).toMatchObject({ features: [{ name: 'age' }], output: { task: 'classification' } })
})

it('leaves tokens and keys of a container where they are', () => {
  expect(
    settingsOf({ HF_TASK: 'ner', HF_TOKEN: 'secret', HUGGING_FACE_HUB_TOKEN: 'secret', OPTION_HF_TOKEN: 'secret' }),
  ).toEqual({ HF_TASK: 'ner' })
})
