/** Real bodies of SageMaker's containers, and what is made of them. */
import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'lossless-json'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../../lambda-template/src/response/normalise'
import type { FeatureContract } from '../contract/contract'
import { normalisedType } from '../requests/request-shape'
import { headlineOf, isBeyond } from './headline'
import { parsePrediction } from './parse'
import type { Prediction, ResponseBody } from './prediction'

const species = { task: 'classification' as const, labels: ['setosa', 'versicolor', 'virginica'] }
const parse = (text: string, contentType: string, recordCount = 1, output?: FeatureContract['output']) =>
  parsePrediction({ text, contentType, recordCount }, output)
const encoder = new TextEncoder()
const normalisedKinds = ['classes', 'value', 'cluster', 'anomaly', 'vector']
/** Tens of thousands of comparisons: `expect` takes many times as long, so it only says what differs. */
function expectEqual(actual: unknown, expected: unknown) {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected)
}

/** The console's parser and the deployed function's normaliser share no code, and have to say the same of every body. */
function expectAgreement(
  body: ResponseBody,
  output: FeatureContract['output'],
  own: Prediction = parsePrediction(body, output),
) {
  const { text, contentType, recordCount, sent = '' } = body
  const request = {
    body: encoder.encode(sent),
    contentType: /^\s*[[{"]/.test(sent) ? 'application/json' : 'text/plain',
    rows: recordCount,
  }
  const response = { body: encoder.encode(text), contentType }
  const known = { task: output?.task, labels: output?.labels ?? [], unit: output?.unit, outputs: output?.outputs ?? [] }
  const read = normalise(response, request, known, 'model')
  if (!read.ok) return expect(text).toMatch(/\0/)
  const { normalised } = read
  const through = parsePrediction({ ...body, text: stringify(normalised) ?? '', contentType: normalisedType }, output)
  const { kind } = own.kind === 'rows' ? (own.rows[0] ?? own) : own
  if (normalisedKinds.includes(kind)) {
    expectEqual(Object.hasOwn(normalised.predictions[0] ?? {}, 'raw'), false)
    return expectEqual(through, own)
  }
  const [only, ...more] = normalised.predictions as Record<string, unknown>[]
  const { raw, ...rest } = only ?? {}
  expectEqual({ isRaw: raw !== undefined && raw !== null, rest, more }, { isRaw: true, rest: {}, more: [] })
}

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
    ['Random Cut Forest', '{"scores":[{"score":0.02}]}', json, undefined, { kind: 'anomaly', score: 0.02 }],
  ])('%s', (_, text, type, output, expected) => {
    expect(parse(text, type, 1, output)).toMatchObject(expected)
    expectAgreement({ text, contentType: type, recordCount: 1 }, output)
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
    expectAgreement({ text, contentType: type, recordCount: count }, undefined)
  })
})

