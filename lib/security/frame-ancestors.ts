/**
 * Who may show a page in a frame. Nobody the console: a click there could be made by a person who does not see it. A
 * shared page is the only one that may be embedded, and only by the origins that it allows itself.
 */
export const frameAncestors = (pathname: string, allowedByShare: string[]): string[] =>
  pathname.startsWith('/share/') ? allowedByShare : []
