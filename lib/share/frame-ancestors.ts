/**
 * Who may frame what: a page of the console nobody, an embed link the origins that its sealed token names, while it is no
 * forgery and not expired. Asks nothing of AWS, so a header can be set before the page is read; a revoked link shows its
 * farewell in the frame. https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/frame-ancestors
 */
import { checkShareToken } from './token'

export const embedPath = /^\/share\/([^/]+)\/embed\/?$/

/** `frame-ancestors 'none'`, or with those origins: one directive of a Content-Security-Policy. */
export async function shareFrameAncestors(pathname: string, secret: string, now = new Date()): Promise<string> {
  const token = pathname.match(embedPath)?.[1]
  if (!token) return none
  const check = await checkShareToken(secret, token, now)
  const origins = check.state === 'valid' ? (check.claims.embed ?? []) : []
  return origins.length > 0 ? `frame-ancestors ${origins.join(' ')}` : none
}

const none = "frame-ancestors 'none'"
