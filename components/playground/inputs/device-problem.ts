/** Why a camera or a microphone does not open, and what to do. */
export function deviceProblem(device: 'camera' | 'microphone', error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError')
    return `The browser is not allowed to use the ${device}. Allow it beside the address, or choose a file.`
  if (name === 'NotFoundError') return `There is no ${device} here. Choose a file.`
  if (name === 'NotReadableError') return `Another program holds the ${device}. Close it there, or choose a file.`
  return `The ${device} does not open: browsers allow it on https pages only. Choose a file.`
}
