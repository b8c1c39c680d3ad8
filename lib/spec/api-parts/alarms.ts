/**
 * Two alarms on what the gateway counts: its 5XX errors, and how long callers wait. Pure.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
import { z } from 'zod'
import type { ApiOption } from '../option'

export const alarmsSchema = z.object({
  /** The percentage of calls that can end with a 5XX error. */
  errorPercent: z.number().positive('More than 0 %').lt(100, 'Below 100 %'),
  /** How long the slowest of a hundred calls can take, ms. */
  latencyMs: z.int('A whole number of milliseconds').min(1, 'At least 1 ms').max(900_000, 'At most 900,000 ms'),
  /** Receives a notification of each alarm; absent: none. */
  topicArn: z
    .string()
    .max(512, 'At most 512 characters')
    .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, 'The ARN of a standard SNS topic')
    .optional(),
})

/** One of errors and one of latency; each is billed. */
export const alarmCount = 2

type Alarms = z.infer<typeof alarmsSchema>

export const alarmsOption = {
  title: 'Alarms',
  schema: alarmsSchema,
  inWords: (alarms: Alarms | undefined) =>
    alarms
      ? `over ${alarms.errorPercent}% 5XX, p99 over ${alarms.latencyMs} ms${alarms.topicArn ? `, to ${alarms.topicArn.split(':').at(-1)}` : ''}`
      : 'off',
  whyOwners: 'The gateway counts all routes of an adopted API together, so its alarms stay its owner’s',
} satisfies ApiOption<typeof alarmsSchema>
