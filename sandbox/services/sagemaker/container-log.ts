/**
 * What an endpoint's containers write to their log, one stream for each variant's instance.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html
 */
import { createHash } from 'node:crypto'
import type { World } from '../../kernel/types'
import { commonLogTime } from '../logs/common-log-time'
import { ensureLogGroup, writeLogEvents } from '../logs/write'
import type { Endpoint } from './state'

export const containerLogGroup = (endpointName: string): string => `/aws/sagemaker/Endpoints/${endpointName}`

const instanceId = (endpoint: Endpoint): string =>
  `i-${createHash('sha256').update(endpoint.arn).digest('hex').slice(0, 17)}`

export function writeContainerLog(
  world: World,
  endpoint: Endpoint,
  variantName: string,
  lines: string[],
  at = Date.now(),
): void {
  const [, , , region = '', accountId = ''] = endpoint.arn.split(':')
  const place = { accountId, region }
  const group = containerLogGroup(endpoint.name)
  ensureLogGroup(world, place, group)
  const events = lines.map((message) => ({ timestamp: at, message }))
  writeLogEvents(world, place, group, `${variantName}/${instanceId(endpoint)}`, events)
}

/** Writes a line like a container's web server. */
export const accessLine = (request: string, status: number, bytes: number, at = Date.now()): string =>
  `169.254.178.2 - - [${commonLogTime(at)}] "${request} HTTP/1.1" ${status} ${bytes} "-" "AHC/2.0"`

/** A container that came up, or one that never did. */
export function writeStart(world: World, endpoint: Endpoint, variantName: string, broken: boolean, at: number): void {
  const lines = broken
    ? [
        '[INFO] Loading the model from /opt/ml/model',
        '[ERROR] The model could not be loaded: no file in /opt/ml/model is one that this server can read',
        ...[1, 2, 3].map(() => accessLine('GET /ping', 503, 0, at)),
      ]
    : [
        '[INFO] Loading the model from /opt/ml/model',
        '[INFO] Listening on port 8080',
        accessLine('GET /ping', 200, 0, at),
      ]
  writeContainerLog(world, endpoint, variantName, lines, at)
}
