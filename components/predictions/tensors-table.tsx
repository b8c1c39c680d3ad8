import { formatValue } from '@/lib/model/predictions/headline'
import type { Prediction, Tensor } from '@/lib/model/predictions/prediction'

const mostShown = 12

/** Name, datatype, shape and the first values of each tensor. */
export function TensorsTable({ prediction }: { prediction: Extract<Prediction, { kind: 'tensors' }> }) {
  return (
    <div className="grid gap-3">
      <p className="text-12 text-fg-2">{prediction.model ? `Tensors of ${prediction.model}` : 'Tensors'}</p>
      <ul className="grid gap-3">
        {prediction.tensors.map((tensor) => (
          <li key={tensor.name} className="grid gap-1 border-line border-t pt-3">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium font-mono text-code">{tensor.name}</span>
              <span className="text-12 text-fg-2">
                {tensor.datatype}
                {tensor.shape.length > 0 && `, ${tensor.shape.join(' × ')}`}
              </span>
            </p>
            <p className="break-words font-mono text-code tabular-nums">{valuesOf(tensor)}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}

function valuesOf({ data, shape }: Tensor): string {
  if (data.length === 0)
    return shape.includes(0) ? 'No values' : 'Values of this type are not read here: fetch the body with curl.'
  const first = data
    .slice(0, mostShown)
    .map((value) => (typeof value === 'number' ? formatValue(value) : String(value)))
  return data.length > mostShown ? `${first.join('  ')}  … ${data.length - mostShown} more` : first.join('  ')
}
