import { describe, expect, it } from 'vitest'
import type { FeatureContract } from '../contract/contract'
import { featureContractSchema } from '../contract/contract-schema'
import { readEvidence, withEvidence } from './evidence'
import { taskOf } from './task-of'

const read = (text: string) => {
  const result = readEvidence(text)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const empty: FeatureContract = { features: [] }
const over = (contract: FeatureContract, text: string) => {
  const result = withEvidence(contract, read(text))
  if (!result.ok) throw new Error(result.error.message)
  return featureContractSchema.parse(result.value)
}

const statistics = JSON.stringify({
  version: 0,
  dataset: { item_count: 333 },
  features: [
    {
      name: 'Day Mins',
      inferred_type: 'Fractional',
      numerical_statistics: {
        common: { num_present: 333, num_missing: 0 },
        mean: 180.2,
        sum: 60_006.6,
        std_dev: 53.9,
        min: 0,
        max: 350,
        distribution: {
          kll: {
            buckets: [
              { lower_bound: 0, upper_bound: 175, count: 150 },
              { lower_bound: 175, upper_bound: 350, count: 150 },
            ],
            sketch: { parameters: { c: 0.64, k: 2048 }, data: [[119.3]] },
          },
        },
      },
    },
    {
      name: 'Calls',
      inferred_type: 'Integral',
      numerical_statistics: { common: { num_present: 333, num_missing: 0 }, mean: 4.48, min: 0, max: 20 },
    },
    {
      name: 'State',
      inferred_type: 'String',
      string_statistics: {
        common: { num_present: 333, num_missing: 0 },
        distinct_count: 2,
        distribution: {
          categorical: {
            buckets: [
              { value: 'WV', count: 20 },
              { value: 'AK', count: 13 },
            ],
          },
        },
      },
    },
  ],
})

const constraints = JSON.stringify({
  version: 0,
  features: [
    { name: 'Day Mins', inferred_type: 'Fractional', completeness: 1, num_constraints: { is_non_negative: true } },
    { name: 'Calls', inferred_type: 'Integral', completeness: 1, num_constraints: { is_non_negative: false } },
    { name: 'State', inferred_type: 'String', completeness: 1, string_constraints: { domains: ['AK', 'WV'] } },
    { name: 'Note', inferred_type: 'String', completeness: 0.9 },
  ],
  monitoring_config: { evaluate_constraints: 'Enabled' },
})

/** Follows PyYAML: single quotes, folded at 80 columns. */
const mlmodel = `artifact_path: model
flavors:
  python_function:
    loader_module: mlflow.sklearn
    python_version: 3.10.12
  sklearn:
    sklearn_version: 1.2.2
mlflow_version: 2.9.2
signature:
  inputs: '[{"type": "double", "name": "sepal length (cm)", "required": true}, {"type":
    "long", "name": "petals", "required": true}, {"type": "string", "name": "grower''s
    island", "required": false}, {"type": "boolean", "name": "wild", "required": true}]'
  outputs: '[{"type": "long", "name": "species", "required": true}]'
  params: null
utc_time_created: '2026-01-12 10:00:00.000000'
`
const tensors = `signature:
  inputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 3]}}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
`
const images =
  '{"inputs": "[{\\"type\\": \\"tensor\\", \\"tensor-spec\\": {\\"dtype\\": \\"uint8\\", \\"shape\\": [-1, 28, 28, 1]}}]"}'

const captured = (input: object, output: object) =>
  JSON.stringify({
    captureData: {
      endpointInput: { observedContentType: 'text/csv', mode: 'INPUT', ...input },
      endpointOutput: { observedContentType: 'text/csv; charset=utf-8', mode: 'OUTPUT', ...output },
    },
    eventMetadata: { eventId: 'b0ab9d5f', inferenceTime: '2026-11-20T10:00:00Z' },
    eventVersion: '0',
  })
const capture = [
  captured({ data: '5.1,3.5\n6.2,2.9', encoding: 'CSV' }, { data: '0.9,0.1\n0.2,0.8\n', encoding: 'CSV' }),
  captured({ data: btoa('4.0,3.0'), encoding: 'BASE64' }, { data: btoa('0.6,0.4'), encoding: 'BASE64' }),
].join('\n')

describe('evidence is recognised by its content', () => {
  it.each<[string, string, [string, string, string?][]]>([
    [
      'a,b\n1.5,x\n2.5,y',
      'CSV',
      [
        ['a', 'number'],
        ['b', 'choice'],
      ],
    ],
    [
      '5.1,3.5,1.4,0.2',
      'rows without a header',
      [
        ['feature_1', 'number'],
        ['feature_2', 'number'],
        ['feature_3', 'number'],
        ['feature_4', 'number'],
      ],
    ],
    [
      statistics,
      'statistics.json',
      [
        ['Day Mins', 'number'],
        ['Calls', 'integer'],
        ['State', 'choice'],
      ],
    ],
    [
      constraints,
      'constraints.json',
      [
        ['Day Mins', 'number'],
        ['Calls', 'integer'],
        ['State', 'choice'],
        ['Note', 'text'],
      ],
    ],
    [
      mlmodel,
      'MLflow signature',
      [
        ['sepal length', 'number', 'cm'],
        ['petals', 'integer'],
        ["grower's island", 'text'],
        ['wild', 'boolean'],
      ],
    ],
    [
      tensors,
      'MLflow signature',
      [
        ['feature_1', 'number'],
        ['feature_2', 'number'],
        ['feature_3', 'number'],
      ],
    ],
    [images, 'MLflow signature', []],
    [
      capture,
      'data capture',
      [
        ['feature_1', 'number'],
        ['feature_2', 'number'],
      ],
    ],
    [
      '{"instances":[{"features":[1,2.5]}]}',
      'sample payload',
      [
        ['feature_1', 'integer'],
        ['feature_2', 'number'],
      ],
    ],
    [
      '[{"age":41,"job":"admin"}]',
      'sample payload',
      [
        ['age', 'integer'],
        ['job', 'choice'],
      ],
    ],
    [
      '{"dataframe_split":{"columns":["a","b"],"data":[[1,2]]}}',
      'sample payload',
      [
        ['a', 'integer'],
        ['b', 'integer'],
      ],
    ],
  ])('%#: %s', (text, source, features) => {
    const found = read(text)
    expect(found.source).toBe(source)
    expect(found.features.map((one) => (one.unit ? [one.name, one.type, one.unit] : [one.name, one.type]))).toEqual(
      features,
    )
    expect(
      featureContractSchema.safeParse({
        features: found.features,
        input: found.input,
        output: found.output,
        examples: found.examples,
      }).error,
    ).toBeUndefined()
  })
  it.each<[string, object]>([
    [
      '{"inputs":"I love it","parameters":{"top_k":3}}',
      { kind: 'text', wrap: 'inputs', parameters: [{ name: 'top_k', type: 'integer', default: '3' }] },
    ],
    ['{"instances":["good movie"],"configuration":{"k":2}}', { kind: 'text', wrap: 'instances' }],
    [
      '{"messages":[{"role":"system","content":"Be brief"},{"role":"user","content":"Hi"}],"max_tokens":256,"stream":true}',
      {
        kind: 'chat',
        system: 'Be brief',
        stream: true,
        parameters: [{ name: 'max_tokens', type: 'integer', default: '256' }],
      },
    ],
    ['{"instances":[{"start":"2012-01-30","target":[1,2]}]}', { kind: 'json' }],
    [images, { kind: 'json' }],
  ])('the form of the input of %s', (text, input) => {
    expect(read(text).input).toMatchObject(input)
  })
  it('reads the distribution of statistics.json', () => {
    const [minutes, calls, state] = read(statistics).features
    expect(minutes).toMatchObject({
      min: 0,
      max: 350,
      default: '175',
      histogram: [150, 150],
      quantiles: [3.5, 17.5, 87.5, 175, 262.5, 332.5, 346.5],
    })
    expect(calls).toEqual({ name: 'Calls', type: 'integer', min: 0, max: 20, default: '4' })
    expect(state).toMatchObject({ choices: ['AK', 'WV'], histogram: [13, 20], default: 'WV' })
  })
  it('reads rows and the task of data capture', () => {
    const found = read(capture)
    expect(found).toMatchObject({ output: { task: 'classification' }, notes: ['3 rows'], named: false })
    expect(found.features[0]).toMatchObject({ min: 4, max: 6.2 })
    expect(found.examples.map((one) => one.value)).toEqual(['5.1,3.5', '6.2,2.9', '4.0,3.0'])
  })
  it.each([
    [40, { task: 'anomaly', threshold: 1.987 }],
    [20, { task: 'anomaly' }],
  ])('reads the threshold of %i captured anomaly scores', (count, output) => {
    // The mean is 1.05 and the deviation 0.3122 where one in forty is 3.
    const responses = Array.from({ length: count }, (_, at) => ({ score: at === 7 ? 3 : 1 }))
    const lines = responses.map((score) =>
      captured({ data: '5.1,3.5', encoding: 'CSV' }, { data: JSON.stringify({ scores: [score] }), encoding: 'JSON' }),
    )
    expect(read(lines.join('\n')).output).toEqual(output)
  })
})

it.each(['{', '[1, 2', '{"features": [{"name": "a"'])('%j is refused', (text) => {
  const result = readEvidence(text)
  expect(result.ok ? '' : result.error.code).toBe('unknown-json')
})

describe('evidence over a contract', () => {
  const known: FeatureContract = {
    features: [
      { name: 'Day Mins', type: 'number', unit: 'min', description: 'By day', min: 3, max: 300 },
      { name: 'State', type: 'choice', choices: ['AK', 'WV'] },
    ],
    output: { name: 'Churn', labels: ['no', 'yes'] },
  }
  it('adds what it knows and keeps what it does not', () => {
    expect(over(over(empty, statistics), constraints).features[2]).toMatchObject({ name: 'State', histogram: [13, 20] })
    expect(over(known, statistics).features[0]).toMatchObject({ unit: 'min', description: 'By day', max: 350 })
    expect(over(known, 'Day Mins,State').features).toEqual(known.features)
  })
  it('without names fills what is known by place', () => {
    expect(
      over({ ...known, features: known.features.slice(0, 1).concat({ name: 'b', type: 'number' }) }, capture),
    ).toMatchObject({
      features: [
        { name: 'Day Mins', unit: 'min', max: 6.2 },
        { name: 'b', min: 2.9 },
      ],
      output: { task: 'classification', name: 'Churn', labels: ['no', 'yes'] },
    })
  })
  it('without names is refused where the width differs', () => {
    const result = withEvidence(known, read('1,2,3'))
    expect(result.ok ? '' : result.error.message).toBe(
      'The evidence (rows without a header) has 3 columns, and the contract 2.',
    )
  })
  it('that calls proved is taken as it was sent', () => {
    const example = '{"inputs":{"question":"How tall?","context":"324 metres"}}'
    const examples = [{ name: 'Sample', value: 'Paris is the [MASK] of France.' }]
    const proved = { source: 'what the endpoint takes', features: [], notes: [], named: false, bare: true }
    const json = { kind: 'json' as const, example }
    const value = { input: json }
    expect(withEvidence(empty, { ...proved, input: json, examples: [] })).toMatchObject({ ok: true, value })
    const text = { kind: 'text' as const, wrap: 'inputs' as const, parameters: [] }
    expect(withEvidence(empty, { ...proved, input: text, examples })).toMatchObject({ ok: true, value: { examples } })
    const rows = { ...proved, input: { kind: 'rows' as const }, examples: [] }
    expect(withEvidence({ features: [], input: json }, rows)).toMatchObject({ value: { input: { kind: 'rows' } } })
  })
  it('of rows ends another form of input, and of text keeps the rows out', () => {
    expect(over({ features: [], input: { kind: 'json' } }, 'a\n1').input).toEqual({ kind: 'rows' })
    expect(over(empty, '{"inputs":"Hi"}')).toMatchObject({ features: [], input: { kind: 'text' } })
  })
})

it.each([
  ['0.9,0.05,0.05\n', 1, 'classification'],
  ['0.1,0.6,0.3', 3, undefined],
  ['23.4', 1, 'regression'],
  ['0.43', 1, undefined],
  ['[0]', 1, undefined],
  ['[[0.3,0.7]]', 1, 'classification'],
  ['[0.01,0.98,0.01]', 1, 'classification'],
  ['{"predictions":[{"score":0.4,"predicted_label":0}]}', 1, 'classification'],
  ['{"predictions":[{"closest_cluster":1.0,"distance_to_cluster":3.0}]}', 1, 'clustering'],
  ['{"predictions":[{"quantiles":{"0.5":[1.1]},"mean":[1.2]}]}', 1, 'forecast'],
  ['{"projections":[{"projection":[1.0,2.0]}]}', 1, 'embedding'],
  ['{"scores":[{"score":0.02}]}', 1, 'anomaly'],
  ['{"prediction":[[4.0,0.86,0.31,0.07,0.71,0.93]]}', 1, 'detection'],
  ['[{"label":"POSITIVE","score":0.99}]', 1, 'classification'],
  ['[{"word":"Berlin","score":0.99,"entity":"I-LOC","start":34,"end":40}]', 1, 'tokens'],
  ['[{"generated_text":"Hi"}]', 1, 'generation'],
  ['{"version":"1.0","predictions":{"content_type":"text/csv","data":"23.4\\n"},"explanations":{}}', 1, 'regression'],
  ['no numbers', 1, undefined],
])('the answer %s to %i rows shows %s', (text, recordCount, task) => {
  expect(taskOf({ text, recordCount, contentType: '' })).toBe(task)
})

describe('what is too large or nested is refused in a sentence', () => {
  it.each([
    [`${'a1,'.repeat(1_000)}z`, '1,001 columns are more than the 500 a contract holds.'],
    [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'This JSON describes no features.'],
  ])('%.20s', (text, message) => {
    const read = readEvidence(text)
    expect(read.ok ? undefined : read.error.message).toBe(message)
  })
})
