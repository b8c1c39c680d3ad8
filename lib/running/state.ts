/** Whether this process is shutting down. On `globalThis`, as a signal's handler and a route get different instances of a module. */
const shared = globalThis as typeof globalThis & { porticoDraining?: boolean }

export const isDraining = (): boolean => shared.porticoDraining === true

export function startDraining(): void {
  shared.porticoDraining = true
}
