/** Runs once when a process starts. The constant is Next's own, set when it builds, and no configuration. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { checkConfig } = await import('./lib/config-at-start')
  checkConfig()
  const { startRunning } = await import('./lib/start-up/at-start')
  await startRunning()
}
