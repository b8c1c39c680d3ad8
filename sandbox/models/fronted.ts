/** Anyone's own container behind an endpoint: it answers `/ping` and `/invocations`. */
import type { Container } from './container'

/** Says whether `/ping` gives a 200 within two seconds, as SageMaker requires. */
export async function answersPing(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ping`, { signal: AbortSignal.timeout(2_000) })).status === 200
  } catch {
    return false
  }
}

export function frontedContainer(url: string): Container {
  return async ({ body, contentType, accept, customAttributes, signal }) => {
    const answer = await fetch(`${url}/invocations`, {
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
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? 'application/octet-stream',
      body: piecesOf(answer),
    }
  }
}

/** Passes parts on as they arrive, whether the container streams or not. */
async function* piecesOf(answer: Response): AsyncGenerator<Buffer> {
  for await (const piece of answer.body ?? []) yield Buffer.from(piece)
}
