/** What CloudWatch Logs remembers of one account and region. */
import { partitionOf } from '../../kernel/partition'
import type { World } from '../../kernel/types'

export interface LogEvent {
  eventId: string
  /** Epoch ms. */
  timestamp: number
  ingestionTime: number
  message: string
}

export interface LogStream {
  name: string
  createdAt: number
  events: LogEvent[]
}

export interface LogGroup {
  name: string
  createdAt: number
  retentionInDays?: number
  kmsKeyId?: string
  tags: Record<string, string>
  streams: Map<string, LogStream>
}

export interface LogsState {
  groups: Map<string, LogGroup>
  /** The KMS keys whose policies allow CloudWatch Logs to use them, by ARN. */
  usableKeys?: string[]
  lastEvent: number
}

export interface Place {
  accountId: string
  region: string
}

export const logsState = (world: World, { accountId, region }: Place): LogsState =>
  world.state('logs', accountId, region, () => ({ groups: new Map(), lastEvent: 0 }))

export const groupArn = ({ accountId, region }: Place, name: string): string =>
  `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:${name}`

export const storedBytes = (stream: LogStream): number =>
  // 26 bytes an event beside its message: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
  stream.events.reduce((sum, event) => sum + Buffer.byteLength(event.message) + 26, 0)
