/** Anyone's own container behind an endpoint: it answers `/ping` and `/invocations`. */
import type { Container } from './container'

/** Says whether `/ping` gives a 200 within two seconds, as SageMaker requires. */
export async function respondsToPing(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ping`, { signal: AbortSignal.timeout(2_000) })).status === 200
  } catch {
    return false
  }
}

export function frontedContainer(url: string): Container {
  return async ({ body, contentType, accept, customAttributes, signal }) => {
    const response = await fetch(`${url}/invocations`, {
      method: 'POST',
      headers: {
        ...(contentType ? { 'content-type': contentType } : {}),
        ...(accept ? { accept } : {}),
        ...(customAttributes ? { 'x-amzn-sagemaker-custom-attributes': customAttributes } : {}),
      },
      body: new Uint8Array(body),
      signal,
    })
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'application/octet-stream',
      body: piecesOf(response),
    }
  }
}

/** Passes parts on as they arrive, whether the container streams or not. */
async function* piecesOf(response: Response): AsyncGenerator<Buffer> {
  for await (const piece of response.body ?? []) yield Buffer.from(piece)
}
