/**
 * One event of CloudTrail, reshaped: who, what, to what. Pure.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
import { deployedByTag, personFromTag } from '../spec/names'
import { liveFromTags } from '../wiring/state/live-tag'
import type { Live } from '../wiring/state/live-words'
import type { Actor, TrailCall } from './types'

/** A value somewhere in the event, with its key. */
interface Mention {
  key: string
  text: string
}

export interface ReadEvent {
  call: TrailCall
  actor: Actor
  /** Texts of what was requested and answered. */
  mentions: Mention[]
  /** The action or job of this console that the call belongs to. */
  runId?: string
  /**
   * From the tag that a deploy of this console gives: who requested it. What somebody else changes keeps the tag of another's
   * deploy.
   */
  deployedBy?: string
  /** What a deploy of this console proved, from the tag that it writes last. */
  live?: Live
  /** From tags. */
  endpointName?: string
  /** Says whether it gave or took a share link. */
  shareLink: boolean
}

interface Written {
  userIdentity?: {
    type?: string
    arn?: string
    userName?: string
    invokedBy?: string
    sessionContext?: { sourceIdentity?: string; sessionIssuer?: { userName?: string } }
  }
  eventTime?: string
  eventSource?: string
  eventName?: string
  userAgent?: string
  errorCode?: string
  requestParameters?: unknown
  responseElements?: unknown
  requestID?: string
  eventID?: string
}

/** Undefined where it is no JSON, or holds no name. */
export function readEvent(text: string | undefined): ReadEvent | undefined {
  const event = parsed(text)
  if (!event?.eventName || !event.eventTime || !event.eventID) return undefined
  const requested = textsIn(event.requestParameters)
  const mentions = [...requested, ...textsIn(event.responseElements)]
  const valueAt = (key: string, among = mentions) => among.find((one) => one.key === key)?.text
  const actor = actorOf(event)
  return {
    call: {
      id: event.eventID,
      at: event.eventTime,
      // `CreateFunction20150331v2`.
      name: event.eventName.replace(/\d{8}(v\d+)?$/, ''),
      service: (event.eventSource ?? '').replace(/\.amazonaws\.com$/, ''),
      subject: subjectOf(requested),
      requestId: event.requestID,
      error: event.errorCode,
    },
    actor,
    mentions,
    runId: actor.viaPortico ? event.userAgent?.match(/ md\/portico-run#([\w-]{1,64})/)?.[1] : undefined,
    deployedBy: actor.viaPortico ? personFromTag(valueAt(deployedByTag, requested)) : undefined,
    live: actor.viaPortico && /^TagResource/.test(event.eventName) ? liveIn(requested) : undefined,
    endpointName: valueAt('portico:endpoint') ?? valueAt('endpointName'),
    shareLink:
      /^(Tag|Untag)Resource/.test(event.eventName) &&
      requested.some(({ key, text }) => `${key} ${text}`.includes('portico:share:')),
  }
}

const liveIn = (requested: Mention[]): Live | undefined =>
  liveFromTags(Object.fromEntries(requested.map(({ key, text }) => [key, text])))

function parsed(text: string | undefined): Written | undefined {
  try {
    return JSON.parse(text ?? '') as Written
  } catch {
    return undefined
  }
}

function actorOf({ userIdentity = {}, userAgent = '' }: Written): Actor {
  const { arn = '', userName, invokedBy, type, sessionContext } = userIdentity
  const source = sessionContext?.sourceIdentity
  return {
    person: source ?? (type === 'AssumedRole' ? arn.split('/').at(-1) : userName) ?? invokedBy ?? type ?? 'unknown',
    role: sessionContext?.sessionIssuer?.userName,
    vouched: source !== undefined,
    viaPortico: /\bapp\/portico\b/.test(userAgent),
  }
}

/** In the order of how much they say. */
const subjectKeys = [
  'functionName',
  'roleName',
  'restApiId',
  'logGroupName',
  'usagePlanId',
  'usageplanId',
  'apiKey',
  'transformJobName',
  'endpointName',
  'resourceArn',
  'name',
]

function subjectOf(mentions: Mention[]): string | undefined {
  for (const key of subjectKeys) {
    const found = mentions.find((one) => one.key === key)
    if (found) return found.text.replace(/^arn:.*?::(?=\/)|^arn:.*:(function|role)[:/]/, '')
  }
  return undefined
}

const deepest = 6

/** Tags come as an object or as a list of keys and values; both give the tag's key. */
function textsIn(value: unknown, key = '', depth = 0): Mention[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ key, text: String(value) }]
  if (typeof value !== 'object' || value === null || depth > deepest) return []
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, key, depth + 1))
  const tag = value as { key?: unknown; value?: unknown }
  if (typeof tag.key === 'string' && typeof tag.value === 'string') return [{ key: tag.key, text: tag.value }]
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name, depth + 1))
}
