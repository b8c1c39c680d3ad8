import type { KeyList } from '@/lib/keys/types'
import { formatNumber } from '@/lib/locale'
import { plural, pluralWord } from '@/lib/plural'

const count = (value: number) => formatNumber(value)

/** What each key can do, how well AWS keeps it, and what the playground's own did. */
export function KeyLimits({ limits, playground, usageProblem }: Omit<KeyList, 'keys'>) {
  return (
    <div className="grid gap-1 border-line border-t px-4 py-3 text-12 text-fg-2">
      {limits && (
        <p>
          <b className="font-medium text-fg">Each key:</b> {limits.rateLimit ?? 'any'}{' '}
          {pluralWord(limits.rateLimit ?? 0, 'request')} a second, {limits.burstLimit ?? 'any'} at once,{' '}
          {limits.quotaPerDay === undefined ? 'no quota' : `${count(limits.quotaPerDay)} a day (UTC)`}. AWS applies
          these limits on a best-effort basis: a caller can send a little more, and usage is counted with some delay.
          They do not limit cost exactly.
        </p>
      )}
      {playground?.usedToday !== undefined && (
        <p>
          The playground has a key of its own, with the same limits: {plural(playground.usedToday, 'request')} today.
        </p>
      )}
      {usageProblem && <p className="text-warn-f">Usage is not shown. {usageProblem}</p>}
      <p>An account has 10,000 keys in a region.</p>
    </div>
  )
}
