/** `model;dur=12.3, handler;dur=1.2` in ms by name. https://www.w3.org/TR/server-timing/ */
export function readServerTiming(header: string | null): Record<string, number> {
  const entries = (header ?? '').split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const duration = parameters.find((piece) => piece.startsWith('dur='))?.slice(4)
    return [name, Number(duration)] as const
  })
  return Object.fromEntries(entries.filter(([name, ms]) => name !== '' && Number.isFinite(ms)))
}
