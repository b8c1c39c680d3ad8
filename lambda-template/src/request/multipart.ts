/** The one file of a form: `multipart/form-data`, as `curl -F` and HTML forms send it. https://www.rfc-editor.org/rfc/rfc7578 */

interface Part {
  name: string
  /** Present for a file. */
  fileName?: string
  contentType?: string
  content: Uint8Array<ArrayBuffer>
}

interface FormFile {
  body: Uint8Array<ArrayBuffer>
  contentType: string
}

type Form = { file: FormFile } | { fields: [name: string, value: string][] } | { problem: string }

/** More parts than a form of one file has. */
const mostParts = 20

/** Types of files by the end of their names, where the sender says only that they are bytes, as curl does. */
const typesByEnd = new Map(
  Object.entries({
    csv: 'text/csv',
    json: 'application/json',
    jsonl: 'application/jsonlines',
    txt: 'text/plain',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    webp: 'image/webp',
    gif: 'image/gif',
    bmp: 'image/bmp',
    wav: 'audio/wav',
    mp3: 'audio/mpeg',
    flac: 'audio/flac',
    ogg: 'audio/ogg',
    npy: 'application/x-npy',
    parquet: 'application/x-parquet',
  }),
)
const bytes = 'application/octet-stream'

/** @param usual the type of a file that has none of its own */
export function readMultipart(body: Uint8Array<ArrayBuffer>, contentType: string, usual: string | undefined): Form {
  const parts = partsOf(body, contentType)
  if (!parts) return { problem: 'The body says multipart/form-data and is no form that can be read' }
  if (parts.length > mostParts) return { problem: `The form has more than ${mostParts} parts` }
  const files = parts.filter(
    ({ fileName, content }) => fileName !== undefined && (fileName !== '' || content.length > 0),
  )
  const fields = parts.filter(({ fileName, content }) => fileName === undefined && content.length > 0)
  const [file, ...others] = files
  if (others.length > 0) {
    const names = files.slice(0, 3).map(({ fileName, name }) => (fileName || name).slice(0, 64))
    return {
      problem: `The form has ${files.length} files (${names.join(', ')}), and the model takes one: send each by itself`,
    }
  }
  if (!file) return { fields: fields.map(({ name, content }) => [name, new TextDecoder().decode(content)]) }
  if (fields[0])
    return {
      problem: `The form has the field ${fields[0].name.slice(0, 64)} beside its file, and the model takes the file alone`,
    }
  return { file: { body: file.content, contentType: typeOf(file, usual) } }
}

function typeOf({ contentType, fileName = '' }: Part, usual: string | undefined): string {
  if (contentType && contentType.toLowerCase() !== bytes) return contentType
  return typesByEnd.get(fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()) ?? usual ?? bytes
}

/** Each byte is looked at a fixed number of times. @returns undefined where the form has no end */
function partsOf(body: Uint8Array<ArrayBuffer>, contentType: string): Part[] | undefined {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType)
  const name = boundary?.[1] ?? boundary?.[2]
  if (!name) return undefined
  const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const line = Buffer.from(`\r\n--${name}`)
  const parts: Part[] = []
  // What stands before the first boundary counts for nothing.
  let at = whole.subarray(0, line.length - 2).equals(line.subarray(2)) ? line.length - 2 : endOf(whole, line, 0)
  while (at >= 0 && parts.length <= mostParts) {
    if (whole.toString('latin1', at, at + 2) === '--') return parts
    const end = whole.indexOf(line, at)
    if (end < 0) return undefined
    const part = readPart(whole.subarray(at, end))
    if (!part) return undefined
    parts.push(part)
    at = end + line.length
  }
  return at < 0 ? undefined : parts
}

function endOf(whole: Buffer, line: Buffer, from: number): number {
  const found = whole.indexOf(line, from)
  return found < 0 ? -1 : found + line.length
}

function readPart(part: Buffer): Part | undefined {
  const end = part.indexOf('\r\n\r\n')
  if (end < 0 || end > 8_192) return undefined
  const headers = part.toString('utf8', 0, end).split('\r\n')
  const header = (name: string) =>
    headers
      .find((one) => one.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  const disposition = header('content-disposition') ?? ''
  const name = parameterOf(disposition, 'name')
  if (name === undefined) return undefined
  // Older clients write a name outside ASCII in the extended form alone, which makes it a file all the same.
  const fileName = parameterOf(disposition, 'fileName') ?? parameterOf(disposition, 'extended')
  return { name, fileName, contentType: header('content-type'), content: new Uint8Array(part.subarray(end + 4)) }
}

/** A value in quotes, as browsers and curl write it, or a word, as .NET does. */
const parameters = {
  name: /;\s*name=(?:"([^"]*)"|([^\s;"]+))/i,
  fileName: /;\s*filename=(?:"([^"]*)"|([^\s;"]+))/i,
  extended: /;\s*filename\*=(?:"([^"]*)"|([^\s;"]+))/i,
}

function parameterOf(header: string, which: keyof typeof parameters): string | undefined {
  const found = parameters[which].exec(header)
  return found?.[1] ?? found?.[2]
}
