import type { Grade } from '@/lib/wiring/adopt/types'
import { Badge } from '../ui/badge'
import { Card, CardHeader } from '../ui/card'
import { Mark, type MarkShape } from '../ui/state/status'
import type { Tone } from '../ui/tone'

const looks: Record<Grade['level'], { tone: Tone; shape: MarkShape; word: string }> = {
  good: { tone: 'ok', shape: 'dot', word: 'Good' },
  warn: { tone: 'warn', shape: 'half', word: 'Could be better' },
  bad: { tone: 'bad', shape: 'cross', word: 'Bad' },
}

/** How well it is made: what was found, why it matters, what it would become. */
export function GradeList({ grades }: { grades: Grade[] }) {
  const good = grades.filter((grade) => grade.level === 'good').length
  return (
    <Card aria-labelledby="grades">
      <CardHeader id="grades" title="How well it is made" meta={`${good} of ${grades.length} good`} />
      <ul>
        {grades.map(({ check, level, found, why, after }) => {
          const { tone, shape, word } = looks[level]
          return (
            <li
              key={check}
              className="grid grid-cols-[170px_minmax(0,1fr)_130px] gap-x-3 gap-y-0.5 border-line border-t px-4 py-2.5 first:border-t-0 max-md:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="font-medium">{check}</span>
              <div className="min-w-0 max-md:col-span-2 max-md:row-start-2">
                <p>{found}</p>
                {level !== 'good' && <p className="text-12 text-fg-2">{why}</p>}
                {level !== 'good' && (
                  <p className="text-12 text-fg-2">
                    <span aria-hidden>→ </span>
                    <span className="sr-only">After adoption: </span>
                    {after}
                  </p>
                )}
              </div>
              <Badge tone={tone} variant="bare" mark={<Mark shape={shape} />} className="self-start">
                {word}
              </Badge>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
