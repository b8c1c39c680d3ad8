/** An upload whose checksum trails it comes in chunks: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
export function bodyOf(input: { Body?: Buffer; ContentEncoding?: string }): Buffer {
  const raw = input.Body ?? Buffer.alloc(0)
  if (!input.ContentEncoding?.includes('aws-chunked')) return raw
  const chunks: Buffer[] = []
  let place = 0
  while (place < raw.length) {
    const end = raw.indexOf('\r\n', place)
    const size = Number.parseInt(raw.toString('utf8', place, end), 16)
    if (!(size > 0)) break
    chunks.push(raw.subarray(end + 2, end + 2 + size))
    place = end + 2 + size + 2
  }
  return Buffer.concat(chunks)
}
