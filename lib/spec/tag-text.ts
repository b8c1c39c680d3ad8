/**
 * Any text as a tag's value, in the characters that every service takes, and back. API Gateway's own are the fewest:
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html
 */

/** `a-z A-Z 0-9 + - . _ : /`; everything else, `=` included, is `=` and two hexadecimal digits for each byte of UTF-8. */
const plain = /[A-Za-z0-9+\-._:/]/

const maxLength = 256

/** `ana@acme.dev` → `ana=40acme.dev`. What does not fit is cut between characters. */
export function textToTag(text: string, length = maxLength): string {
  let tag = ''
  for (const character of text) {
    const written = plain.test(character) ? character : bytesOf(character)
    if (tag.length + written.length > length) break
    tag += written
  }
  return tag
}

const bytesOf = (character: string): string =>
  [...new TextEncoder().encode(character)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')

/** What was not written by `textToTag` is as it was typed: `ana@acme.dev` of a deploy before, or of somebody's own hand. */
export function textFromTag(tag: string): string {
  const text = decoded(tag)
  return text !== undefined && textToTag(text) === tag ? text : tag
}

function decoded(tag: string): string | undefined {
  try {
    return decodeURIComponent(tag.replace(/=([0-9A-F]{2})/g, '%$1'))
  } catch {
    return undefined
  }
}
