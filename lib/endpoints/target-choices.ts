/** Which targets an endpoint allows, why it does not allow the others, and with which one a deploy starts. Pure. */

import type { EndpointKind } from '../spec/route-parts/endpoint'
import type { Target } from '../spec/route-parts/target'

/** What AWS shows of an endpoint's parts. */
export interface EndpointTargets {
  kind: EndpointKind
  variants: { name: string; weight?: number }[]
  /** If its container hosts many models: those below its prefix, or why they could not be listed. */
  multiModel?: { prefix: string; models: string[]; more?: boolean; unread?: string }
  /** Set if its variants have no models of their own. */
  components?: { names: { name: string; status: string }[]; unread?: string }
  asynchronous?: { output?: string; failure?: string }
}

export type TargetKind = 'endpoint' | Target['kind']

export interface TargetChoice {
  kind: TargetKind
  label: string
  hint: string
  /** Why this endpoint does not allow it. */
  reason?: string
}

export function targetChoices({ variants, multiModel, components, asynchronous }: EndpointTargets): TargetChoice[] {
  const elsewhere = asynchronous
    ? 'It takes asynchronous requests only.'
    : components
      ? 'It hosts inference components: one of them has to be named.'
      : undefined
  const several = multiModel && !elsewhere
  return [
    {
      kind: 'endpoint',
      label: 'The whole endpoint',
      hint: variants.length > 1 ? 'Its weights choose the variant' : 'Answers at once',
      reason: elsewhere ?? (several ? 'It hosts many models: one of them has to be named.' : undefined),
    },
    {
      kind: 'variant',
      label: 'One production variant',
      hint: 'Regardless of its weight',
      reason:
        elsewhere ??
        (several
          ? 'It hosts many models: one of them has to be named.'
          : variants.length > 1
            ? undefined
            : `It has one variant only${variants[0] ? `, ${variants[0].name}` : ''}.`),
    },
    {
      kind: 'model',
      label: 'A model of many',
      hint: 'Fixed, or the caller’s choice',
      reason: elsewhere ?? (several ? undefined : 'Its container hosts one model.'),
    },
    {
      kind: 'component',
      label: 'An inference component',
      hint: 'One model on shared instances',
      reason: components && !asynchronous ? undefined : (asynchronous && elsewhere) || 'It hosts no components.',
    },
    {
      kind: 'async',
      label: 'Asynchronous, by way of S3',
      hint: '202 first, the answer later',
      reason: asynchronous ? undefined : 'It answers at once: its configuration has no AsyncInferenceConfig.',
    },
  ]
}

/** Below the answers, as the model's role reaches that bucket already. */
const defaultRequestsFolder = (output = ''): string =>
  output === '' ? '' : `${output.replace(/\/$/, '')}/portico-requests/`

/** Undefined: the whole endpoint. What nobody but a person can choose is left empty. */
export function startingTarget({ multiModel, components, asynchronous }: EndpointTargets): Target | undefined {
  if (asynchronous) return { kind: 'async', input: defaultRequestsFolder(asynchronous.output), timeoutSeconds: 900 }
  if (components) {
    const first = components.names.find(({ status }) => status === 'InService') ?? components.names[0]
    return { kind: 'component', component: first?.name ?? '' }
  }
  return multiModel && { kind: 'model', models: multiModel.models.slice(0, 1) }
}
