/** The form's fields of the target and of the wait, and their way to the spec and back. */

import { type EndpointTargets, startingTarget, type TargetKind } from '@/lib/endpoints/target-choices'
import { autoSeconds } from '@/lib/spec/budgets'
import type { FlatSpec } from '@/lib/spec/flat-spec'
import { isStreaming } from '@/lib/spec/route'
import type { IntegrationKind } from '@/lib/spec/route-parts/integration'
import { type Target, targetSchema } from '@/lib/spec/route-parts/target'
import { type ContractValues, contractOf } from './contract-values'

export interface TargetValues {
  targetKind: TargetKind
  targetVariant: string
  /** The first is called unless the caller names another. */
  targetModels: string[]
  callerChooses: boolean
  modelParameter: string
  targetComponent: string
  asyncInput: string
  asyncSeconds: string
  /** The time limit of the function; empty means the default for the kind of answer. */
  waitSeconds: string
}

/** What each kind would start with lies ready, so that trying another kind loses nothing. */
export function targetValuesOf(spec: FlatSpec, targets?: EndpointTargets): TargetValues {
  const { target } = spec
  const start = targets && startingTarget(targets)
  const model = target?.kind === 'model' ? target : start?.kind === 'model' ? start : undefined
  const component = target?.kind === 'component' ? target : start?.kind === 'component' ? start : undefined
  const later = target?.kind === 'async' ? target : start?.kind === 'async' ? start : undefined
  const suits = spec.timeoutSeconds === autoSeconds(isStreaming(spec, spec))
  return {
    targetKind: target?.kind ?? 'endpoint',
    targetVariant: target?.kind === 'variant' ? target.variant : (targets?.variants[0]?.name ?? ''),
    targetModels: model?.models ?? [],
    callerChooses: model?.parameter !== undefined,
    modelParameter: model?.parameter ?? 'model',
    targetComponent: component?.component ?? '',
    asyncInput: later?.input ?? '',
    asyncSeconds: String(later?.timeoutSeconds ?? 900),
    waitSeconds: suits ? '' : String(spec.timeoutSeconds),
  }
}

/** Not yet checked. What only AWS knows of the target before is kept where the target is the same. */
export function targetChosen(values: TargetValues, before: Target | undefined): unknown {
  const models = values.targetModels
  switch (values.targetKind) {
    case 'variant':
      return { kind: 'variant', variant: values.targetVariant }
    case 'model':
      return values.callerChooses
        ? { kind: 'model', models, parameter: values.modelParameter.trim() }
        : { kind: 'model', models: models.slice(0, 1) }
    case 'component': {
      const component = values.targetComponent.trim()
      return before?.kind === 'component' && before.component === component ? before : { kind: 'component', component }
    }
    case 'async':
      return {
        ...(before?.kind === 'async' ? before : {}),
        kind: 'async',
        input: values.asyncInput.trim(),
        timeoutSeconds: Number(values.asyncSeconds.trim() || Number.NaN),
      }
    default:
      return undefined
  }
}

export function waitOf({ waitSeconds }: TargetValues, spec: Pick<FlatSpec, 'contract' | 'adopted'>): number {
  return waitSeconds.trim() === '' ? autoSeconds(isStreaming(spec, spec)) : Number(waitSeconds)
}

interface WaitedValues extends TargetValues, ContractValues {
  integrationKind: IntegrationKind
}

/** What the three clocks are drawn from while the options can still have problems. */
export function waitedFor(values: WaitedValues, base: FlatSpec) {
  const contract = contractOf(values, base.contract)
  const { adopted } = base
  const seconds = waitOf(values, { contract, adopted })
  const known = seconds >= 1 && seconds <= 900
  return {
    contract,
    adopted,
    timeoutSeconds: known ? seconds : autoSeconds(isStreaming({ contract }, { adopted })),
    target: targetSchema.safeParse(targetChosen(values, base.target)).data,
    integration: values.integrationKind === 'lambda' ? undefined : { kind: values.integrationKind },
  }
}

/** Returns the field of the form for a problem of the spec. */
export const targetFieldOf: Record<string, keyof TargetValues> = {
  'target.variant': 'targetVariant',
  'target.models': 'targetModels',
  'target.parameter': 'modelParameter',
  'target.component': 'targetComponent',
  'target.input': 'asyncInput',
  'target.timeoutSeconds': 'asyncSeconds',
  timeoutSeconds: 'waitSeconds',
}
