/** Answers to rows: numbers and classes. */
import type { AnswerCase } from './case'

const csv = 'text/csv; charset=utf-8'
const species = { task: 'classification', labels: ['setosa', 'versicolor', 'virginica'] }
const value = (number: number, name?: string) => ({ kind: 'value', value: number, ...(name ? { name } : {}) })
const rows = (...all: object[]) => ({ kind: 'rows', rows: all })
const binary = (no: number, yes: number) => [
  { label: 'Class 0', probability: no },
  { label: 'Class 1', probability: yes },
]

export const rowCases: AnswerCase[] = [
  {
    name: 'pandas, split',
    body: '{"columns":["mpg"],"index":[0,1],"data":[[21.5],[30.25]]}',
    rows: 2,
    prediction: rows(value(21.5, 'mpg'), value(30.25, 'mpg')),
    normalised: [
      { value: 21.5, name: 'mpg' },
      { value: 30.25, name: 'mpg' },
    ],
    cells: ['21.5', '30.25'],
  },
  {
    name: 'pandas, split with an index that says something',
    body: '{"columns":["mpg"],"index":["a","b"],"data":[[21.5],[30.25]]}',
    rows: 2,
    prediction: { ...rows(value(21.5, 'mpg'), value(30.25, 'mpg')), rest: { index: ['a', 'b'] } },
    normalised: [
      { value: 21.5, name: 'mpg' },
      { value: 30.25, name: 'mpg' },
    ],
    rest: { index: ['a', 'b'] },
    cells: ['21.5', '30.25'],
  },
  {
    name: 'pandas, records',
    body: '[{"mpg":21.5},{"mpg":30.25}]',
    rows: 2,
    prediction: rows(value(21.5, 'mpg'), value(30.25, 'mpg')),
    normalised: [
      { value: 21.5, name: 'mpg' },
      { value: 30.25, name: 'mpg' },
    ],
    cells: ['21.5', '30.25'],
  },
  {
    name: 'pandas, columns (AutoGluon’s to_json)',
    body: '{"label":{"0":"a","1":"b"},"a_proba":{"0":0.9,"1":0.2},"b_proba":{"0":0.1,"1":0.8}}',
    rows: 2,
    prediction: rows(
      {
        kind: 'classes',
        label: 'a',
        scores: [
          { label: 'a', probability: 0.9 },
          { label: 'b', probability: 0.1 },
        ],
      },
      { kind: 'classes', label: 'b' },
    ),
    normalised: [
      { label: 'a', score: 0.9 },
      { label: 'b', score: 0.8 },
    ],
    cells: ['a', 'b'],
  },
  {
    name: 'pandas, index',
    body: '{"0":{"mpg":21.5},"1":{"mpg":30.25}}',
    rows: 2,
    prediction: rows(value(21.5, 'mpg'), value(30.25, 'mpg')),
    normalised: [
      { value: 21.5, name: 'mpg' },
      { value: 30.25, name: 'mpg' },
    ],
    cells: ['21.5', '30.25'],
  },
  {
    name: 'pandas, table',
    body: '{"schema":{"fields":[{"name":"index","type":"integer"},{"name":"mpg","type":"number"}]},"data":[{"index":0,"mpg":21.5},{"index":1,"mpg":30.25}]}',
    rows: 2,
    prediction: rows(value(21.5, 'mpg'), value(30.25, 'mpg')),
    normalised: [
      { value: 21.5, name: 'mpg' },
      { value: 30.25, name: 'mpg' },
    ],
    cells: ['21.5', '30.25'],
  },
  {
    name: 'JSON in a JSON string',
    body: JSON.stringify('{"predictions": [{"score": 0.91}]}'),
    prediction: value(0.91),
    normalised: [{ value: 0.91 }],
    cells: ['0.91'],
  },
  {
    name: 'JSON in a JSON string, twice, sent as text',
    body: JSON.stringify(JSON.stringify('[[0.3,0.7]]')),
    contentType: 'text/plain',
    prediction: { kind: 'classes', label: 'Class 1', scores: binary(0.3, 0.7) },
    normalised: [{ label: 'Class 1', score: 0.7 }],
    cells: ['Class 1'],
  },
  {
    name: 'JSON in the texts of a list',
    body: JSON.stringify({ predictions: ['{"score": 0.91}', '{"score": 0.12}'] }),
    rows: 2,
    prediction: rows(value(0.91), value(0.12)),
    normalised: [{ value: 0.91 }, { value: 0.12 }],
    cells: ['0.91', '0.12'],
  },
  {
    name: 'numbers as text',
    body: '{"predictions":["0.93","0.11"]}',
    rows: 2,
    prediction: rows(value(0.93), value(0.11)),
    normalised: [{ value: 0.93 }, { value: 0.11 }],
    cells: ['0.93', '0.11'],
  },
  {
    name: 'numbers as text, of a classifier',
    body: '["2","0"]',
    rows: 2,
    output: species,
    prediction: rows({ kind: 'classes', label: 'virginica' }, { kind: 'classes', label: 'setosa' }),
    normalised: [{ label: 'virginica' }, { label: 'setosa' }],
    cells: ['virginica', 'setosa'],
  },
  {
    name: 'probabilities as text',
    body: '[["0.3","0.7"]]',
    prediction: { kind: 'classes', label: 'Class 1', scores: binary(0.3, 0.7) },
    normalised: [{ label: 'Class 1', score: 0.7 }],
    cells: ['Class 1'],
  },
  {
    name: 'digits that no number has are a name',
    body: '{"predictions":["02134"]}',
    prediction: { kind: 'classes', label: '02134', scores: [] },
    normalised: [{ label: '02134' }],
    cells: ['02134'],
  },
  {
    name: 'Flask without a content type, numbers as text/html',
    body: '[0.8765]',
    contentType: 'text/html; charset=utf-8',
    prediction: value(0.8765),
    normalised: [{ value: 0.8765 }],
    cells: ['0.8765'],
  },
  {
    name: 'Flask without a content type, lines as text/html',
    body: 'setosa\nvirginica\n',
    contentType: 'text/html',
    rows: 2,
    prediction: rows({ kind: 'classes', label: 'setosa' }, { kind: 'classes', label: 'virginica' }),
    normalised: [{ label: 'setosa' }, { label: 'virginica' }],
    cells: ['setosa', 'virginica'],
  },
  {
    name: 'R, class of tidymodels',
    body: '[{".pred_class":"setosa"}]',
    prediction: { kind: 'classes', label: 'setosa', scores: [] },
    normalised: [{ label: 'setosa' }],
    cells: ['setosa'],
  },
  {
    name: 'R, class and probabilities of tidymodels',
    body: '[{".pred_class":"setosa",".pred_setosa":0.98,".pred_virginica":0.02}]',
    prediction: {
      kind: 'classes',
      label: 'setosa',
      scores: [
        { label: 'setosa', probability: 0.98 },
        { label: 'virginica', probability: 0.02 },
      ],
    },
    normalised: [{ label: 'setosa', score: 0.98 }],
    cells: ['setosa'],
  },
  {
    name: 'R, value of tidymodels',
    body: '[{".pred":21.5}]',
    prediction: value(21.5, '.pred'),
    normalised: [{ value: 21.5, name: '.pred' }],
    cells: ['21.5'],
  },
  {
    name: 'R plumber, every value in a list',
    body: '{"prediction":["setosa"]}',
    prediction: { kind: 'classes', label: 'setosa', scores: [] },
    normalised: [{ label: 'setosa' }],
    cells: ['setosa'],
  },
  {
    name: 'TorchServe, a map of the likeliest classes',
    body: '{"papillon":0.81,"Chihuahua":0.06,"collie":0.04}',
    prediction: {
      kind: 'classes',
      label: 'papillon',
      scores: [
        { label: 'papillon', probability: 0.81 },
        { label: 'Chihuahua', probability: 0.06 },
        { label: 'collie', probability: 0.04 },
      ],
    },
    normalised: [{ label: 'papillon', score: 0.81 }],
    cells: ['papillon'],
  },
  {
    name: 'TorchServe, a map of all classes for each of two',
    body: '[{"cat":0.2,"dog":0.8},{"cat":0.9,"dog":0.1}]',
    rows: 2,
    prediction: rows({ kind: 'classes', label: 'dog' }, { kind: 'classes', label: 'cat' }),
    normalised: [
      { label: 'dog', score: 0.8 },
      { label: 'cat', score: 0.9 },
    ],
    cells: ['dog', 'cat'],
  },
  {
    name: 'two numbers by name are no classes',
    body: '{"risk":0.4,"churn":0.2}',
    prediction: {
      kind: 'vector',
      outputs: [
        { name: 'risk', value: 0.4 },
        { name: 'churn', value: 0.2 },
      ],
    },
    normalised: [
      {
        outputs: [
          { name: 'risk', value: 0.4 },
          { name: 'churn', value: 0.2 },
        ],
      },
    ],
  },
  {
    name: 'Multi Model Server, class and probability',
    body: '[[{"probability":0.86,"class":"n02124075 cat"},{"probability":0.14,"class":"n02123394 lynx"}]]',
    prediction: { kind: 'classes', label: 'n02124075 cat', scores: [{ probability: 0.86 }, { probability: 0.14 }] },
    normalised: [{ label: 'n02124075 cat', score: 0.86 }],
    cells: ['n02124075 cat'],
  },
  {
    name: 'truths',
    body: '[true, false]',
    rows: 2,
    prediction: rows({ kind: 'classes', label: 'true' }, { kind: 'classes', label: 'false' }),
    normalised: [{ label: 'true' }, { label: 'false' }],
    cells: ['true', 'false'],
  },
  {
    name: 'a truth with its probability',
    body: '{"prediction":true,"probability":0.97}',
    prediction: { kind: 'classes', label: 'true', scores: [{ label: 'true', probability: 0.97 }] },
    normalised: [{ label: 'true', score: 0.97 }],
    cells: ['true'],
  },
  {
    name: 'CSV with a header, class and probability by name',
    body: 'proba,pred\n0.83,1\n0.12,0\n',
    contentType: csv,
    rows: 2,
    prediction: rows(
      { kind: 'classes', label: 'Class 1', rest: { proba: 0.83 } },
      { kind: 'classes', label: 'Class 0', rest: { proba: 0.12 } },
    ),
    normalised: [
      { label: 'Class 1', rest: { proba: 0.83 } },
      { label: 'Class 0', rest: { proba: 0.12 } },
    ],
    cells: ['Class 1', 'Class 0'],
  },
  {
    name: 'CSV with a header, one value a row',
    body: 'prediction\n21.5\n30.25\n',
    contentType: csv,
    rows: 2,
    prediction: rows(value(21.5, 'prediction'), value(30.25, 'prediction')),
    normalised: [
      { value: 21.5, name: 'prediction' },
      { value: 30.25, name: 'prediction' },
    ],
    cells: ['21.5', '30.25'],
  },
  {
    name: 'AutoGluon, CSV with a header',
    body: 'label,no,yes\nyes,0.2,0.8\n',
    contentType: csv,
    prediction: {
      kind: 'classes',
      label: 'yes',
      scores: [
        { label: 'no', probability: 0.2 },
        { label: 'yes', probability: 0.8 },
      ],
    },
    normalised: [{ label: 'yes', score: 0.8 }],
    cells: ['yes'],
  },
  {
    name: 'AutoGluon, label with columns of probabilities',
    body: '[{"label": "a", "a_proba": 0.9, "b_proba": 0.1}]',
    prediction: {
      kind: 'classes',
      label: 'a',
      scores: [
        { label: 'a', probability: 0.9 },
        { label: 'b', probability: 0.1 },
      ],
    },
    normalised: [{ label: 'a', score: 0.9 }],
    cells: ['a'],
  },
  {
    name: 'predictions beside probabilities',
    body: '{"predictions":[1],"probabilities":[[0.2,0.8]]}',
    prediction: { kind: 'classes', label: 'Class 1', scores: binary(0.2, 0.8) },
    normalised: [{ label: 'Class 1', score: 0.8 }],
    cells: ['Class 1'],
  },
  {
    name: 'names beside scores, of two rows',
    body: '{"predictions":["yes","no"],"scores":[0.8,0.7],"model":"v3"}',
    rows: 2,
    prediction: {
      ...rows(
        { kind: 'classes', label: 'yes', scores: [{ label: 'yes', probability: 0.8 }] },
        { kind: 'classes', label: 'no', scores: [{ label: 'no', probability: 0.7 }] },
      ),
      rest: { model: 'v3' },
    },
    normalised: [
      { label: 'yes', score: 0.8 },
      { label: 'no', score: 0.7 },
    ],
    rest: { model: 'v3' },
    cells: ['yes', 'no'],
  },
  {
    name: 'old XGBoost, softprob of two rows',
    body: '[0.1, 0.9],[0.8, 0.2]',
    contentType: csv,
    rows: 2,
    prediction: rows(
      { kind: 'classes', label: 'Class 1', scores: binary(0.1, 0.9) },
      { kind: 'classes', label: 'Class 0', scores: binary(0.8, 0.2) },
    ),
    normalised: [
      { label: 'Class 1', score: 0.9 },
      { label: 'Class 0', score: 0.8 },
    ],
    cells: ['Class 1', 'Class 0'],
  },
  {
    name: 'old XGBoost, softprob a line each',
    body: '[0.1, 0.9]\n[0.8, 0.2]\n',
    contentType: csv,
    rows: 2,
    prediction: rows({ kind: 'classes', label: 'Class 1' }, { kind: 'classes', label: 'Class 0' }),
    normalised: [
      { label: 'Class 1', score: 0.9 },
      { label: 'Class 0', score: 0.8 },
    ],
    cells: ['Class 1', 'Class 0'],
  },
  {
    name: 'Autopilot, four columns',
    body: `setosa,0.97,"[0.97, 0.02, 0.01]","['setosa', 'versicolor', 'virginica']"\n`,
    contentType: csv,
    output: species,
    prediction: { kind: 'classes', label: 'setosa', scores: [{ label: 'setosa', probability: 0.97 }, {}, {}] },
    normalised: [{ label: 'setosa', score: 0.97 }],
    cells: ['setosa'],
  },
  {
    name: 'Autopilot, label and probability',
    body: 'yes,0.97\nno,0.6\n',
    contentType: csv,
    rows: 2,
    prediction: rows(
      { kind: 'classes', label: 'yes', scores: [{ label: 'yes', probability: 0.97 }] },
      { kind: 'classes', label: 'no', scores: [{ label: 'no', probability: 0.6 }] },
    ),
    normalised: [
      { label: 'yes', score: 0.97 },
      { label: 'no', score: 0.6 },
    ],
    cells: ['yes', 'no'],
  },
  {
    name: 'TensorFlow Serving, a class in base64',
    body: '{"predictions":[{"classes":{"b64":"REVWMDE="},"index":0}]}',
    prediction: { kind: 'classes', label: 'DEV01', rest: { index: 0 } },
    normalised: [{ label: 'DEV01', rest: { index: 0 } }],
    cells: ['DEV01'],
  },
  {
    name: 'TensorFlow Serving, bytes that are no text',
    body: '{"predictions":[{"image":{"b64":"gICA"}}]}',
    prediction: { kind: 'raw' },
  },
  {
    name: 'TensorFlow, an estimator’s classifier',
    body: '{"predictions":[{"probabilities":[0.1,0.9],"class_ids":[1],"classes":["yes"],"logits":[2.1],"all_class_ids":[0,1],"all_classes":["no","yes"]}]}',
    prediction: {
      kind: 'classes',
      label: 'yes',
      scores: [
        { label: 'no', probability: 0.1 },
        { label: 'yes', probability: 0.9 },
      ],
      rest: { logits: [2.1], class_ids: [1], all_class_ids: [0, 1] },
    },
    normalised: [{ label: 'yes', score: 0.9, rest: { logits: [2.1], class_ids: [1], all_class_ids: [0, 1] } }],
    cells: ['yes'],
  },
  {
    name: 'facts beside a value',
    body: '{"prediction":21.5,"model_version":"3","request":{"id":7}}',
    prediction: { ...value(21.5, 'prediction'), rest: { model_version: '3', request: { id: 7 } } },
    normalised: [{ value: 21.5, name: 'prediction', rest: { model_version: '3', request: { id: 7 } } }],
    cells: ['21.5'],
  },
  {
    name: 'facts beside a class',
    body: '[{"label":"spam","score":0.98,"latency_ms":12}]',
    prediction: { kind: 'classes', label: 'spam', rest: { latency_ms: [12] } },
    normalised: [{ label: 'spam', score: 0.98, rest: { latency_ms: [12] } }],
    cells: ['spam'],
  },
  {
    name: 'facts beside the records',
    body: '{"predictions":[0.4,0.6],"model_version":"3"}',
    rows: 2,
    prediction: { ...rows(value(0.4), value(0.6)), rest: { model_version: '3' } },
    normalised: [{ value: 0.4 }, { value: 0.6 }],
    rest: { model_version: '3' },
    cells: ['0.4', '0.6'],
  },
  {
    name: '64-bit whole numbers and long decimals',
    body: '{"predictions":[9007199254740993, 0.12345678901234567890]}',
    rows: 2,
    prediction: rows({ kind: 'value', exact: '9007199254740993' }, { kind: 'value', exact: '0.12345678901234567890' }),
    normalised: [{ value: '9007199254740993' }, { value: '0.12345678901234567890' }],
    cells: ['9007199254740993', '0.12345678901234567890'],
  },
  {
    name: '64-bit whole numbers in CSV',
    body: '9007199254740993\n-9007199254740995\n',
    contentType: csv,
    rows: 2,
    prediction: rows({ kind: 'value', exact: '9007199254740993' }, { kind: 'value', exact: '-9007199254740995' }),
    normalised: [{ value: '9007199254740993' }, { value: '-9007199254740995' }],
    cells: ['9007199254740993', '-9007199254740995'],
  },
  {
    name: 'a class with 64 bits, and an id beside it',
    body: '{"predicted_label":9007199254740993,"id":9007199254740995}',
    prediction: { kind: 'classes', label: 'Class 9007199254740993' },
    normalised: [{ label: 'Class 9007199254740993', rest: { id: '9007199254740995' } }],
    cells: ['Class 9007199254740993'],
  },
  {
    name: 'the task vetoes: shares of a regression are values',
    body: '[[0.3,0.7]]',
    output: { task: 'regression' },
    prediction: {
      kind: 'vector',
      outputs: [
        { name: 'Output 1', value: 0.3 },
        { name: 'Output 2', value: 0.7 },
      ],
    },
    normalised: [
      {
        outputs: [
          { name: 'Output 1', value: 0.3 },
          { name: 'Output 2', value: 0.7 },
        ],
      },
    ],
  },
  {
    name: 'the task vetoes: a value is no class',
    body: '[18.3]',
    output: { task: 'classification' },
    prediction: { kind: 'raw' },
  },
  {
    name: 'the task vetoes: classes are no forecast',
    body: '[{"label":"a","score":0.9}]',
    output: { task: 'forecast' },
    prediction: { kind: 'raw' },
  },
  {
    name: 'a list with two meanings is shown as it came',
    body: '{"predictions":[0.4],"embeddings":[[0.1,0.2]]}',
    prediction: { kind: 'raw' },
  },
]
