/** Bodies as a page shows them: text to a length, bytes as their size. Pure. */
const longest = 20_000

export const shown = (text: string): string =>
  text.length <= longest
    ? text
    : `${text.slice(0, longest)}\n… ${(text.length - longest).toLocaleString('en')} characters more`

export function shownBytes(bytes: Uint8Array, contentType: string): string {
  if (/^(image|audio|video)\/|octet-stream|x-image|x-npy/.test(contentType)) return sizeText(bytes, contentType)
  try {
    return shown(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return sizeText(bytes, contentType)
  }
}

const sizeText = (bytes: Uint8Array, contentType: string): string =>
  bytes.length === 0 ? '' : `${bytes.length.toLocaleString('en')} bytes${contentType ? ` of ${contentType}` : ''}`
