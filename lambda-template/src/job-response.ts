/** The answer of a job, as S3 keeps it, made into what a caller of a synchronous endpoint gets. */
import { type Failure, responseTooLarge } from './errors'
import { modelResponse, type ProxyResponse } from './respond'
import type { StoredObject } from './s3'

type JobResponse = { ok: true; response: ProxyResponse } | { ok: false; failure: Failure }

export function readJobResponse({ body, contentType }: StoredObject, accept: string | undefined): JobResponse {
  const response = modelResponse({ body, contentType: typeOf(body, contentType, accept) })
  return response ? { ok: true, response } : { ok: false, failure: responseTooLarge }
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
