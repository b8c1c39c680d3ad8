/**
 * When a request last went out on an open connection: names, TCP and TLS, of which the first call of each process has all,
 * are no part of the model's time. Node's fetch reports it on a diagnostics channel, just before it writes the headers.
 * https://undici.nodejs.org/#/docs/api/DiagnosticsChannel?id=undicihttpclientsendheaders
 */
import { subscribe } from 'node:diagnostics_channel'

let sentAt = 0

subscribe('undici:client:sendHeaders', () => {
  sentAt = performance.now()
})

/** @param begun when the caller began. @returns when its request was sent; `begun` if Node does not say it */
export const sentSince = (begun: number): number => Math.max(begun, sentAt)
