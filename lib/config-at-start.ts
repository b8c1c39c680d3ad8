/** A process that is not configured ends at its start and says all that is missing, not at somebody's first visit. */
import { config } from './config'

export function checkConfig(): void {
  try {
    config()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
