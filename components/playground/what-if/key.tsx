import { short, withUnit } from '@/lib/what-if/format'
import type { Response } from '@/lib/what-if/response'
import { classTokens } from './lines'

/** Which colour is which class; of a value its span. */
export function Key({ response }: { response: Response }) {
  if (response.kind === 'values') {
    const { values, unit } = response
    return (
      <span className="text-12 text-fg-2">
        {short(Math.min(...values))} to {withUnit(short(Math.max(...values)), unit)}
      </span>
    )
  }
  const tokens = classTokens(response)
  const named = response.classes.flatMap((name, index) =>
    tokens[index] === '--off-d' ? [] : [{ name, token: tokens[index] }],
  )
  const others = response.classes.length - named.length
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12">
      {named.map(({ name, token }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden className="h-0.5 w-3 rounded-full" style={{ background: `var(${token})` }} />
          {name}
        </li>
      ))}
      {others > 0 && <li className="text-fg-3">{others} others grey</li>}
    </ul>
  )
}
