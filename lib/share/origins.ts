/** Origins that can frame a share page. What is not an origin never reaches a header. Pure. */
import { z } from 'zod'

const mostOrigins = 5

/** `https://www.acme.dev`; over http only on the person's own machine. */
export const originSchema = z
  .string()
  .max(200, 'At most 200 characters')
  .refine((text) => isOrigin(text), { error: 'An origin, like https://www.acme.dev' })

export const originsSchema = z.array(originSchema).max(mostOrigins, `At most ${mostOrigins} sites`)

function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/.test(text) || !URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  return origin === text && (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1')
}

/** From what a person typed, one a line or separated by commas or spaces: a path after the host is dropped. */
export const originsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((one) => {
        const url = /^[a-z]+:\/\//i.test(one) ? one : `https://${one}`
        return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? new URL(url).origin : one
      }),
  ),
]
