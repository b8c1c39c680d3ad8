/** What a SageMaker container is to the platform: it answers `/ping`, and `/invocations` with a body and its type. */
interface ContainerRequest {
  body: Buffer
  /** Without parameters, lower case; empty where the caller named none. */
  contentType: string
  /** The type as sent; empty if the caller named none. */
  accept: string
  customAttributes?: string
  /** Aborted once nobody waits for the answer any more. */
  signal?: AbortSignal
}

export interface ContainerResponse {
  status: number
  contentType: string
  /** A container that streams gives its body piece by piece. */
  body: Buffer | string | AsyncIterable<Buffer | string>
}

export type Container = (request: ContainerRequest) => ContainerResponse | Promise<ContainerResponse>

/** The whole of a body, however it came. */
export async function wholeBody(body: ContainerResponse['body']): Promise<Buffer> {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return Buffer.from(body)
  const pieces: Buffer[] = []
  for await (const piece of body) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

export const refuse = (status: number, message: string): ContainerResponse => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body: message,
})

/** Says whether an Accept header allows a type; one that is missing allows all. */
export function accepts(accept: string, type: string): boolean {
  const wanted = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '')
  const [family] = type.split('/')
  return accept.trim() === '' || wanted.some((one) => one === type || one === '*/*' || one === `${family}/*`)
}

/** Rows of numbers, or undefined where a cell is none. */
export function csvRows(text: string): number[][] | undefined {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell))))
  return rows.every((row) => row.every(Number.isFinite)) ? rows : undefined
}

export function isNumberRows(value: unknown): value is number[][] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'number'))
  )
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
