/** What `/api/ready` says of the process that answers; undefined if nobody answers, or something else does. */
async function readReady(): Promise<{ draining: boolean } | undefined> {
  try {
    const response = await fetch('/api/ready', { cache: 'no-store' })
    const { checks } = (await response.json()) as { checks: { draining: boolean } }
    return checks
  } catch {
    return undefined
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const pauseMs = 2_000
const mostTries = 60

/**
 * Waits until a process answers that is not about to end. A page that refreshes while its process ends is lost: Next.js
 * loads the address again if a refresh fails, and the browser shows its own error.
 *
 * @returns false if there was none for two minutes
 */
export async function whenReady(read = readReady, pause: (ms: number) => Promise<void> = wait): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    if ((await read())?.draining === false) return true
    await pause(pauseMs)
  }
  return false
}

/** Refreshes the page by itself, that is without a person who requested it, once a process is there to answer. */
export async function refreshWhenReady(router: { refresh: () => void }): Promise<void> {
  if (await whenReady()) router.refresh()
}
