import { readTarget, type Target } from './target'

/** The environment, read anew for each request: Lambda renews a session's credentials in it. */
export interface Settings {
  endpointName: string
  /** `*` alone for any. */
  allowedOrigins: string[]
  queryParameter: string
  modelTimeoutMs?: number
  functionVersion: string
  target: Target
}

export type Environment = Record<string, string | undefined>

/** Incomplete settings are settings too: an answer that says what is missing still needs its CORS headers. */
export function readSettings(env: Environment): Settings {
  const timeout = Number(env.MODEL_TIMEOUT_MS)
  return {
    endpointName: env.ENDPOINT_NAME ?? '',
    allowedOrigins: (env.ALLOWED_ORIGINS ?? '')
      .split(',')
      .map((origin) => origin.trim().replace(/\/$/, ''))
      .filter(Boolean),
    queryParameter: env.QUERY_PARAMETER || 'data',
    modelTimeoutMs: timeout > 0 ? timeout : undefined,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION ?? '$LATEST',
    target: readTarget(env),
  }
}