describe('by family', () => {
  const sentence = 'Angela Merkel lives in Berlin'
  const token = (word: string, entity: string, start: number | null, end: number | null, score = 0.9) => ({
    word,
    entity,
    score,
    start,
    end,
  })
  const chunk = (content: string, finish: string | null = null) =>
    `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: 'llama', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`
  const cases: [string, Partial<ResponseBody> & { text: string }, FeatureContract['output'], object][] = [
    [
      'KMeans',
      { text: '{"predictions":[{"closest_cluster":1.0,"distance_to_cluster":3.0}]}' },
      undefined,
      { kind: 'cluster', label: 'Cluster 1', distance: 3 },
    ],
    [
      'KMeans, named',
      { text: '{"predictions":[{"closest_cluster":1.0,"distance_to_cluster":3.0}]}' },
      { labels: ['idle', 'busy'] },
      { label: 'busy' },
    ],
    [
      'KMeans, CSV',
      { text: '1.0,3.0', contentType: csv },
      { task: 'clustering' },
      { kind: 'cluster', label: 'Cluster 1', distance: 3 },
    ],
    [
      'PCA',
      { text: '{"projections":[{"projection":[1.0,2.0]}]}' },
      undefined,
      {
        kind: 'vector',
        outputs: [
          { name: 'Component 1', value: 1 },
          { name: 'Component 2', value: 2 },
        ],
      },
    ],
    [
      'Random Cut Forest, JSON lines',
      { text: '{"score":0.02}\n{"score":0.9}\n', contentType: 'application/jsonlines', recordCount: 2 },
      { task: 'anomaly' },
      { kind: 'rows', rows: [{ kind: 'anomaly', score: 0.02 }, { score: 0.9 }] },
    ],
    [
      'DeepAR',
      { text: '{"predictions":[{"quantiles":{"0.9":[1.9,"NaN"],"0.5":[1.1,1.2]},"mean":[1.2,1.3]}]}' },
      undefined,
      {
        kind: 'forecast',
        mean: [1.2, 1.3],
        quantiles: [
          { share: 0.5, values: [1.1, 1.2] },
          { share: 0.9, values: [1.9, Number.NaN] },
        ],
      },
    ],
    [
      'DeepAR, samples',
      { text: '{"predictions":[{"samples":[[1,2],[3,4]]}]}' },
      undefined,
      {
        kind: 'forecast',
        samples: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'a list, where the contract says forecast',
      { text: '[1,2,3]' },
      { task: 'forecast' },
      { kind: 'forecast', mean: [1, 2, 3] },
    ],
    [
      'object detection, MXNet',
      { text: '{"prediction":[[4.0,0.86,0.31,0.07,0.71,0.93],[-1,0,0,0,0,0]]}' },
      { labels: ['a', 'b', 'c', 'd', 'dog'] },
      {
        kind: 'boxes',
        relative: true,
        boxes: [{ label: 'dog', score: 0.86, xmin: 0.31, ymin: 0.07, xmax: 0.71, ymax: 0.93 }],
      },
    ],
    [
      'object detection, Hugging Face',
      { text: '[{"label":"cat","score":0.99,"box":{"xmin":10,"ymin":20,"xmax":30,"ymax":40}}]' },
      undefined,
      { kind: 'boxes', relative: false, boxes: [{ label: 'cat', xmax: 30 }] },
    ],
    [
      'object detection, JumpStart',
      { text: '{"normalized_boxes":[[0.1,0.2,0.3,0.4]],"classes":[1],"scores":[0.7],"labels":["person","car"]}' },
      undefined,
      { kind: 'boxes', boxes: [{ label: 'car', xmin: 0.1, xmax: 0.2, ymin: 0.3, ymax: 0.4 }] },
    ],
    [
      'object detection, TensorFlow',
      {
        text: '{"predictions":[{"detection_boxes":[[0.2,0.1,0.4,0.3]],"detection_classes":[1],"detection_scores":[0.7]}]}',
      },
      undefined,
      { kind: 'boxes', boxes: [{ label: 'Class 1', xmin: 0.1, ymin: 0.2, xmax: 0.3, ymax: 0.4 }] },
    ],
    [
      'object detection, nothing found',
      { text: '{"prediction":[]}' },
      { task: 'detection' },
      { kind: 'boxes', boxes: [] },
    ],
    [
      'tokens merged over B-, I- and sub-words',
      {
        text: JSON.stringify([
          token('Angela', 'B-PER', 0, 6),
          token('Mer', 'I-PER', 7, 10),
          token('##kel', 'I-PER', 10, 13),
          token('Berlin', 'I-LOC', 23, 29),
        ]),
        sent: JSON.stringify({ inputs: sentence }),
      },
      undefined,
      {
        kind: 'spans',
        text: sentence,
        spans: [
          { label: 'PER', text: 'Angela Merkel', start: 0, end: 13 },
          { label: 'LOC', text: 'Berlin' },
        ],
      },
    ],
    [
      'tokens of a text sent as it is, without offsets',
      { text: JSON.stringify([token('berlin', 'B-LOC', null, null)]), sent: sentence },
      undefined,
      { kind: 'spans', text: sentence, spans: [{ text: 'Berlin', start: 23, end: 29 }] },
    ],
    [
      'tokens of a text that nobody knows',
      { text: JSON.stringify([token('Ber', 'B-LOC', null, null), token('##lin', 'I-LOC', null, null)]) },
      undefined,
      { kind: 'spans', text: 'Berlin', spans: [{ text: 'Berlin' }] },
    ],
    [
      'two B- beside each other are two',
      { text: JSON.stringify([token('Ann', 'B-PER', 0, 3), token('Bob', 'B-PER', 4, 7)]), sent: 'Ann Bob' },
      undefined,
      { spans: [{ text: 'Ann' }, { text: 'Bob' }] },
    ],
    [
      'entity groups',
      { text: '[{"entity_group":"LOC","word":"Berlin","score":0.99,"start":23,"end":29}]', sent: sentence },
      undefined,
      { spans: [{ label: 'LOC', text: 'Berlin', score: 0.99 }] },
    ],
    [
      'a text without names',
      { text: '[]', sent: 'Nothing here' },
      { task: 'tokens' },
      { kind: 'spans', text: 'Nothing here', spans: [] },
    ],
    [
      'feature extraction, tokens',
      { text: '[[[0.1,-0.2,0.3],[0.4,0.5,-0.6]]]' },
      undefined,
      {
        kind: 'embedding',
        vectors: [
          [0.1, -0.2, 0.3],
          [0.4, 0.5, -0.6],
        ],
      },
    ],
    [
      'feature extraction, a long vector',
      { text: JSON.stringify([Array.from({ length: 384 }, (_, index) => Math.sin(index))]) },
      undefined,
      { kind: 'embedding' },
    ],
    ['embedding by name', { text: '{"embedding":[0.1,0.2]}' }, undefined, { kind: 'embedding', vectors: [[0.1, 0.2]] }],
    [
      'embeddings as OpenAI has them',
      { text: '{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],"model":"e5"}' },
      undefined,
      { kind: 'embedding', vectors: [[0.1, 0.2]] },
    ],
    [
      'word vectors of BlazingText',
      { text: '[{"word":"good","vector":[0.1,-0.2]}]' },
      undefined,
      { kind: 'embedding', vectors: [[0.1, -0.2]] },
    ],
    [
      'a thousand classes are no embedding',
      { text: JSON.stringify({ predictions: [Array.from({ length: 1000 }, () => 0.001)] }) },
      undefined,
      { kind: 'classes' },
    ],
    [
      'zero-shot',
      { text: '{"sequence":"x","labels":["sport","art"],"scores":[0.8,0.2]}' },
      undefined,
      { kind: 'classes', label: 'sport', scores: [{ label: 'sport', probability: 0.8 }, { label: 'art' }] },
    ],
    [
      'Hugging Face, all scores',
      { text: '[[{"label":"NEG","score":0.1},{"label":"POS","score":0.9}]]' },
      undefined,
      { kind: 'classes', label: 'POS' },
    ],
    [
      'Hugging Face, all scores in one list',
      { text: '[{"label":"NEG","score":0.1},{"label":"POS","score":0.9}]' },
      undefined,
      { kind: 'classes', label: 'POS' },
    ],
    [
      'the same of two texts is two rows',
      { text: '[{"label":"NEG","score":0.6},{"label":"POS","score":0.9}]', sent: '{"inputs":["a","b"]}' },
      undefined,
      { kind: 'rows', rows: [{ label: 'NEG' }, { label: 'POS' }] },
    ],
    [
      'fill-mask',
      { text: '[{"score":0.7,"token":3,"token_str":" Paris","sequence":"x"}]' },
      undefined,
      { kind: 'classes', label: 'Paris' },
    ],
    [
      'image classification, MXNet',
      { text: '[0.01,0.98]' },
      { labels: ['cat', 'dog'] },
      { kind: 'classes', label: 'dog' },
    ],
    [
      'JumpStart, labels beside probabilities',
      { text: '{"probabilities":[0.2,0.8],"labels":["cat","dog"],"predicted_label":"dog"}' },
      undefined,
      { kind: 'classes', label: 'dog', scores: [{ label: 'cat', probability: 0.2 }, { label: 'dog' }] },
    ],
    [
      'question answering',
      {
        text: '{"score":0.99,"start":23,"end":29,"answer":"Berlin"}',
        sent: JSON.stringify({ inputs: { question: 'Where?', context: sentence } }),
      },
      undefined,
      { kind: 'answer', answers: [{ answer: 'Berlin', score: 0.99, start: 23, end: 29 }], context: sentence },
    ],
    [
      'generated text',
      { text: '[{"generated_text":"Hello"}]' },
      undefined,
      { kind: 'text', made: 'generated', texts: ['Hello'] },
    ],
    ['generated text, LMI', { text: '{"generated_text":"Hello"}' }, undefined, { kind: 'text', texts: ['Hello'] }],
    [
      'two generated texts of one prompt',
      { text: '[{"generated_text":"A"},{"generated_text":"B"}]' },
      undefined,
      { kind: 'text', texts: ['A', 'B'] },
    ],
    [
      'TGI with details',
      { text: '{"generated_text":"Hi","details":{"finish_reason":"length","generated_tokens":20}}' },
      undefined,
      { finishReason: 'length', usage: { completionTokens: 20 } },
    ],
    [
      'summary',
      { text: '[{"summary_text":"Short."}]' },
      undefined,
      { kind: 'text', made: 'summary', texts: ['Short.'] },
    ],
    ['translation', { text: '[{"translation_text":"Hallo"}]' }, undefined, { kind: 'text', made: 'translation' }],
    ['speech recognition', { text: '{"text":"hello world"}' }, undefined, { kind: 'text', made: 'transcript' }],
    [
      'chat completion',
      {
        text: '{"object":"chat.completion","model":"llama","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}',
      },
      undefined,
      {
        kind: 'text',
        texts: ['Hi'],
        model: 'llama',
        finishReason: 'stop',
        usage: { promptTokens: 5, completionTokens: 1 },
      },
    ],
    [
      'chat, streamed',
      {
        text: `: ping\n\n${chunk('Hel')}${chunk('lo')}${chunk('', 'stop')}data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}\n\ndata: [DONE]\n\n`,
        contentType: 'text/event-stream',
      },
      undefined,
      { kind: 'text', texts: ['Hello'], finishReason: 'stop', model: 'llama', usage: { completionTokens: 2 } },
    ],
    [
      'TGI, streamed',
      {
        text: 'data:{"token":{"text":"Hi","special":false}}\n\ndata:{"token":{"text":"</s>","special":true},"generated_text":"Hi"}\n\n',
        contentType: 'text/event-stream',
      },
      undefined,
      { texts: ['Hi'] },
    ],
    [
      'outputs that the contract names',
      { text: '21.5,0.4\n', contentType: csv },
      { outputs: ['price', 'risk'], unit: 'kUSD' },
      { kind: 'vector', unit: 'kUSD', outputs: [{ name: 'price', value: 21.5 }, { name: 'risk' }] },
    ],
    [
      'three values that are no shares',
      { text: '5.1,3.5,1.4', contentType: csv },
      undefined,
      { kind: 'vector', outputs: [{ name: 'Output 1', value: 5.1 }, {}, {}] },
    ],
    [
      'labels on their own, by the contract',
      { text: '[[0.9,0.8]]' },
      { task: 'classification', labels: ['wet', 'cold'] },
      { kind: 'classes', label: 'wet' },
    ],
    [
      'outputs named by the body',
      { text: '{"predictions":[{"price":[21.5],"risk":[0.4]}]}' },
      undefined,
      {
        kind: 'vector',
        outputs: [
          { name: 'price', value: 21.5 },
          { name: 'risk', value: 0.4 },
        ],
      },
    ],
    ['one named output', { text: '{"price":21.5}' }, undefined, { kind: 'value', name: 'price', value: 21.5 }],
    [
      'Triton, KServe',
      { text: '{"model_name":"m","outputs":[{"name":"OUTPUT0","datatype":"FP32","shape":[1,2],"data":[2,4]}]}' },
      undefined,
      { kind: 'tensors', model: 'm', tensors: [{ name: 'OUTPUT0', shape: [1, 2], data: [2, 4] }] },
    ],
    [
      'an error of TensorFlow Serving',
      { text: '{"error":"Could not parse"}' },
      undefined,
      { kind: 'error', message: 'Could not parse' },
    ],
    [
      'an error of vLLM',
      { text: '{"object":"error","message":"too long","code":400}' },
      undefined,
      { kind: 'error', message: 'too long' },
    ],
    ['NaN as Python writes it', { text: '[NaN]' }, undefined, { kind: 'value', value: Number.NaN }],
    ['NaN in CSV', { text: 'nan\n', contentType: csv }, undefined, { kind: 'value', value: Number.NaN }],
  ]
  it.each(cases)('%s', (_, body, output, expected) => {
    const full = { contentType: json, recordCount: 1, ...body }
    expect(parsePrediction(full, output)).toMatchObject(expected)
    expectAgreement(full, output)
  })

  it('a batch of anomaly scores has a threshold, by its mean and deviation', () => {
    const scores = [...Array.from({ length: 19 }, () => ({ score: 1 })), { score: 9 }]
    const prediction = parse(JSON.stringify({ scores }), json, 20)
    const last = prediction.kind === 'rows' ? prediction.rows.at(-1) : undefined
    expect(last?.kind === 'anomaly' ? (last.threshold ?? 0) : 0).toBeCloseTo(1.4 + 3 * Math.sqrt(3.04))
  })

  it('a threshold of the contract holds for every score', () => {
    const output = { task: 'anomaly', threshold: 1.5 } as const
    const of = (text: string, recordCount: number) =>
      headlineOf(parsePrediction({ text, contentType: json, recordCount }, output))
    expect(of('{"scores":[{"score":0.9}]}', 1)).toBe('0.9, usual')
    expect(of('[1.6]', 1)).toBe('1.6, anomalous')
    const scores = Array.from({ length: 12 }, () => ({ score: 1 }))
    const rows = parsePrediction({ text: JSON.stringify({ scores }), contentType: json, recordCount: 12 }, output)
    expect(rows).toMatchObject({ rows: scores.map((one) => ({ ...one, threshold: 1.5 })) })
  })

  it.each<[object, number, boolean]>([
    [{ min: 9, max: 46.6 }, 21, false],
    [{ min: 9, max: 46.6 }, 46.7, true],
    [{ min: 9, max: 46.6 }, 8, true],
    [{ min: 9 }, 8, false],
    [{}, 8, false],
  ])('with the range %o %d lies beyond: %s', (range, value, beyond) => {
    const prediction = parsePrediction(
      { text: `{"predictions":[{"score":${value}}]}`, contentType: json, recordCount: 1 },
      { task: 'regression', unit: 'mpg', ...range },
    )
    expect(prediction).toMatchObject({ kind: 'value', value, unit: 'mpg' })
    expect(prediction.kind === 'value' && isBeyond(prediction)).toBe(beyond)
  })

  it('samples without a mean are read by their median', () => {
    const prediction = parse('{"predictions":[{"samples":[[1,2],[3,"NaN"],[8,4]]}]}', json)
    expect(headlineOf(prediction)).toBe('2 steps, 3 to 3')
  })

  it('every kind has a headline', () => {
    for (const [, body, output] of cases)
      expect(headlineOf(parsePrediction({ contentType: json, recordCount: 1, ...body }, output))).toMatch(/\S/)
  })

  it('any cut, any doubling and any type of a body gives a prediction', () => {
    const types = [json, csv, 'application/jsonlines', 'text/event-stream', 'text/plain', '']
    // Many bodies end in the same few characters, and what was read once is read the same again.
    const tried = new Set<string>()
    for (const [, { text }, output] of cases)
      for (const body of [
        ...Array.from(text.slice(0, 300), (_, at) => text.slice(at)),
        text.slice(0, -1),
        text + text,
        `[${text}]`,
        `[[${text}]]`,
      ])
        for (const contentType of types) {
          const key = JSON.stringify([body, contentType, output])
          if (tried.has(key)) continue
          tried.add(key)
          const response = { text: body, contentType, recordCount: body.length % 4, sent: body }
          const prediction = parsePrediction(response, output)
          expectEqual(typeof headlineOf(prediction), 'string')
          expectAgreement(response, output, prediction)
        }
  })
})

describe('what fits no form is shown as it is', () => {
  it.each([
    ['{"generated_text":null}', json],
    ['[null]', json],
    ['{"predictions":null}', json],
    ['1,2\n3,x', csv],
    ['data: [DONE]', 'text/event-stream'],
    ['\u0093NUMPY\u0001', 'application/x-npy'],
    ['not json', json],
    ['[]', json],
    ['', csv],
    ['{"predictions":[{"score":0.4},{"other":1}]}', json],
    ['\u0000\u0001', 'application/octet-stream'],
    ['<html></html>', 'text/html'],
  ])('%j', (text, contentType) => {
    expect(parse(text, contentType)).toEqual({ kind: 'raw', text, contentType })
    expectAgreement({ text, contentType, recordCount: 1 }, undefined)
  })
})
