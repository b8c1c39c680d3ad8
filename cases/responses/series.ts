/** Answers to time series, vectors, and explanations. */
import type { ResponseCase } from './case'

const explained = (data: string, rows: number[][]) =>
  JSON.stringify({
    version: '1.0',
    predictions: { content_type: 'text/csv; charset=utf-8', data },
    explanations: {
      kernel_shap: rows.map((values) =>
        values.map((value, index) => ({
          feature_header: ['Age', 'Income'][index],
          feature_type: 'numerical',
          attributions: [{ attribution: [value] }],
        })),
      ),
    },
  })
const bars = (...values: number[]) => ({
  method: 'kernel_shap',
  attributions: values.map((value, index) => ({ feature: ['Age', 'Income'][index], values: [value] })),
})
const quantile = (share: number, ...values: number[]) => ({ share, values })

export const seriesCases: ResponseCase[] = [
  {
    name: 'Chronos, quantiles beside the mean',
    body: '{"predictions":[{"mean":[10,12,13],"0.1":[8,9,9],"0.5":[10,12,13],"0.9":[12,15,17]}]}',
    prediction: {
      kind: 'forecast',
      mean: [10, 12, 13],
      quantiles: [quantile(0.1, 8, 9, 9), quantile(0.5, 10, 12, 13), quantile(0.9, 12, 15, 17)],
    },
  },
  {
    name: 'Chronos, with the item and its start',
    body: '{"predictions":[{"item_id":"T1","start":"2024-01-01","mean":[10,12],"0.1":[8,9],"0.9":[12,15]}]}',
    output: { task: 'forecast' },
    prediction: { kind: 'forecast', mean: [10, 12], rest: { item_id: 'T1', start: '2024-01-01' } },
  },
  {
    name: 'two series',
    body: '{"predictions":[{"mean":[1,2],"p10":[0,1],"p90":[2,3]},{"mean":[3,4],"p10":[2,3],"p90":[4,5]}]}',
    rows: 2,
    prediction: {
      kind: 'rows',
      rows: [
        { kind: 'forecast', mean: [1, 2], quantiles: [quantile(0.1, 0, 1), quantile(0.9, 2, 3)] },
        { kind: 'forecast', mean: [3, 4] },
      ],
    },
  },
  {
    name: 'AutoGluon, a row for each step',
    body: '[{"item_id":"A","timestamp":"2024-01-01","mean":1,"0.1":0.5,"0.9":2},{"item_id":"A","timestamp":"2024-01-02","mean":2,"0.1":1.5,"0.9":3}]',
    prediction: {
      kind: 'forecast',
      mean: [1, 2],
      quantiles: [quantile(0.1, 0.5, 1.5), quantile(0.9, 2, 3)],
      rest: { item_id: 'A', timestamp: ['2024-01-01', '2024-01-02'] },
    },
  },
  {
    name: 'AutoGluon, CSV with a row for each step',
    body: 'item_id,timestamp,mean,0.1,0.9\nA,2024-01-01,1,0.5,2\nA,2024-01-02,2,1.5,3\n',
    contentType: 'text/csv',
    prediction: {
      kind: 'forecast',
      mean: [1, 2],
      quantiles: [quantile(0.1, 0.5, 1.5), quantile(0.9, 2, 3)],
      rest: { item_id: 'A', timestamp: ['2024-01-01', '2024-01-02'] },
    },
  },
  {
    name: 'DeepAR, JSON by lines',
    body: '{"mean":[1,2],"quantiles":{"0.1":[0,1],"0.9":[2,3]}}\n{"mean":[3,4],"quantiles":{"0.1":[2,3],"0.9":[4,5]}}\n',
    contentType: 'application/jsonlines',
    rows: 2,
    prediction: {
      kind: 'rows',
      rows: [
        { kind: 'forecast', mean: [1, 2] },
        { kind: 'forecast', mean: [3, 4] },
      ],
    },
  },
  {
    name: 'steps of unequal length are shown as they came',
    body: '{"predictions":[{"mean":[1,2,3],"0.1":[1,2]}]}',
    prediction: { kind: 'raw' },
  },
  {
    name: 'Clarify, two rows with their explanations',
    body: explained('0.9\n0.1\n', [
      [-0.25, 0.5],
      [0.125, -0.75],
    ]),
    rows: 2,
    prediction: {
      kind: 'rows',
      rows: [
        { kind: 'value', value: 0.9, explanation: bars(-0.25, 0.5) },
        { kind: 'value', value: 0.1, explanation: bars(0.125, -0.75) },
      ],
      rest: { version: '1.0' },
    },
    normalised: [{ value: 0.9 }, { value: 0.1 }],
    rest: { version: '1.0' },
    cells: ['0.9', '0.1'],
  },
  {
    name: 'Clarify, one row of a classifier',
    body: explained('0.9\n', [[-0.25, 0.5]]),
    output: { task: 'classification', labels: ['no', 'yes'] },
    prediction: { kind: 'classes', label: 'yes', explanation: bars(-0.25, 0.5) },
    normalised: [{ label: 'yes', score: 0.9 }],
    cells: ['yes'],
  },
  {
    name: 'Clarify, a text by its parts',
    body: JSON.stringify({
      version: '1.0',
      predictions: { content_type: 'application/jsonlines', data: '{"score":0.75}\n' },
      explanations: {
        kernel_shap: [
          [
            {
              feature_type: 'free_text',
              attributions: [
                { attribution: [0.5], description: { partial_text: 'good', start_idx: 0 } },
                { attribution: [-0.25], description: { partial_text: 'movie', start_idx: 5 } },
              ],
            },
          ],
        ],
      },
    }),
    prediction: {
      kind: 'value',
      value: 0.75,
      explanation: {
        attributions: [
          { feature: 'good', values: [0.5] },
          { feature: 'movie', values: [-0.25] },
        ],
      },
    },
    normalised: [{ value: 0.75 }],
    cells: ['0.75'],
  },
  {
    name: 'Clarify, explanations of an unknown form stay beside',
    body: '{"predictions":{"content_type":"text/csv","data":"0.9"},"explanations":{"lime":[0.25]}}',
    prediction: { kind: 'value', value: 0.9, rest: { explanations: { lime: [0.25] } } },
    normalised: [{ value: 0.9 }],
    rest: { explanations: { lime: [0.25] } },
    cells: ['0.9'],
  },
  {
    name: 'Triton, 64-bit whole numbers',
    body: '{"model_name":"m","model_version":"1","outputs":[{"name":"ID","datatype":"INT64","shape":[1,2],"data":[9007199254740993,2]}]}',
    prediction: {
      kind: 'tensors',
      model: 'm',
      tensors: [{ name: 'ID', datatype: 'INT64', shape: [1, 2], data: ['9007199254740993', 2] }],
      rest: { model_version: '1' },
    },
  },
]
