/** Query strings as the gateway reads them: decoded, `;` separates like `&`, a repeated key keeps all its values. */
export function readQuery(rawQuery: string): [string, string][] {
  return rawQuery
    .split(/[&;]/)
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))]
    })
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

/** These must be percent-encoded: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
export const hasForbiddenSigns = (rawQuery: string): boolean => /[|{}]/.test(rawQuery)

/** Keys → all values, and keys → the last; null where there is none. */
export function grouped(pairs: [string, string][]) {
  if (pairs.length === 0) return { single: null, multi: null }
  const multi: Record<string, string[]> = {}
  for (const [key, value] of pairs) multi[key] = [...(multi[key] ?? []), value]
  return { single: Object.fromEntries(pairs), multi }
}
