/** A message as it was written, out of the quotes, escapes and entities that each hop on its way added. */

/** An error's own line begins or ends a long one: a trace of calls lies in between. */
const longestPart = 15_000

export function plainWords(message: string): string {
  const cut =
    message.length > 2 * longestPart ? `${message.slice(0, longestPart)} ${message.slice(-longestPart)}` : message
  return cut
    .replace(/\\{1,8}u0027|&#39;|&#x27;|\\{1,8}'/g, "'")
    .replace(/\\{1,8}u0022|&quot;|&#34;|\\{1,8}"/g, '"')
    .replace(/\\{1,8}[nrt]/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s+/g, ' ')
    .trim()
}
