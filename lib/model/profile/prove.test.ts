import { expect, it } from 'vitest'
import { profileOf } from './profile'
import { type NoResponse, prove } from './prove'

it.each<[NoResponse, number, RegExp]>([
  ['used-up', 0, /used up: 5 an hour/],
  ['uncounted', 0, /was not called, because .*database.* Try again/],
  ['too-slow', 1, /did not answer within 10 s.*cold/],
])('says that calls are %s', async (why, calls, words) => {
  const profile = profileOf({ image: 'my/own:1' })
  expect(await prove(profile, async () => why)).toEqual({ calls, learned: expect.stringMatching(words) })
})

it.each<[NoResponse, RegExp]>([
  ['used-up', /makes by itself are used up: it leaves 2 of the 5 of an hour for clicks/],
  ['too-slow', /did not answer within 6 s, the most that the console’s own calls take/],
])('says that calls that nobody clicked for are %s', async (why, words) => {
  const { learned } = await prove(profileOf({ image: 'my/own:1' }), async () => why, 'itself')
  expect(learned).toMatch(words)
})

it('says that calls were used up before the model could be proved', async () => {
  const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
  const refusal = { ok: false, status: 400, contentType: '', body: 'expected: 3, got 1', latencyMs: 7 }
  const responses: (typeof refusal | NoResponse)[] = [refusal, 'used-up']
  expect(await prove(profileOf({ image }), async () => responses.shift() ?? 'used-up')).toEqual({
    calls: 1,
    learned: expect.stringMatching(/^The model refused 1 call.* used up: 5 an hour/),
    wasRefused: true,
  })
})

it('goes on where an earlier try was refused, and sends nothing twice', async () => {
  const profile = profileOf({ image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1' })
  const heard = new Map()
  const sent: string[] = []
  const model =
    (most: number) =>
    async ({ body }: { body: string | Uint8Array }) => {
      if (sent.length === most) return 'used-up' as const
      const text = String(body)
      sent.push(text)
      const ok = text === '1,1,1'
      return {
        ok,
        status: ok ? 200 : 400,
        contentType: 'text/csv',
        body: ok ? '0.5' : 'expected: 3, got 1',
        latencyMs: 7,
      }
    }
  expect(await prove(profile, model(1), 'itself', heard)).toMatchObject({ calls: 1, wasRefused: true })
  const proof = await prove(profile, model(2), 'click', heard)
  expect(sent).toEqual(['1', '1,1,1'])
  expect([proof.calls, proof.finding?.sure]).toEqual([1, 'proved'])
})

it('sends again what failed by itself', async () => {
  const heard = new Map()
  const failing = async () => ({ ok: false, status: 503, contentType: '', body: 'starting', latencyMs: 7 })
  await prove(profileOf({ image: 'my/own:1' }), failing, 'itself', heard)
  expect(heard.size).toBe(0)
})

it('takes the width that a refusal reports, and what Clarify wraps says of the task', async () => {
  const sent: string[] = []
  const proof = await prove(
    profileOf({ image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1' }),
    async ({ body }) => {
      sent.push(String(body))
      const ok = sent.length > 1
      return {
        ok,
        status: ok ? 200 : 400,
        contentType: 'application/json',
        body: ok ? '{"predictions":{"content_type":"text/csv","data":"23.4"},"explanations":{}}' : 'expected: 3, got 1',
        latencyMs: 7,
      }
    },
  )
  expect(sent).toEqual(['1', '1,1,1'])
  expect(proof.finding).toMatchObject({ sure: 'proved', task: 'regression', features: [{}, {}, {}] })
  expect(proof.provingCall).toMatchObject({
    sample: { body: '1,1,1', contentType: 'text/csv' },
    response: { status: 200, latencyMs: 7, body: expect.stringMatching(/23\.4/) },
  })
})

it('tries tensors of the width that a refusal reports before plain rows, which MLflow’s server would read as a header', async () => {
  const sent: string[] = []
  const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/mlflow-pyfunc:2.17.0'
  const proof = await prove(profileOf({ image }), async ({ body }) => {
    sent.push(String(body))
    const ok = String(body).includes('1, 1')
    const words = 'X has 3 features, but RandomForestClassifier is expecting 2 features as input.'
    const text = ok ? '{"predictions":[1]}' : words
    return { ok, status: ok ? 200 : 400, contentType: 'application/json', body: text, latencyMs: 7 }
  })
  expect(sent.map((body) => JSON.parse(body))).toEqual([{ inputs: [[1, 2, 3]] }, { inputs: [[1, 1]] }])
  expect(proof.finding?.readings?.[0]).toMatchObject({ kind: 'tensors' })
  expect(proof.learned).toMatch(/^The model took tensors; found with 2 calls/)
})
