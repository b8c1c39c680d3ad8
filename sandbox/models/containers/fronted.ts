/** Anyone's own container behind an endpoint: it answers `/ping` and `/invocations`. */
import type { Container } from './container'

/** How often a new container is called to hear whether it is well. */
const pings = 4

/**
 * Says whether `/ping` gives a 200 within two seconds, as SageMaker requires. It asks again while a container starts.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html#your-algorithms-inference-algo-ping-requests
 */
export async function respondsToPing(url: string): Promise<boolean> {
  for (let ping = 1; ping <= pings; ping += 1)
    try {
      return (await fetch(`${url}/ping`, { signal: AbortSignal.timeout(2_000) })).status === 200
    } catch (error) {
      // Nobody listens there, so nothing is starting.
      if (!(error instanceof DOMException)) return false
    }
  return false
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
