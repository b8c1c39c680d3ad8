/** Vectors, and explanations. */
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

export const seriesCases: ResponseCase[] = [
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
    name: 'Clarify over JSON Lines, two rows of a classifier',
    body: JSON.stringify({
      version: '1.0',
      predictions: {
        content_type: 'application/jsonlines',
        data: '{"predicted_label":1,"score":[0.1,0.9]}\n{"predicted_label":0,"score":[0.8,0.2]}\n',
      },
      explanations: {
        kernel_shap: [
          [
            { feature_header: 'Age', attributions: [{ attribution: [-0.25] }] },
            { feature_header: 'Income', attributions: [{ attribution: [0.5] }] },
          ],
          [
            { feature_header: 'Age', attributions: [{ attribution: [0.125] }] },
            { feature_header: 'Income', attributions: [{ attribution: [-0.75] }] },
          ],
        ],
      },
    }),
    rows: 2,
    output: { task: 'classification', labels: ['no', 'yes'] },
    prediction: {
      kind: 'rows',
      rows: [
        { kind: 'classes', label: 'yes', explanation: bars(-0.25, 0.5) },
        { kind: 'classes', label: 'no', explanation: bars(0.125, -0.75) },
      ],
      rest: { version: '1.0' },
    },
    normalised: [
      { label: 'yes', score: 0.9 },
      { label: 'no', score: 0.8 },
    ],
    rest: { version: '1.0' },
    cells: ['yes', 'no'],
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
    name: 'Clarify without headers, the contract knows the names',
    body: '{"version":"1.0","predictions":{"content_type":"text/csv","data":"0.9"},"explanations":{"kernel_shap":[[{"attributions":[{"attribution":[-0.25]}]},{"attributions":[{"attribution":[0.5]}]}]]}}',
    features: ['Age', 'Income'],
    prediction: { kind: 'value', value: 0.9, explanation: bars(-0.25, 0.5) },
    normalised: [{ value: 0.9 }],
    cells: ['0.9'],
  },
  {
    name: 'Clarify without headers, the contract has another number of features',
    body: '{"version":"1.0","predictions":{"content_type":"text/csv","data":"0.9"},"explanations":{"kernel_shap":[[{"attributions":[{"attribution":[0.5]}]}]]}}',
    features: ['Age', 'Income'],
    prediction: {
      kind: 'value',
      value: 0.9,
      explanation: { method: 'kernel_shap', attributions: [{ feature: 'Feature 1', values: [0.5] }] },
    },
    normalised: [{ value: 0.9 }],
    cells: ['0.9'],
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
