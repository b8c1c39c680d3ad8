/** Starts the engine's runs as jobs, in the queue of the person who started them. */
import 'server-only'
import type { ConsoleContext } from '../console/context'
import type { Result } from '../result'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import type { JobOrder, StartedJob } from './board'
import { jobs } from './console-jobs'

type DeployChoices = Pick<JobOrder, 'canaryPercent' | 'untested' | 'removeDuplicates'>

export const startDeploy = (
  { target, person }: ConsoleContext,
  spec: WiringSpec,
  choices: DeployChoices = {},
): Promise<Result<StartedJob>> =>
  jobs().start({ key: keyOf(target, onlyRoute(spec).endpointName), kind: 'deploy', person, spec, ...choices })

/** @param onlyRun takes back only what this run made */
export const startRemoval = (
  { target, person }: ConsoleContext,
  endpointName: string,
  onlyRun?: string,
): Promise<Result<StartedJob>> => jobs().start({ key: keyOf(target, endpointName), kind: 'remove', person, onlyRun })

const keyOf = ({ accountId, region }: ConsoleContext['target'], endpointName: string) => ({
  accountId,
  region,
  endpointName,
})
