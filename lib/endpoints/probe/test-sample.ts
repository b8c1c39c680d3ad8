/** One call of the endpoint with the sample that a deploy would send, at a person's click: its answer, before anything is deployed. */
import type { AwsClients } from '../../aws/client/create-clients'
import { mostProbes, type TestedSample } from '../../model/profile/found-evidence'
import { uncounted } from '../../model/profile/prove'
import { sampleFor } from '../../model/requests/sample-body'
import { fail, ok, type Result } from '../../result'
import { type Route, servingEndpoint } from '../../spec/route'
import { describeEndpoint } from '../describe'
import { callObstacle } from './call-costs'
import { callModel, counted } from './call-model'

/** A model's refusal is an answer. Throws AWS's errors. */
export async function testSample(clients: AwsClients, route: Route): Promise<Result<TestedSample>> {
  const sample = sampleFor(route.contract, route.sampleRow)
  if (!sample)
    return fail({
      code: 'no-sample',
      message: 'There is no sample to send.',
      remedy: 'Describe the features, or type a sample row.',
    })
  const endpoint = await describeEndpoint(clients, servingEndpoint(route))
  const obstacle = callObstacle(endpoint, 'asked')
  if (obstacle) return fail({ code: 'blocked', message: obstacle })
  const called = { endpointName: endpoint.name, endpointArn: endpoint.arn, target: route.target, by: 'click' as const }
  const accept = route.response.accept
  const response = await counted(clients, endpoint.arn, (own) => callModel(clients, { ...called, accept }, sample, own))
  if (response === 'used-up')
    return fail({
      code: 'used-up',
      message: `The calls of this hour are used up: ${mostProbes} an hour at most, for all people together.`,
      remedy: 'Deploy it: the deploy sends the sample once.',
    })
  if (response === 'uncounted') return fail({ code: 'store-unavailable', message: uncounted })
  if (response === 'too-slow')
    return fail({
      code: 'too-slow',
      message: 'The model did not answer within the time that a test has.',
      remedy: 'A cold model can take longer: a deploy waits for it.',
    })
  const { status, contentType, body, latencyMs } = response
  return ok({ status, contentType, body, latencyMs })
}
