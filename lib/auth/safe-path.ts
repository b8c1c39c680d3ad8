/** Only paths of this console: an address of somebody else's would make the sign-in page their accomplice. */
export function safePath(value: unknown, origin: string): string {
  if (typeof value !== 'string' || !URL.canParse(value, origin)) return '/'
  const url = new URL(value, origin)
  // A path that begins with two slashes names a host: `/.//evil.example` is parsed into one.
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}
