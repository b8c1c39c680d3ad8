import { ExternalLink } from 'lucide-react'
import type { Budget } from '@/lib/spec/budgets'
import { cn } from '../ui/cn'

/** The three clocks of a request side by side, on one scale; the one that ends a caller's wait stands out. */
export function TimeBudgets({ budgets }: { budgets: Budget[] }) {
  const longest = Math.max(...budgets.map(({ seconds }) => seconds))
  return (
    <ul aria-label="Time budgets" className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      {budgets.map(({ hop, seconds, fact, source, decides }) => (
        <li key={hop} className="grid grid-cols-[minmax(0,1fr)] gap-1">
          <div className="flex items-baseline justify-between gap-3">
            <span className="font-medium">{hop}</span>
            <span className={cn('font-mono text-12', decides ? 'font-medium' : 'text-fg-2')}>{inWords(seconds)}</span>
          </div>
          <div aria-hidden className="h-2 rounded-[2px] bg-sunken">
            <div
              className={cn('h-full min-w-1 rounded-[2px]', decides ? 'bg-c1' : 'bg-off-d')}
              style={{ width: `${(seconds / longest) * 100}%` }}
            />
          </div>
          <p className="text-12 text-fg-3">
            {fact}{' '}
            <a href={source} target="_blank" rel="noreferrer" className="inline-flex items-center gap-0.5 underline">
              AWS documentation
              <ExternalLink aria-hidden className="size-3" />
              <span className="sr-only">, {hop}</span>
            </a>
          </p>
        </li>
      ))}
    </ul>
  )
}

/** `28 s`, `8 min`, `1 h`. */
function inWords(seconds: number): string {
  if (seconds >= 3_600 && seconds % 3_600 === 0) return `${seconds / 3_600} h`
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
