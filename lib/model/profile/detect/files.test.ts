import { describe, expect, it } from 'vitest'
import { sampleBodyOf } from '../../requests/sample-body'
import type { ModelFacts } from '../facts'
import { contractOfProfile, profileLine, profileOf } from '../profile'

const triton = '007439368137.dkr.ecr.us-east-2.amazonaws.com/sagemaker-tritonserver:24.09-py3'
const mlflow = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/mlflow-pyfunc:2.17.0'
const scikit = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3'
const config = (name: string, more = '') =>
  `name: "${name}" ${more} max_batch_size: 4 input { name: "${name}_in" data_type: TYPE_FP32 dims: [ 2 ] }`
const signature = (inputs: object[]) =>
  `flavors:\n  python_function:\n    loader_module: mlflow.sklearn\nsignature:\n  inputs: '${JSON.stringify(inputs)}'\n  outputs: '[{"type": "double", "required": true}]'\n`
const columns = signature([
  { type: 'double', name: 'sepal length (cm)' },
  { type: 'long', name: 'petals' },
  { type: 'string', name: 'place' },
])
const tensor = signature([{ type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, 2, 2] } }])

const exampleOf = (facts: ModelFacts) => {
  const { input } = contractOfProfile(profileOf(facts))
  return input?.kind === 'json' && input.example ? JSON.parse(input.example) : undefined
}

describe('Triton', () => {
  const files = [{ path: 'iris/config.pbtxt', text: config('iris') }]
  it('starts with the tensors of its only model', () => {
    expect(profileLine(profileOf({ image: triton, files }))).toMatch(/^Tensors · detected from iris\/config\.pbtxt of/)
    expect(exampleOf({ image: triton, files })).toEqual({
      inputs: [{ name: 'iris_in', shape: [1, 2], datatype: 'FP32', data: [1, 1] }],
    })
  })
  it.each([
    ['the model that the container starts with', { SAGEMAKER_TRITON_DEFAULT_MODEL_NAME: 'second' }, '', 'second_in'],
    ['the one that calls the others', {}, 'platform: "ensemble"', 'first_in'],
    ['none, if any of two can be meant', {}, '', undefined],
  ])('of several takes %s', (_, environment, platform, name) => {
    const several = [
      { path: 'first/config.pbtxt', text: config('first', platform) },
      { path: 'second/config.pbtxt', text: config('second') },
    ]
    expect(exampleOf({ image: triton, environment, files: several })?.inputs[0].name).toBe(name)
  })
})

describe('an MLflow signature beside the model', () => {
  const found = (image: string, text: string): ModelFacts => ({ image, files: [{ path: 'MLmodel', text }] })
  it('is a table with the columns’ own names for MLflow’s server, which reads a header in CSV', () => {
    expect(exampleOf(found(mlflow, columns))).toEqual({
      dataframe_split: { columns: ['sepal length (cm)', 'petals', 'place'], data: [[1, 1, 'text']] },
    })
    expect(profileLine(profileOf(found(mlflow, columns)))).toBe(
      'Other JSON · detected from the MLflow signature in MLmodel',
    )
  })
  it('is rows for a framework’s container', () => {
    const profile = profileOf(found(scikit, columns))
    expect(profile).toMatchObject({ sure: 'stated', sampleRow: '1,1,text' })
    expect(profile.features?.value.map(({ name }) => name)).toEqual(['sepal length', 'petals', 'place'])
  })
  it('of a tensor is its shape, and of a picture no example', () => {
    expect(exampleOf(found(mlflow, tensor))).toEqual({
      inputs: [
        [
          [1, 1],
          [1, 1],
        ],
      ],
    })
    const picture = signature([{ type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, 3, 224, 224] } }])
    expect(exampleOf(found(mlflow, picture))).toBeUndefined()
  })
  it.each([
    ['too many', Array.from({ length: 501 }, (_, index) => ({ type: 'double', name: `c${index}` }))],
    ['too long', [{ type: 'double', name: 'n'.repeat(65) }]],
  ])('of columns that are %s for a contract is rows without names', (_, inputs) => {
    const profile = profileOf(found(scikit, signature(inputs)))
    expect(profile).toMatchObject({ sure: 'stated', readings: [{ kind: 'rows' }] })
    expect(profile.features).toBeUndefined()
  })
  it('of a shape that no tensor has gives no example', () => {
    const shape = new Array(10_000).fill(1)
    const deep = signature([{ type: 'tensor', 'tensor-spec': { dtype: 'float32', shape } }])
    expect(exampleOf(found(mlflow, deep))).toBeUndefined()
  })
  it('of named tensors has their names', () => {
    const named = signature([{ name: 'a', type: 'tensor', 'tensor-spec': { dtype: 'int64', shape: [-1, 1, 1] } }])
    expect(exampleOf(found(mlflow, named))).toEqual({ inputs: { a: [[[1]]] } })
  })
})

describe('Clarify’s baseline', () => {
  const baseline = '5.1,7,MARKED\n6.2345,9,other\n'
  it('gives types and rounded ranges, and no value of its rows', () => {
    const profile = profileOf({ clarify: { featureHeaders: ['a', 'b', 'c'], baseline } })
    expect(profile.features?.value).toEqual([
      { name: 'a', type: 'number', min: 5.1, max: 6.24 },
      { name: 'b', type: 'integer', min: 7, max: 9 },
      { name: 'c', type: 'text' },
    ])
    expect(JSON.stringify([profile, contractOfProfile(profile)])).not.toMatch(/MARKED|6\.2345/)
  })
  it('counts the features if nobody named them', () => {
    expect(profileLine(profileOf({ clarify: { baseline } }))).toMatch(/^Rows of features, 3 values each · detected/)
  })
  it('of another width says nothing of the columns that have names', () => {
    const { features } = profileOf({ clarify: { featureHeaders: ['a', 'b'], baseline } })
    expect(features?.value).toEqual(['a', 'b'].map((name) => ({ name, type: 'number' })))
  })
})

describe('Clarify over a model that reads JSON Lines', () => {
  const contentTemplate = '{"features":$features}'
  it.each([
    [{ featureTypes: ['numerical', 'text', 'categorical'] }, '{"features":[1,"text","text"]}'],
    [{ featureHeaders: ['a', 'b'] }, '{"features":[1,1]}'],
    [{ baseline: '{"features":[5.1,"MARKED"]}\n{"features":[1]}\n' }, '{"features":[1,"text"]}'],
    [{ baseline: '[5.1,7]' }, '{"features":[1,1]}'],
    [{}, undefined],
    [{ featureHeaders: ['a'], contentTemplate: '{"features":$other}' }, undefined],
  ])('starts with a record of its template: %j', (more, example) => {
    const profile = profileOf({ clarify: { contentTemplate, ...more } })
    expect(contractOfProfile(profile).input).toEqual({
      kind: 'json',
      contentType: 'application/jsonlines',
      ...(example ? { example } : {}),
    })
    expect(profile).toMatchObject({ sure: 'stated', accept: 'application/jsonlines' })
    expect(JSON.stringify(profile)).not.toMatch(/MARKED|5\.1/)
    const sample = sampleBodyOf(contractOfProfile(profile))
    expect(sample).toEqual(example && { body: example, contentType: 'application/jsonlines' })
  })
})
