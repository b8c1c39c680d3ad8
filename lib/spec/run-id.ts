/**
 * The id of a run in the tag `portico:run`. A job that another process took over has several runs: each has an id of its own, so that
 * the lock can distinguish them, and all begin alike, so that an undo takes back what any of them made. Pure.
 */

/** What the runs of one job share: all of its UUID but the last group. */
const sharedLength = 24

/**
 * @param jobId a UUID
 * @param holds how many processes had the job, this one included
 */
export const runIdOf = (jobId: string, holds: number): string =>
  jobId.slice(0, sharedLength) + String(holds).padStart(12, '0')

export const isOfSameJob = (run: string | undefined, other: string): boolean =>
  run?.slice(0, sharedLength) === other.slice(0, sharedLength)
