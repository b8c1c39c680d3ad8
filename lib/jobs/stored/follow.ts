/** Follows a job by its rows: a notification only wakes, so one that is lost costs a moment and no event. */
import type { Database } from '../../store/database'
import type { JobEvent } from '../../wiring/state/plan'
import { etaOf, remembered } from '../board'
import { aheadOf, eventsFrom, type JobRow, jobById, lastDurations, queueName } from './rows'

/** How long a follower waits for a notification before it looks by itself, ms. */
const lookMs = 5_000

/** Those who wait for news of one job. */
export class News {
  private readonly waiting = new Set<{ id: string; queue: string; wake: () => void }>()

  /** @param topic the id of a job or the name of a queue; undefined wakes everyone */
  heard(topic: string | undefined): void {
    for (const one of this.waiting) if (topic === undefined || topic === one.id || topic === one.queue) one.wake()
  }

  /** Collects what is heard from now on, so that nothing that happens during a look is missed. */
  subscribe(id: string, queue: string) {
    let isNew = false
    let resolve = () => {}
    const one = {
      id,
      queue,
      wake: () => {
        isNew = true
        resolve()
      },
    }
    this.waiting.add(one)
    return {
      /** Returns once something was heard since the last time, or after a while. */
      async next(signal: AbortSignal): Promise<void> {
        if (!isNew && !signal.aborted) {
          let timer: NodeJS.Timeout | undefined
          const wake = () => resolve()
          await new Promise<void>((done) => {
            resolve = done
            timer = setTimeout(done, lookMs)
            signal.addEventListener('abort', wake, { once: true })
          })
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
        }
        isNew = false
      },
      end: () => this.waiting.delete(one),
    }
  }
}

/** The events of a job from the first, then each as it comes; while it waits, how many are ahead of it. Ends with its last event. */
export async function* follow(
  { db }: Database,
  news: News,
  job: JobRow,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const topic = news.subscribe(job.id, queueName(job))
  let [seen, place] = [0, -1]
  try {
    while (!signal.aborted) {
      for (const event of await eventsFrom(db, job.id, seen)) {
        seen++
        yield event
        if (event.type === 'finished' || event.type === 'failed') return
      }
      const now = await jobById(db, job.id)
      if (!now) return
      const ahead = now.state === 'queued' ? await aheadOf(db, job) : undefined
      if (ahead !== undefined && ahead !== place) {
        place = ahead
        const etaMs = etaOf(job.kind, await lastDurations(db, job.kind, remembered), ahead)
        yield { type: 'queued', ahead, etaMs }
      }
      await topic.next(signal)
    }
  } finally {
    topic.end()
  }
}
