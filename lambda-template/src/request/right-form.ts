/** What a caller should have sent, said in every refusal. */
import type { Settings } from '../settings'

export function rightFormOf(settings: Settings): string {
  const { queryParameter, methods, requestForm, contract, rightForm } = settings
  if (rightForm) return rightForm
  const { features, input } = contract
  const kind = bodies[input.isPlain ? 'plain' : input.kind]
  if (kind) return `Send ${kind(input.contentType ?? '')}.`
  const names = requestForm === 'named' ? features.map(({ name }) => name) : []
  const [first] = names
  const query = names.slice(0, 2).map((name) => `${encodeURIComponent(queryName(name))}=…`)
  const rows = first === undefined ? '{"data": [[5.1, 3.5, 1.4, 0.2]]}' : `[{${JSON.stringify(first)}: …}]`
  const body = requestForm === 'raw' ? 'the body that the model takes' : `rows as text/csv or as ${rows}`
  const forms = [
    ...(query.length > 0 ? [`features as ?${query.join('&')}`] : []),
    `a row as ?${queryParameter}=5.1,3.5,1.4,0.2`,
    ...(methods.includes('POST') ? [`or POST ${body}`] : []),
  ]
  return `Send ${forms.join(', ')}.`
}

/** What a model takes that takes no rows, each with curl's own words. */
const bodies: Record<string, (contentType: string) => string> = {
  image: (type) => file(type, 'picture', 'image/png'),
  audio: (type) => file(type, 'recording', 'audio/wav'),
  plain: () => `POST the text, with curl --data-binary @text.txt -H 'Content-Type: text/plain'`,
  text: () => json,
  chat: () => json,
  json: () => json,
}

const json = `POST JSON, with curl -d '{…}' -H 'Content-Type: application/json'`

const file = (type: string, noun: string, example: string) =>
  `POST one ${noun}, with curl --data-binary @file -H 'Content-Type: ${type.endsWith('/*') || type === '' ? example : type}' or curl -F file=@file`

const queryName = (name: string) => name.replace(/[^\p{L}\p{N}.]+/gu, '_').replace(/^_|_$/g, '')
