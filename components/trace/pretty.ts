/** JSON on several lines where it is JSON, a proxy answer's body among it; anything else as it is. */
export function pretty(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? JSON.stringify(value, null, 2) : text
  } catch {
    return text
  }
}
