/** What a process sets up once, when it starts. */
import { config } from '../config'
import { startSweeping } from '../share/sweep'
import { drainOnSignal } from './shut-down'

export function startRunning(): void {
  drainOnSignal(config().shutdownSeconds)
  startSweeping()
}
