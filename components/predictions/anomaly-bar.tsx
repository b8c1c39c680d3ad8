import { formatValue } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { isAnomalous } from '@/lib/model/predictions/series/anomaly'
import { cn } from '../ui/cn'
import { Verdict } from './verdict'

interface AnomalyBarProps {
  prediction: Extract<One, { kind: 'anomaly' }>
  name?: string
}

/** The score; on a scale where the threshold is known, since a score alone has no end. */
export function AnomalyBar({ prediction, name }: AnomalyBarProps) {
  const { score, threshold } = prediction
  const verdict = isAnomalous(prediction)
  const end = Math.max(score, threshold ?? 0) * 1.25
  const share = (value: number) => `${end > 0 ? Math.min(100, Math.max(0, (value / end) * 100)) : 0}%`
  return (
    <div className="grid gap-3">
      <Verdict name={name ?? 'Anomaly score'} note={noteOf(prediction)}>
        {formatValue(score)}
      </Verdict>
      {threshold !== undefined && (
        <div>
          <div aria-hidden className="relative h-2.5 rounded-chip bg-press">
            <span
              className={cn('block h-full rounded-chip', verdict ? 'bg-c3' : 'bg-c1')}
              style={{ width: share(score) }}
            />
            <span className="absolute -inset-y-1 w-0.5 bg-fg" style={{ left: share(threshold) }} />
          </div>
          <p className="mt-2 text-12 text-fg-2">Threshold {formatValue(threshold)}, as the contract has it.</p>
        </div>
      )}
    </div>
  )
}

function noteOf(prediction: AnomalyBarProps['prediction']): string {
  const verdict = isAnomalous(prediction)
  if (prediction.anomalous !== undefined) return verdict ? 'Anomalous: the model says so' : 'Usual: the model says so'
  if (verdict !== undefined) return verdict ? 'Anomalous: above the threshold' : 'Usual: not above the threshold'
  if (prediction.score === 1)
    return 'In scikit-learn, 1 means normal; in other detectors it means anomalous. Send several rows to see which.'
  if (prediction.score < 0)
    return 'If scores are below zero, a lower score can be more anomalous: see the documentation of the model.'
  return 'A higher score is more anomalous. Send ten rows or more at once to see what is normal.'
}
