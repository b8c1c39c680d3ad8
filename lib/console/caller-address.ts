/** Returns the caller's address: what the outermost trusted proxy wrote, else the socket's address. */
import 'server-only'
import { headers } from 'next/headers'
import { config } from '../config'
import { callerOf } from '../security/rate-limit'

/** Undefined where nothing says so. */
export async function callerAddress(): Promise<string | undefined> {
  const caller = callerOf((await headers()).get('x-forwarded-for'), config().trustedProxies ?? 0)
  return caller === 'unknown' ? undefined : caller
}
