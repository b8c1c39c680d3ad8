/** The answer of a job, as S3 keeps it, made into what a caller of a synchronous endpoint gets. */
import { answerTooLarge, type Failure } from './errors'
import { modelAnswer, type ProxyResponse } from './respond'
import type { StoredObject } from './s3'

type Answered = { ok: true; response: ProxyResponse } | { ok: false; failure: Failure }

export function readJobAnswer({ body, contentType }: StoredObject, accept: string | undefined): Answered {
  const response = modelAnswer({ body, contentType: typeOf(body, contentType, accept) })
  return response ? { ok: true, response } : { ok: false, failure: answerTooLarge }
}

/** No documentation says whether SageMaker keeps the model's own type: if S3 has none, the spec and the bytes say it. */
function typeOf(body: Uint8Array, stored: string, accept: string | undefined): string {
  if (!/^(binary|application)\/octet-stream$/.test(stored)) return stored
  if (accept && /^[\w.+-]+\/[\w.+-]+$/.test(accept)) return accept
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return isJson(text) ? 'application/json' : 'text/csv'
  } catch {
    return stored
  }
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
