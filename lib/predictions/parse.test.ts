/** Real bodies of SageMaker's containers, and what is made of them. */
import { describe, expect, it } from 'vitest'
import type { FeatureContract } from '../features/contract'
import { parsePrediction } from './parse'

const species = { task: 'classification' as const, labels: ['setosa', 'versicolor', 'virginica'] }
const parse = (text: string, contentType: string, recordCount = 1, output?: FeatureContract['output']) =>
  parsePrediction({ text, contentType, recordCount }, output)
const json = 'application/json'
const csv = 'text/csv; charset=utf-8'

describe('one record', () => {
  it.each([
    ['XGBoost CSV, one number', '0.43\n', csv, undefined, { kind: 'value', value: 0.43 }],
    ['XGBoost CSV, softprob', '0.1,0.2,0.7\n', csv, species, { kind: 'classes', label: 'virginica' }],
    ['XGBoost JSON', '{"predictions":[{"score":0.43}]}', json, undefined, { kind: 'value', value: 0.43 }],
    ['XGBoost JSON, softprob', '{"predictions":[{"score":[0.1,0.2,0.7]}]}', json, undefined, { label: 'Class 2' }],
    [
      'Autopilot JSON',
      '{"predictions":[{"predicted_label":1,"probabilities":[0.4,0.6]}]}',
      json,
      undefined,
      { label: 'Class 1' },
    ],
    [
      'Autopilot CSV',
      '1,"[0.4, 0.6]"',
      csv,
      undefined,
      { label: 'Class 1', scores: [{ probability: 0.4 }, { probability: 0.6 }] },
    ],
    [
      'Linear Learner, binary',
      '{"predictions":[{"score":0.4,"predicted_label":0}]}',
      json,
      undefined,
      { label: 'Class 0', scores: [{ probability: 0.6 }, { probability: 0.4 }] },
    ],
    [
      'Linear Learner, classes',
      '{"predictions":[{"score":[0.9,0.05,0.05],"predicted_label":0}]}',
      json,
      species,
      { label: 'setosa' },
    ],
    [
      'Linear Learner, regression',
      '{"predictions":[{"score":21.5}]}',
      json,
      { unit: 'mpg' },
      { kind: 'value', value: 21.5, unit: 'mpg' },
    ],
    [
      'Linear Learner, JSON lines',
      '{"score":[0.9,0.05,0.05],"predicted_label":0}\n',
      'application/jsonlines',
      species,
      { label: 'setosa' },
    ],
    [
      'kNN',
      '{"predictions":[{"predicted_label":2.0}]}',
      json,
      species,
      { kind: 'classes', label: 'virginica', scores: [] },
    ],
    ['scikit-learn, class', '[0]', json, species, { kind: 'classes', label: 'setosa' }],
    ['scikit-learn, value', '[18.3]', json, undefined, { kind: 'value', value: 18.3 }],
    ['scikit-learn, probabilities', '[[0.3,0.7]]', json, undefined, { label: 'Class 1' }],
    ['scikit-learn, CSV', '0\n', csv, species, { label: 'setosa' }],
    ['scikit-learn, a class by name', '["Adelie"]', json, undefined, { kind: 'classes', label: 'Adelie', scores: [] }],
    ['TensorFlow Serving', '{"predictions":[[0.1,0.9]]}', json, undefined, { label: 'Class 1' }],
    ['AutoGluon, probabilities', '{"probabilities":[[0.1,0.9]]}', json, undefined, { label: 'Class 1' }],
    ['LightGBM, value', '{"prediction":[9.1]}', json, undefined, { kind: 'value', value: 9.1 }],
    [
      'BlazingText',
      '[{"label":["__label__1"],"prob":[0.98]}]',
      json,
      undefined,
      { label: '1', scores: [{ label: '1', probability: 0.98 }] },
    ],
    ['Hugging Face', '[{"label":"POSITIVE","score":0.99}]', json, undefined, { label: 'POSITIVE' }],
    ['a list of three, of one record', '[0.1,0.6,0.3]', json, species, { kind: 'classes', label: 'versicolor' }],
    ['Random Cut Forest', '{"scores":[{"score":0.02}]}', json, undefined, { kind: 'value', value: 0.02 }],
  ])('%s', (_, text, type, output, expected) => {
    expect(parse(text, type, 1, output)).toMatchObject(expected)
  })
})

describe('several records', () => {
  it.each([
    ['XGBoost CSV', '0.43\n0.45\n', csv, 2],
    ['XGBoost CSV on one line', '0.43,0.45', csv, 2],
    ['a list of three, of three records', '[0.1,0.6,0.3]', json, 3],
    ['scikit-learn', '[[0.3,0.7],[0.6,0.4]]', json, 2],
    ['Linear Learner', '{"predictions":[{"score":1.5},{"score":2.5}]}', json, 2],
    ['softprob of two records', '0.1,0.9\n0.8,0.2\n', csv, 2],
  ])('%s', (_, text, type, count) => {
    const prediction = parse(text, type, count)
    expect(prediction.kind === 'rows' ? prediction.rows : []).toHaveLength(count)
  })
})

describe('what fits no form is shown as it is', () => {
  it.each([
    ['{"projections":[{"projection":[1.0,2.0]}]}', json],
    ['{"generated_text":"Hello"}', json],
    ['not json', json],
    ['[]', json],
    ['', csv],
    ['5.1,3.5,1.4', csv],
    ['{"predictions":[{"score":0.4},{"other":1}]}', json],
    ['\u0000\u0001', 'application/octet-stream'],
    ['<html></html>', 'text/html'],
  ])('%j', (text, contentType) => {
    expect(parse(text, contentType)).toEqual({ kind: 'raw', text, contentType })
  })
})
