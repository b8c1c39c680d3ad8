/**
 * Who can frame what: a page of the console nobody, an embed link the origins that its sealed token names, while it is no
 * forgery and not expired. Makes no call of AWS, so a header can be set before the page is read; a revoked link shows its
 * farewell in the frame. https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/frame-ancestors
 */
import { checkShareToken } from './token'

const embedPath = /^\/share\/([^/]+)\/embed\/?$/

/** Origins; none of all other pages. A click in a frame could be made by a person who does not see it. */
export async function frameAncestorsOf(pathname: string, secret: string, now = new Date()): Promise<string[]> {
  const token = pathname.match(embedPath)?.[1]
  if (!token) return []
  const check = await checkShareToken(secret, token, now)
  return check.state === 'valid' ? (check.claims.embed ?? []) : []
}
