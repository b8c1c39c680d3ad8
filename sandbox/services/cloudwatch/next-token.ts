/** The tokens of CloudWatch's pages: how much was given before. */
import { AwsError } from '../../kernel/errors'

export const writeToken = (next: number) => Buffer.from(`after:${next}`).toString('base64')

export function readToken(token: unknown): number {
  if (token === undefined) return 0
  const next = Number(
    Buffer.from(String(token), 'base64')
      .toString()
      .match(/^after:(\d+)$/)?.[1] ?? Number.NaN,
  )
  if (Number.isNaN(next)) throw new AwsError('InvalidNextToken', 'The next token is invalid.')
  return next
}
