/**
 * Asks the public URL itself. The probe is a request that the handler knows by its header and answers with its version
 * without asking the model: it proves gateway → permission → function for nothing; the sample row then proves the model.
 */
import type { WiringContext } from './context'

export interface Answer {
  status: number
  body: string
  contentType: string
  latencyMs: number
}

/** A little more than the 29 s of the gateway. */
const answerMs = 35_000

/** @throws the network's errors */
export async function ask(
  { clock, fetch }: Pick<WiringContext, 'clock' | 'fetch'>,
  url: string,
  {
    waitMs = answerMs,
    ...sent
  }: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string; waitMs?: number } = {},
): Promise<Answer> {
  const start = clock.now()
  const response = await fetch(url, { ...sent, signal: AbortSignal.timeout(waitMs), cache: 'no-store' })
  return {
    status: response.status,
    body: await response.text(),
    contentType: response.headers.get('content-type') ?? '',
    latencyMs: clock.now() - start,
  }
}

export const probeHeaders = { 'x-portico-probe': '1' }

/** The version that answered, or undefined where it was not our handler. */
export function probedVersion({ status, body }: Pick<Answer, 'status' | 'body'>): string | undefined {
  if (status !== 200) return undefined
  try {
    const answer: unknown = JSON.parse(body)
    if (typeof answer !== 'object' || answer === null || !('portico' in answer) || answer.portico !== 'probe')
      return undefined
    return 'functionVersion' in answer ? String(answer.functionVersion) : undefined
  } catch {
    return undefined
  }
}

/** What a refused probe means, from the gateway's own words. */
export function whyRefused({ status, body }: Pick<Answer, 'status' | 'body'>): string {
  if (status === 403 && body.includes('Missing Authentication Token')) {
    return 'The gateway answers 403 Missing Authentication Token: the path or the deployment is not live.'
  }
  if (status === 403)
    return 'The gateway answers 403: a resource policy, or a firewall in front of it, refuses callers.'
  if (status === 429) return 'The gateway answers 429: the stage is throttled just now.'
  if (status === 500)
    return 'The gateway answers 500: it may not invoke the function yet, or the permission does not fit.'
  if (status === 502) return 'The gateway answers 502: the function failed or gave no proxy response.'
  if (status === 504) return 'The gateway answers 504: the function took longer than it waits.'
  return `The URL answers ${status} with something else than the deployed handler.`
}

/** Whether the function itself was refused by SageMaker: a fresh policy takes seconds to hold. */
export const isModelAccessLagging = ({ status, body }: Pick<Answer, 'status' | 'body'>): boolean =>
  status >= 400 && /role_denied|AccessDenied|not authorized to perform/.test(body)
