/**
 * The Hugging Face container with a text-classification pipeline: `{"inputs": …}` in, the likeliest label out, `top_k` of them
 * if requested. https://huggingface.co/docs/transformers/main_classes/pipelines#transformers.TextClassificationPipeline
 */
import { type Container, type ContainerResponse, parsed } from './containers/container'

interface Request {
  inputs?: unknown
  parameters?: { top_k?: unknown }
}

/** Words refusals like the container's handler: HTTP 400 with a JSON body. */
const refuse = (message: string): ContainerResponse => ({
  status: 400,
  contentType: 'application/json',
  body: JSON.stringify({ code: 400, type: 'InternalServerException', message }),
})

export function textClassificationContainer(classify: (text: string) => number[], labels: string[]): Container {
  const response = (text: string, top: number) =>
    classify(text)
      .map((score, index) => ({ label: labels[index] ?? String(index), score }))
      .sort((a, b) => b.score - a.score)
      .slice(0, top)
  return ({ body, contentType }) => {
    if (contentType !== 'application/json')
      return refuse(`Content type ${contentType} is not supported by this framework.`)
    const request = parsed(body.toString('utf8')) as Request | undefined
    const texts = [request?.inputs].flat()
    if (texts.length === 0 || !texts.every((text) => typeof text === 'string'))
      return refuse("'inputs' must be a text or a list of texts")
    const { top_k: wanted = undefined } = request?.parameters ?? {}
    if (wanted !== undefined && !(Number.isInteger(wanted) && Number(wanted) > 0))
      return refuse("'top_k' must be a whole number above 0")
    const responses = texts.map((text) => response(text as string, Number(wanted ?? 1)))
    // A single text with `top_k` gives its list; without it, each text gives its one label.
    const value = wanted === undefined || !Array.isArray(request?.inputs) ? responses.flat() : responses
    return { status: 200, contentType: 'application/json', body: JSON.stringify(value) }
  }
}
