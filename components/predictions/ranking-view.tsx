import { formatValue } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { Bar } from './bar-row'
import { Verdict } from './verdict'

/** More than this belong in a file. */
const mostShown = 100

interface RankingViewProps {
  prediction: Extract<One, { kind: 'ranking' }>
  name?: string
}

/** The texts in the order of their scores, each with its place in the list that was sent. */
export function RankingView({ prediction: { ranked }, name }: RankingViewProps) {
  const values = ranked.map(({ score }) => score).filter(Number.isFinite)
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const best = ranked.reduce(
    (before, next) => (next.score > before.score ? next : before),
    ranked[0] ?? { index: 0, score: 0 },
  )
  return (
    <div className="grid gap-4">
      <Verdict name={name ?? 'Best match'} note={`Score ${formatValue(best.score)}, of ${ranked.length}`}>
        Index {best.index}
      </Verdict>
      <ol className="grid gap-3">
        {ranked.slice(0, mostShown).map(({ index, score, text }) => (
          <li key={index} className={cn('grid gap-1', index === best.index && 'font-semibold')}>
            <span className="grid grid-cols-[72px_minmax(0,1fr)_72px] items-center gap-3">
              <span className="text-12 text-fg-2">index {index}</span>
              <Bar to={high > low ? (score - low) / (high - low) : undefined} color="bg-c1" />
              <span className="text-right font-mono text-code tabular-nums">{formatValue(score)}</span>
            </span>
            {text !== undefined && <span className="line-clamp-2 break-words text-12 text-fg-2">{text}</span>}
          </li>
        ))}
      </ol>
      {ranked.length > mostShown && (
        <p className="text-12 text-fg-2">{ranked.length - mostShown} further ones are in the raw response.</p>
      )}
    </div>
  )
}
