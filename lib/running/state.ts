/** Says whether this process is shutting down. */
import { processWide } from '../process-wide'

const state = processWide('running', () => ({ draining: false }))

export const isDraining = (): boolean => state.draining

export function startDraining(): void {
  state.draining = true
}
