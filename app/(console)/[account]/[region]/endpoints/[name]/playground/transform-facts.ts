import type { TransformFacts } from '@/components/playground/batch/transform/facts'
import { attempt } from '@/lib/attempt'
import type { ConsoleContext } from '@/lib/console/context'
import { describeEndpoint } from '@/lib/endpoints/describe'
import { refusal } from '@/lib/roles'
import { transformDefaults } from '@/lib/transform/defaults'
import { listJobs } from '@/lib/transform/jobs'
import {
  abandonTransformAction,
  beginTransformAction,
  listTransformsAction,
  readTransformAction,
  sendPartAction,
  startTransformAction,
  stopTransformAction,
} from './transform-actions'

/** Describes the endpoint that answers; the jobs come when they are read. */
export async function transformFacts(
  { clients, target, person }: ConsoleContext,
  endpointName: string,
): Promise<TransformFacts> {
  const detail = await attempt(() => describeEndpoint(clients, endpointName))
  return {
    of: { account: target.accountId, region: target.region, endpointName },
    defaults: detail.ok ? transformDefaults(detail.value, target) : detail,
    jobs: attempt(() => listJobs(clients.sagemaker, endpointName)),
    obstacle: refusal(person, 'deployer'),
    actions: {
      begin: beginTransformAction,
      sendPart: sendPartAction,
      start: startTransformAction,
      abandon: abandonTransformAction,
      list: listTransformsAction,
      stop: stopTransformAction,
      read: readTransformAction,
    },
  }
}
