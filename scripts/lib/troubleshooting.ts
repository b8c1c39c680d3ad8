/** The page of known failures, out of the tables by which the trace and the playground decode messages. */
import type { Block, GuidePage } from '../../lib/guide/types'
import { knownFailures } from '../../lib/trace/known-failures'
import { readGuide } from './read-guide'

const sections = [
  { title: 'The browser reports an error', hop: 'browser' },
  { title: 'The invoke URL refuses or fails', hop: 'url' },
  { title: 'The method fails', hop: 'method' },
  { title: 'The function fails', hop: 'function' },
  { title: 'The endpoint or its model fails', hop: 'endpoint' },
] as const

type Known = (typeof knownFailures)[number]

/** @param markdown what stands before the list */
export function troubleshooting(markdown: string): GuidePage {
  const page = readGuide('troubleshooting', markdown)
  const placed = new Set<Known>()
  const blocks = sections.flatMap(({ title, hop }) => {
    const own = knownFailures.filter((one) => !placed.has(one) && one.hops.includes(hop))
    for (const one of own) placed.add(one)
    return own.length > 0 ? [heading(title), ...own.flatMap(failureBlocks)] : []
  })
  const others = knownFailures.filter((one) => !placed.has(one))
  return {
    ...page,
    blocks: [...page.blocks, ...blocks, heading('Before any request'), ...others.flatMap(failureBlocks)],
  }
}

const heading = (text: string): Block => ({
  type: 'heading',
  level: 2,
  id: `at-${text.toLowerCase().replaceAll(' ', '-')}`,
  text,
})

function failureBlocks({ id, title, means, remedy, call, docs }: Known): Block[] {
  return [
    { type: 'heading', level: 3, id, text: title },
    { type: 'paragraph', children: [means] },
    { type: 'paragraph', children: [{ type: 'strong', children: ['What to do: '] }, remedy] },
    {
      type: 'paragraph',
      children: ['Seen at ', { type: 'code', text: call }, '. ', { type: 'link', href: docs, children: ['Source'] }],
    },
  ]
}
