/** Starts the engine's runs as jobs of this process, in the queue of the person who asked. */
import 'server-only'
import type { Result } from '../result'
import { forgetCheck } from '../wiring/check'
import { type DeployOptions, runDeploy, runRemove } from '../wiring/engine'
import { jobs, type StartedJob } from '../wiring/jobs'
import type { WiringSpec } from '../wiring/spec'
import { initialSteps } from '../wiring/steps'
import type { ConsoleContext } from './context'
import { wiringContext } from './wiring-context'

export function startDeploy(
  context: ConsoleContext,
  spec: WiringSpec,
  deployOptions: DeployOptions = {},
): Result<StartedJob> {
  const { target, person } = context
  const key = { ...target, endpointName: spec.endpointName }
  const { sharePercent } = deployOptions
  const options = { spec, sharePercent, owner: person.id }
  return jobs().start(
    key,
    'deploy',
    initialSteps('deploy', spec, sharePercent),
    async (emit) => {
      const outcome = await runDeploy(wiringContext(context), spec, emit, deployOptions)
      forgetCheck(target, spec.endpointName)
      return outcome
    },
    options,
  )
}

/** @param onlyRun takes back only what this run made */
export function startRemoval(context: ConsoleContext, endpointName: string, onlyRun?: string): Result<StartedJob> {
  const { target, person } = context
  return jobs().start(
    { ...target, endpointName },
    'remove',
    initialSteps('remove'),
    async (emit) => {
      const outcome = await runRemove(wiringContext(context), endpointName, emit, onlyRun)
      forgetCheck(target, endpointName)
      return outcome
    },
    { owner: person.id },
  )
}
