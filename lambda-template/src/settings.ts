import type { Environment } from './environment'
import { type Contract, contractIn } from './request/contract'
import { readTarget, type Target } from './target'

/** The environment, read again for each request: Lambda renews a session's credentials in it. */
export interface Settings {
  endpointName: string
  /** `*` alone for any. */
  allowedOrigins: string[]
  queryParameter: string
  methods: ('GET' | 'POST')[]
  /** How bodies are read: see the deploy's own words for it. */
  requestForm: 'rows' | 'named' | 'raw'
  /** Rows are held against the contract before the model is called. */
  enforced: boolean
  /** What is answered to a caller whose Accept names no type. */
  responseForm: 'model' | 'normalised'
  /** The type that the model is called for then; undefined if it chooses. */
  modelAccept?: string
  /** The contract of the spec in the zip. */
  contract: Contract
  modelTimeoutMs?: number
  /** The right form of a request in a sentence, if it does not follow from the others. */
  rightForm?: string
  functionVersion: string
  target: Target
}

/** Incomplete settings are settings too: an answer that says what is missing still needs its CORS headers. */
export function readSettings(env: Environment): Settings {
  const { REQUEST_METHODS: methods, REQUEST_FORM: form } = env
  const timeout = Number(env.MODEL_TIMEOUT_MS)
  return {
    endpointName: env.ENDPOINT_NAME ?? '',
    allowedOrigins: (env.ALLOWED_ORIGINS ?? '')
      .split(',')
      .map((origin) => origin.trim().replace(/\/$/, ''))
      .filter(Boolean),
    queryParameter: env.QUERY_PARAMETER || 'data',
    methods: methods === 'GET' || methods === 'POST' ? [methods] : ['GET', 'POST'],
    requestForm: form === 'named' || form === 'raw' ? form : 'rows',
    enforced: env.ENFORCE_COLUMNS === 'true',
    responseForm: env.RESPONSE_FORM === 'normalised' ? 'normalised' : 'model',
    modelAccept: env.MODEL_ACCEPT || undefined,
    contract: contractIn(env.LAMBDA_TASK_ROOT),
    modelTimeoutMs: timeout > 0 ? timeout : undefined,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION ?? '$LATEST',
    target: readTarget(env),
  }
}
