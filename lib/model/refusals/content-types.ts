/** What containers say of the media type of a body, or of the one that they should answer in. */
import { at, inOptions, type RefusalKind, type Values } from './refusal'

/** By what the container says that it takes, else by what it did not. */
function otherType({ accepted, type }: Values): string {
  const taken: string[] = accepted?.match(/(?:text|application|image|audio)\/[\w.+-]{1,60}/g) ?? []
  if (taken.includes('text/csv')) return `Choose Input “Rows of features” ${inOptions}: it sends text/csv.`
  if (taken.includes('application/json')) return `Choose Input “Other JSON” ${inOptions}: it sends application/json.`
  if (taken.length > 0) return `Send ${taken.slice(0, 4).join(' or ')} as Content-Type.`
  if (type === 'text/csv')
    return `Choose the input of the model’s kind ${inOptions}: “Text”, “Chat” or “Other JSON” send JSON.`
  if (type && /json/.test(type))
    return `Choose Input “Rows of features” ${inOptions}: it sends text/csv, and {"data": [[…]]} becomes CSV.`
  return `Choose the input of the model’s kind ${inOptions}: rows send text/csv, “Text” and “Chat” send JSON, files their own type.`
}

export const contentTypeRefusals: RefusalKind[] = [
  {
    id: 'accept',
    at: 'model',
    says: [
      /\baccept(?:ed)?(?: type)?:? ['"]?(?<type>[\w*]{1,40}\/[\w.*+-]{1,80})['"]? (?:is )?not supported/i,
      /requested unsupported (?:content type in the )?accept(?: header)?/i,
      /\(406\)|^406$|\b406 not acceptable/i,
    ],
    title: 'The model cannot answer in the requested type',
    means: ({ type }) =>
      type
        ? `The request’s Accept is ${type}, which this container does not write.`
        : 'The request’s Accept names a media type that this container does not write.',
    remedy: 'Leave Accept out, or say */*: the container then answers in its own type.',
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'content-type',
    at: 'model',
    says: [
      /(?<type>[\w.+/-]{1,80}) is not an accepted ContentType: (?<accepted>[^"]{1,300})/i,
      /expected request with `?Content-Type: (?<accepted>[\w.+/-]{1,80})/i,
      /content[- ]?type(?: header value)?:? ['"]?(?<type>\w{1,40}\/[\w.+-]{1,80})['"]? (?:is )?not support(?:ed)?/i,
      /unsupported (?:media|content)[- ]?type:? ?['"]?(?<type>\w{1,40}\/[\w.+-]{1,80})/i,
      /unsupported (?:media|content)[- ]?type/i,
      /\(415\)|^415$|\b415 unsupported/i,
    ],
    title: 'The model does not take this content type',
    means: ({ type }) =>
      `Each container takes some media types and refuses all others${type?.includes('/') ? `: this one refuses ${type}` : ''}.`,
    remedy: otherType,
    visitor: 'This kind of file or text is not what the model reads.',
    source: at.sagemaker('cdf-inference.html'),
  },
]
