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
      }
    },
  )
  expect(sent).toEqual(['1', '1,1,1'])
  expect(proof.finding).toMatchObject({ sure: 'proved', task: 'regression', features: [{}, {}, {}] })
})

it('tries tensors of the width that a refusal reports before plain rows, which MLflow’s server would read as a header', async () => {
  const sent: string[] = []
  const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/mlflow-pyfunc:2.17.0'
  const proof = await prove(profileOf({ image }), async ({ body }) => {
    sent.push(String(body))
    const ok = String(body).includes('1, 1')
    const words = 'X has 3 features, but RandomForestClassifier is expecting 2 features as input.'
    return { ok, status: ok ? 200 : 400, contentType: 'application/json', body: ok ? '{"predictions":[1]}' : words }
  })
  expect(sent.map((body) => JSON.parse(body))).toEqual([{ inputs: [[1, 2, 3]] }, { inputs: [[1, 1]] }])
  expect(proof.finding?.readings?.[0]).toMatchObject({ kind: 'tensors' })
  expect(proof.learned).toMatch(/^The model took tensors; found with 2 calls/)
})
