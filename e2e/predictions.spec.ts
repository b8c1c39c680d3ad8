/** What each family of containers answers, as the playground draws it: read by its text, in light and wide, dark and narrow. */
import { deployed, startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { order, slow } from './support/job-states'
import { examine, looks, wear } from './support/looks'

test.use({ scene: 'predictions' })

const json = 'application/json'
const wave = (length: number, at: (step: number) => number) => Array.from({ length }, (_, step) => at(step))
const season = (step: number) => 120 + 30 * Math.sin(step / 3) + step
const row = '5.1,3.5,1.4,0.2'

interface Case {
  name: string
  body: string | Buffer
  contentType?: string
  rows?: number
  says: string[]
}

/** A picture of one pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const cases: Case[] = [
  { name: 'classes', body: '0.1,0.2,0.7\n', contentType: 'text/csv', says: ['Class 2', '0.700'] },
  { name: 'value', body: '{"predictions":[{"score":21.53}]}', says: ['Value', '21.53'] },
  {
    name: 'cluster',
    body: '{"predictions":[{"closest_cluster":1.0,"distance_to_cluster":3.0}]}',
    says: ['Cluster 1', 'Distance to its centre 3'],
  },
  { name: 'anomaly', body: '{"scores":[{"score":0.92}]}', says: ['Anomaly score', '0.92'] },
  {
    name: 'anomalies',
    rows: 12,
    body: JSON.stringify({ scores: wave(12, (step) => (step === 7 ? 9 : 1)).map((score) => ({ score })) }),
    says: ['9, anomalous', '1, usual'],
  },
  {
    name: 'forecast',
    body: JSON.stringify({
      predictions: [
        {
          mean: wave(48, season),
          quantiles: {
            0.1: wave(48, (step) => season(step) - 12 - step / 2),
            0.9: wave(48, (step) => season(step) + 12 + step / 2),
          },
        },
      ],
    }),
    says: ['48 steps', 'quantiles 0.1 to 0.9'],
  },
  {
    name: 'boxes',
    body: '{"prediction":[[4.0,0.86,0.31,0.07,0.71,0.93],[1.0,0.42,0.05,0.4,0.4,0.8],[-1,0,0,0,0,0]]}',
    says: ['Objects', 'Class 4', '0.860', 'Class 1'],
  },
  {
    name: 'spans',
    body: JSON.stringify([
      { word: 'Angela', entity: 'B-PER', score: 0.99, start: null, end: null },
      { word: 'Mer', entity: 'I-PER', score: 0.99, start: null, end: null },
      { word: '##kel', entity: 'I-PER', score: 0.98, start: null, end: null },
      { word: 'Berlin', entity: 'B-LOC', score: 0.97, start: null, end: null },
    ]),
    says: ['Angela Merkel', 'PER', 'Berlin', 'LOC', '0.970'],
  },
  {
    name: 'embedding',
    body: JSON.stringify([wave(384, (step) => Math.sin(step) / 20)]),
    says: ['384', 'dimensions', 'norm', 'Copy vector'],
  },
  {
    name: 'text',
    body: '[{"generated_text":"The iris is a flower."}]',
    says: ['Generated text', 'The iris is a flower.'],
  },
  {
    name: 'chat',
    body: JSON.stringify({
      object: 'chat.completion',
      model: 'llama-3-8b',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Setosa, most likely.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 31, completion_tokens: 6, total_tokens: 37 },
    }),
    says: ['Setosa, most likely.', '31 tokens in', '6 tokens out', 'ended by itself'],
  },
  {
    name: 'chat-streamed',
    contentType: 'text/event-stream',
    body: ['Set', 'osa', '.']
      .map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
      .join('')
      .concat('data: [DONE]\n\n'),
    says: ['Setosa.'],
  },
  {
    name: 'answer',
    body: '{"score":0.99,"start":68,"end":77,"answer":"Ronald Fisher"}',
    says: ['Ronald Fisher', 'Score 0.990'],
  },
  {
    name: 'outputs',
    body: '{"predictions":[{"price":[210.5],"risk":[0.4],"drift":[-61.2]}]}',
    says: ['price', '210.5', 'drift', '-61.2'],
  },
  {
    name: 'tensors',
    body: '{"model_name":"m","outputs":[{"name":"OUTPUT0","datatype":"FP32","shape":[1,2],"data":[2,4]}]}',
    says: ['OUTPUT0', 'FP32, 1 × 2'],
  },
  { name: 'rows', rows: 3, body: '[0.1,0.6,0.3]', says: ['Row', '0.1', '0.6', '0.3'] },
  { name: 'error', body: '{"error":"Could not find variable dense/kernel"}', says: ['Could not find variable'] },
  {
    name: 'raw-json',
    body: '{"status":"queued","job":{"id":"a-17","eta":null},"notes":["later"]}',
    says: ['shown as it came', 'status', 'queued', 'a-17', 'later'],
  },
  {
    name: 'raw-table',
    body: '[{"name":"iris","sold":3},{"name":"rose","sold":9007199254740993}]',
    says: ['shown as it came', 'name', 'rose', '9007199254740993'],
  },
  {
    name: 'ranking',
    body: '[{"index":2,"score":0.97},{"index":0,"score":0.31},{"index":1,"score":0.02}]',
    says: ['Index 2', 'of 3', 'index 0', '0.31'],
  },
  {
    name: 'explained',
    body: JSON.stringify({
      version: '1.0',
      predictions: { content_type: 'text/csv', data: '0.9' },
      explanations: {
        kernel_shap: [
          [
            { feature_header: 'Petal length', attributions: [{ attribution: [0.5] }] },
            { feature_header: 'Petal width', attributions: [{ attribution: [-0.25] }] },
          ],
        ],
      },
    }),
    says: ['0.9', 'what moved it, by kernel shap', 'Petal length', '+0.5', '-0.25', 'version'],
  },
  {
    name: 'masks',
    body: JSON.stringify([{ label: 'cat', score: 0.98, mask: pixel }]),
    says: ['Masks', 'cat', '0.980'],
  },
  {
    name: 'tools',
    body: JSON.stringify({
      choices: [
        {
          message: {
            content: null,
            tool_calls: [
              { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } },
            ],
          },
          finish_reason: 'tool_calls',
        },
      ],
    }),
    says: ['Tool calls', 'weather', 'city', 'Oslo', 'ended to call tools'],
  },
  {
    name: 'answers',
    body: '[{"score":0.7,"start":3,"end":8,"answer":"Paris"},{"score":0.2,"start":9,"end":13,"answer":"Rome"}]',
    says: ['Paris', 'Score 0.700', 'Rome', '0.200'],
  },
  {
    name: 'boxes-in-pixels',
    body: '{"boxes":[[10,20,110,220],[1,2,3,4]],"labels":["cat","dog"],"scores":[0.98,0.97]}',
    says: ['Objects', 'cat', '0.980', 'dog'],
  },
  {
    name: 'quantiles',
    body: '{"predictions":[{"item_id":"T1","mean":[10,12,13],"0.1":[8,9,9],"0.5":[10,12,13],"0.9":[12,15,17]}]}',
    says: ['3 steps', 'quantiles 0.1 to 0.9', 'item_id', 'T1'],
  },
  {
    name: 'beside',
    body: '{"predictions":[9007199254740993],"model_version":"3","trace":{"id":9007199254740995}}',
    says: ['9007199254740993', 'model_version', 'Also in the response: trace'],
  },
  {
    name: 'raw-csv',
    contentType: 'text/csv',
    body: 'setosa,0.9,low\nvirginica,0.1,high\n',
    says: ['virginica', 'high'],
  },
  { name: 'raw-text', contentType: 'text/html', body: '<html><body>Busy</body></html>', says: ['<body>Busy</body>'] },
  {
    name: 'picture',
    contentType: 'image/png',
    body: Buffer.from(pixel, 'base64'),
    says: ['image/png, 70 B'],
  },
  { name: 'not-a-number', body: '[NaN]', says: ['NaN', 'no finite number'] },
]

test('every kind of answer has its picture', async ({ page, at, signIn, stage }, testInfo) => {
  test.slow()
  await signIn('Dana Deployer')
  const path = at('endpoints/iris-xgboost')
  // Several rows fit into a form whose features nobody has described: what the form finds by itself would be features.
  await order(stage, [slow('InvokeEndpoint')])
  await startDeploy(page, path, { sampleRow: row })
  await order(stage, [])
  await deployed(page)
  await page.goto(`${path}/playground`)
  let response: Case | undefined
  await page.route(/\/prod\/iris/, (route) =>
    route.fulfill({
      body: response?.body,
      contentType: response?.contentType ?? json,
      headers: { 'access-control-allow-origin': '*' },
    }),
  )
  const prediction = page.getByRole('region', { name: 'Prediction', exact: true })
  for (const look of [looks[0], looks[3]]) {
    await wear(page, look)
    for (const one of cases) {
      await test.step(`${one.name}, ${look.colorScheme}, ${look.width} px`, async () => {
        response = one
        await page.getByLabel('Rows').fill(Array.from({ length: one.rows ?? 1 }, () => row).join('\n'))
        await page.getByRole('button', { name: /^Predict/ }).click()
        for (const said of one.says) await expect(prediction).toContainText(said, { useInnerText: true })
        await expect(prediction.getByText('Raw response')).toBeVisible()
        await examine(page, testInfo, `${one.name}-${look.colorScheme}-${look.width}`, '[aria-labelledby="prediction"]')
      })
    }
  }
})
