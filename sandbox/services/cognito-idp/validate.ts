/** Input checks with Cognito's own words. */
import { AwsError } from '../../kernel/errors'

export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message)

/** A new pool's own policy: eight signs, of all four kinds. */
export function checkPassword(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  const rules: [RegExp, string][] = [
    [/^.{8,}$/s, 'Password not long enough'],
    [/[a-z]/, 'Password must have lowercase characters'],
    [/[A-Z]/, 'Password must have uppercase characters'],
    [/\d/, 'Password must have numeric characters'],
    [/[^\w\s]/, 'Password must have symbol characters'],
  ]
  for (const [rule, words] of rules)
    if (!rule.test(text))
      throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${words}`)
  return text
}

const unitMinutes: Record<string, number> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 }

/** Five minutes to a day; an hour where nothing is said. */
export function checkMinutes(value: unknown, unit = 'hours'): number {
  if (value === undefined || value === null) return 60
  const minutes = Number(value) * (unitMinutes[unit] ?? Number.NaN)
  if (minutes >= 5 && minutes <= 1440) return minutes
  throw invalidParameter('Invalid range for token validity.')
}
