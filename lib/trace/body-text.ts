/** Bodies as a page shows them: text to a length, bytes as their size. Pure. */
import { plural } from '../plural'

const longest = 20_000

export const shown = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}\n… ${plural(text.length - longest, 'character')} more`

export function shownBytes(bytes: Uint8Array, contentType: string): string {
  if (/^(image|audio|video)\/|octet-stream|x-image|x-npy/.test(contentType)) return sizeText(bytes, contentType)
  try {
    return shown(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return sizeText(bytes, contentType)
  }
}

const sizeText = (bytes: Uint8Array, contentType: string): string =>
  bytes.length === 0 ? '' : `${plural(bytes.length, 'byte')}${contentType ? ` of ${contentType}` : ''}`
