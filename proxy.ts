/**
 * Before a share page is read: who may show it in a frame. Nobody, unless it is an embed link, whose sealed token names
 * the sites. https://nextjs.org/docs/app/api-reference/file-conventions/proxy
 */
import { type NextRequest, NextResponse } from 'next/server'
import { config as configuration } from './lib/config'
import { shareFrameAncestors } from './lib/share/frame-ancestors'

export async function proxy({ nextUrl }: NextRequest): Promise<NextResponse> {
  const response = NextResponse.next()
  response.headers.set(
    'content-security-policy',
    await shareFrameAncestors(nextUrl.pathname, configuration().auth.secret),
  )
  return response
}

export const config = { matcher: '/share/:path*' }
