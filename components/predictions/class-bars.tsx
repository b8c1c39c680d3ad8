import type { ClassScore } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { fillAt } from './series'

/** More classes than this are shown by their probability, the rest counted. */
const mostShown = 8

interface ClassBarsProps {
  scores: ClassScore[]
  label: string
}

/** Probabilities in class order, the predicted one in bold. Three colours repeat; the label distinguishes them. */
export function ClassBars({ scores, label }: ClassBarsProps) {
  const colored = scores.map((score, index) => ({ ...score, color: fillAt(index) }))
  const shown =
    scores.length <= mostShown
      ? colored
      : [...colored].sort((a, b) => b.probability - a.probability).slice(0, mostShown)
  return (
    <div className="grid gap-2.5">
      <ul className="grid gap-2.5">
        {shown.map((score, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a body can name a label twice
            key={index}
            className={cn(
              'grid grid-cols-[minmax(56px,112px)_minmax(0,1fr)_56px] items-center gap-3',
              score.label === label && 'font-semibold',
            )}
          >
            <span className="truncate" title={score.label}>
              {score.label}
            </span>
            <span aria-hidden className="h-2.5 overflow-hidden rounded-chip bg-press">
              <span
                className={cn('block h-full rounded-chip transition-[width] duration-200', score.color)}
                style={{ width: `${Math.min(100, Math.max(0.4, score.probability * 100))}%` }}
              />
            </span>
            <span className="text-right font-mono text-code tabular-nums">
              {score.exact ?? score.probability.toFixed(3)}
            </span>
          </li>
        ))}
      </ul>
      {scores.length > mostShown && (
        <p className="text-12 text-fg-3">{scores.length - mostShown} further classes are less probable.</p>
      )}
    </div>
  )
}
