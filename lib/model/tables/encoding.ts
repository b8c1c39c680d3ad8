/**
 * Bytes of a file become text: UTF-8 and UTF-16 by their marks, everything else by what its bytes can be. The Encoding
 * Standard reads Latin-1 (ISO-8859-1) as Windows-1252, which has every printable sign of it.
 * https://encoding.spec.whatwg.org/#names-and-labels
 */

export const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16, little-endian' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
  { value: 'windows-1252', label: 'Windows-1252 (Latin-1)' },
  { value: 'iso-8859-15', label: 'Latin-9 (ISO-8859-15)' },
  { value: 'windows-1250', label: 'Windows-1250 (Central Europe)' },
  { value: 'windows-1251', label: 'Windows-1251 (Cyrillic)' },
  { value: 'macintosh', label: 'Mac OS Roman' },
  { value: 'shift_jis', label: 'Shift JIS' },
  { value: 'gb18030', label: 'GB 18030' },
] as const

export type Encoding = (typeof encodings)[number]['value']

export const labelOfEncoding = (encoding: Encoding): string =>
  encodings.find(({ value }) => value === encoding)?.label ?? encoding

/** Bytes from the start of a file that `sniffed` looks at. */
const sniffBytes = 4_096

/** The encoding that the first bytes show; undefined if only the whole file can tell UTF-8 from Windows-1252. */
function sniffed(start: Uint8Array): Encoding | undefined {
  const [first, second, third] = start
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  // Latin letters, digits and separators have a zero byte each in UTF-16, and nothing else has any.
  const zeros = [0, 0]
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > start.length / 8 && even === 0) return 'utf-16le'
  return even > start.length / 8 && odd === 0 ? 'utf-16be' : undefined
}

/** Files that are no text, by their first bytes. */
const binaries: [bytes: number[], what: string, remedy: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel workbook or another zip', 'Save the sheet as CSV UTF-8 and choose that file.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook', 'Save the sheet as CSV UTF-8 and choose that file.'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'Write it as CSV: in pandas, df.to_csv("rows.csv", index=False).'],
  [[0x1f, 0x8b], 'compressed with gzip', 'Unpack it and choose the file inside.'],
  [
    [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59],
    'a NumPy array',
    'Write it as CSV: numpy.savetxt("rows.csv", array, delimiter=",").',
  ],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', 'Choose the table that it was made from, as CSV.'],
]

export interface NoText {
  what: string
  remedy: string
}

export const startOf = async (file: Blob): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, sniffBytes).arrayBuffer())

export function noText(start: Uint8Array): NoText | undefined {
  const found = binaries.find(([bytes]) => bytes.every((byte, at) => start[at] === byte))
  return found && { what: found[1], remedy: found[2] }
}

/**
 * Tries the encodings that a file can have, best first, until `read` meets no byte that its encoding cannot have.
 * @param chosen by a person: read without a check, a wrong byte as U+FFFD
 */
export async function inEncoding<T>(
  start: Uint8Array,
  chosen: Encoding | undefined,
  read: (decoder: TextDecoder) => Promise<T>,
): Promise<{ encoding: Encoding; value: T }> {
  const encoding = chosen ?? sniffed(start)
  if (encoding) return { encoding, value: await read(new TextDecoder(encoding)) }
  try {
    return { encoding: 'utf-8', value: await read(new TextDecoder('utf-8', { fatal: true })) }
  } catch (error) {
    // The standard's name of a byte that the encoding cannot have; every other failure is one of the file.
    if (!(error instanceof TypeError)) throw error
    return { encoding: 'windows-1252', value: await read(new TextDecoder('windows-1252')) }
  }
}

/** The text of a file, or of its first bytes, in the encoding that was found. A sign that the cut divides is left out. */
export async function textOf(
  file: Blob,
  mostBytes: number,
  chosen?: Encoding,
): Promise<{ encoding: Encoding; text: string }> {
  const isCut = file.size > mostBytes
  const bytes = new Uint8Array(await file.slice(0, mostBytes).arrayBuffer())
  const { encoding, value } = await inEncoding(bytes.subarray(0, sniffBytes), chosen, async (decoder) =>
    decoder.decode(bytes, { stream: isCut }),
  )
  return { encoding, text: value }
}
