/**
 * Text Embeddings Inference: `{"inputs": text or texts}` in, a vector a text out; its refusals are those of its router.
 * https://huggingface.github.io/text-embeddings-inference/
 */
import { type Container, type ContainerResponse, parsed } from './container'

const refuse = (status: number, contentType: string, body: string): ContainerResponse => ({ status, contentType, body })

/** More texts are refused: the router's `--max-client-batch-size`. */
const mostTexts = 32

export function embeddingsContainer(embed: (text: string) => number[]): Container {
  return ({ body, contentType }) => {
    if (contentType !== 'application/json')
      return refuse(415, 'text/plain; charset=utf-8', 'Expected request with `Content-Type: application/json`')
    const request = parsed(body.toString('utf8')) as { inputs?: unknown } | undefined
    if (request === undefined)
      return refuse(400, 'text/plain; charset=utf-8', 'Failed to parse the request body as JSON')
    const texts = [request?.inputs].flat()
    if (request?.inputs === undefined)
      return refuse(
        422,
        'text/plain; charset=utf-8',
        'Failed to deserialize the JSON body into the target type: missing field `inputs`',
      )
    if (!texts.every((text) => typeof text === 'string'))
      return refuse(
        422,
        'text/plain; charset=utf-8',
        'Failed to deserialize the JSON body into the target type: inputs: data did not match any variant of untagged enum Input',
      )
    const refused = (status: number, error: string, type: string) =>
      refuse(status, 'application/json', JSON.stringify({ error, error_type: type }))
    if (texts.length === 0) return refused(422, '`inputs` cannot be empty', 'Validation')
    if (texts.length > mostTexts)
      return refused(413, `batch size ${texts.length} > maximum allowed batch size ${mostTexts}`, 'Validation')
    return {
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify(texts.map((text) => embed(String(text)))),
    }
  }
}
