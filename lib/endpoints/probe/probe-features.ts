/** Calls the endpoint itself at a person's click, and puts what was learned into the form's words. */
import type { AwsClients } from '../../aws/client/create-clients'
import type { ProbedEndpoint } from '../../model/profile/found-evidence'
import { describeEndpoint } from '../describe'
import { readTargets } from '../read-targets'
import { startingTarget } from '../target-choices'
import { detectModel } from './detect-model'

/** Throws AWS's errors; a model's refusal is what it says of its input. */
export async function probeFeatures(clients: AwsClients, endpointName: string): Promise<ProbedEndpoint> {
  const endpoint = await describeEndpoint(clients, endpointName)
  const target = startingTarget(await readTargets(clients, endpoint))
  const { profile, learned: reported = '', line, calls } = await detectModel(clients, endpoint, target, 'asked')
  if (profile.sure !== 'proved' || calls === 0) return { calls, learned: reported }
  const [reading] = profile.readings
  const features = reading?.kind === 'rows' ? (profile.features?.value ?? []) : []
  return {
    calls,
    learned: reported,
    evidence: {
      source: 'what the endpoint takes',
      features,
      input: reading?.input,
      ...(profile.task ? { output: { task: profile.task.value } } : {}),
      examples: reading?.sample ? [{ name: 'Sample', value: reading.sample }] : [],
      notes: [line],
      named: false,
      bare: true,
    },
  }
}
