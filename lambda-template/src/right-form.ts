/** What a caller should have sent, said in every refusal. */
import type { Settings } from './settings'

export function rightFormOf({ queryParameter, methods, requestForm, contract: { features } }: Settings): string {
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

const queryName = (name: string) => name.replace(/[^\p{L}\p{N}.]+/gu, '_').replace(/^_|_$/g, '')
