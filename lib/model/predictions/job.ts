/** A request that is answered later: 202, and the name of a job by which the same URL is called again. Pure. */

/** The handler's parameter. */
const jobParameter = 'job'

interface Accepted {
  status: number
  body: string
}

/** The job's name; undefined where the answer is no such 202. */
export function jobOf({ status, body }: Accepted): string | undefined {
  if (status !== 202) return undefined
  try {
    const response: unknown = JSON.parse(body)
    const job = typeof response === 'object' && response !== null && 'job' in response ? response.job : undefined
    return typeof job === 'string' && /^[0-9a-f-]{36}$/.test(job) ? job : undefined
  } catch {
    return undefined
  }
}

/** @param url with or without a query of its own, which is the request's and not the job's */
export const jobUrl = (url: string, job: string): string => `${url.split('?')[0]}?${jobParameter}=${job}`
