import { formatFixed } from '@/lib/locale'
import type { ClassScore } from '@/lib/model/predictions/prediction'
import { BarRow } from './bar-row'
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
          <BarRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a body can name a label twice
            key={index}
            label={score.label}
            bold={score.label === label}
            to={score.probability}
            color={score.color}
            value={score.exact ?? formatFixed(score.probability, 3)}
          />
        ))}
      </ul>
      {scores.length > mostShown && (
        <p className="text-12 text-fg-3">{scores.length - mostShown} further classes are less probable.</p>
      )}
    </div>
  )
}
