import type { Feature } from '@/lib/model/contract/contract'
import { FeatureField } from '../feature-field'
import type { Parameters } from './use-parameters'

interface ParameterFieldsProps {
  parameters: Feature[]
  state: Parameters
}

/** The contract's parameters as fields, folded away: their defaults serve most. */
export function ParameterFields({ parameters, state }: ParameterFieldsProps) {
  if (parameters.length === 0) return null
  return (
    <details>
      <summary className="min-h-6 font-medium">
        Parameters{' '}
        <span className="font-normal text-12 text-fg-3">{parameters.length}, empty leaves it to the model</span>
      </summary>
      <div className="grid gap-3 pt-3">
        {parameters.map((feature) => (
          <FeatureField
            key={feature.name}
            feature={feature}
            value={state.values[feature.name] ?? ''}
            problem={state.problems[feature.name]}
            onChange={(value) => state.set(feature.name, value)}
          />
        ))}
      </div>
    </details>
  )
}
