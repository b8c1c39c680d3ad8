/** The steps of a job as the progress list first shows them. Pure; `deploy` and `remove` walk them by id. */
import type { JobStep } from './plan'
import type { WiringSpec } from './spec'

const waiting = (id: string, title: string): JobStep => ({ id, title, detail: '', state: 'waiting', attemptsMs: [] })

export function initialSteps(kind: 'deploy', spec: WiringSpec): JobStep[]
export function initialSteps(kind: 'remove'): JobStep[]
export function initialSteps(kind: 'deploy' | 'remove', spec?: WiringSpec): JobStep[] {
  if (kind === 'remove' || !spec) {
    return [
      waiting('read', 'Read what is there'),
      waiting('rest-api', 'Remove the REST API'),
      waiting('function', 'Remove the function'),
      waiting('log-group', 'Remove the log group'),
      waiting('role', 'Remove the role'),
      waiting('verify', 'Check that nothing is left'),
    ]
  }
  return [
    waiting('read', 'Check account and endpoint'),
    waiting('role', spec.role.kind === 'create' ? 'Create role' : 'Check your role'),
    waiting('role-policy', 'Grant InvokeEndpoint'),
    waiting('log-group', 'Create log group'),
    waiting('function', 'Create function'),
    waiting('rest-api', 'Create REST API'),
    waiting('definition', `Put ANY /${spec.resourcePath} and CORS`),
    waiting('deployment', 'Make a deployment'),
    waiting('stage', `Set stage ${spec.stage}`),
    waiting('alias', 'Point alias live'),
    waiting('permission', 'Grant invoke permission'),
    waiting('probe', 'Call the public URL'),
    waiting('sample', 'Ask the model'),
    waiting('cleanup', 'Remove what is no longer used'),
    waiting('record', 'Record what was deployed'),
  ]
}
