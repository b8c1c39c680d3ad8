/** What a run says that another one took its wiring from. */
import { Refusal } from '../../errors'
import { runByTag } from '../../spec/names'
import { textFromTag } from '../../spec/tag-text'
import type { LockThing, Mark } from './lock-things'

export const overtaken = (deed: string, { words }: LockThing, { tags }: Mark) =>
  new Refusal({
    code: 'overtaken',
    message: `This ${deed} was overtaken by ${byWhom(tags)}.`,
    cause: `${words} names the other run. Of this one nothing is written any more.`,
    remedy: 'Wait until the other one is done, then read the plan again.',
  })

/** `a removal by ana@acme.dev`. */
export const byWhom = ({ [runByTag]: words }: Record<string, string>): string =>
  words ? `a ${textFromTag(words)}` : 'another run'

export const removedMeanwhile = (deed: string, { words }: LockThing) =>
  new Refusal({
    code: 'removed-meanwhile',
    message: `Someone removed this public API during the ${deed}.`,
    cause: `${words} is gone. Nothing is written any more.`,
    remedy: 'Read the plan again, and deploy once nobody removes it.',
  })
