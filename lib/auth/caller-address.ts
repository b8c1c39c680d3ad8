/** Where the request comes from, as the console's own front sees it: what a proxy before it wrote, else the socket's. */
import 'server-only'
import { headers } from 'next/headers'

/** Undefined where nothing says so. For show only: whoever calls could have written it. */
export async function callerAddress(): Promise<string | undefined> {
  const first = (await headers()).get('x-forwarded-for')?.split(',')[0]?.trim()
  return first?.replace(/^::ffff:/i, '') || undefined
}
