/** Structured log lines on standard output. Secrets never come this far; the redaction is the second lock. */
import pino from 'pino'
import { config } from './config'

const secretKeys = [
  'secret',
  'password',
  'token',
  'accessKeyId',
  'secretAccessKey',
  'sessionToken',
  'authorization',
  // As requests to a public API spell it; a path of pino has a case.
  'Authorization',
  'cookie',
  'apiKey',
]

let logger: pino.Logger | undefined

export function log(): pino.Logger {
  logger ??= createLog(config().logLevel)
  return logger
}

/** @param destination standard output unless given */
export const createLog = (level: string, destination?: pino.DestinationStream): pino.Logger =>
  pino(
    {
      level,
      base: { app: 'portico' },
      redact: {
        paths: [
          ...secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
          ...['["x-api-key"]', '*["x-api-key"]', '*.*["x-api-key"]'],
        ],
        censor: '[redacted]',
      },
    },
    destination,
  )
