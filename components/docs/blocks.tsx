import Link from 'next/link'
import { Fragment } from 'react'
import type { Block, Inline } from '@/lib/guide/types'
import { ScrollRegion } from '../ui/scroll-region'
import { CodeBlock } from '../ui/text/code-block'

/** Draws a page of the documentation; what it is made of has neither identity nor order but its own. */
export function Blocks({ blocks }: { blocks: Block[] }) {
  return keyed(blocks).map(([key, block]) => <OneBlock key={key} block={block} />)
}

/** Nothing in a page moves, so its place is the identity of a part. */
const keyed = <T,>(parts: T[]): [string, T][] => parts.map((part, index) => [String(index), part])

function OneBlock({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading':
      return <Heading {...block} />
    case 'paragraph':
      return (
        <p className="mt-3 text-14">
          <Inlines parts={block.children} />
        </p>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List className={block.ordered ? 'mt-3 list-decimal pl-5 text-14' : 'mt-3 list-disc pl-5 text-14'}>
          {keyed(block.items).map(([key, item]) => (
            <li key={key} className="mt-1 [&>p]:mt-0">
              <Blocks blocks={item} />
            </li>
          ))}
        </List>
      )
    }
    case 'code':
      return (
        <div className="mt-3">
          <CodeBlock boxed code={block.text} label="Example" copied="Example copied" />
        </div>
      )
    case 'table':
      return <GuideTable {...block} />
  }
}

function Heading({ level, id, text }: Extract<Block, { type: 'heading' }>) {
  const Tag = level === 2 ? 'h2' : 'h3'
  return (
    <Tag
      id={id}
      className={
        level === 2
          ? 'mt-9 scroll-mt-[calc(var(--top)+16px)] font-semibold text-16 tracking-tight target:text-accent-fg'
          : 'mt-6 scroll-mt-[calc(var(--top)+16px)] font-semibold text-14 target:text-accent-fg'
      }
    >
      <a href={`#${id}`} className="hover:underline hover:underline-offset-3">
        {text}
      </a>
    </Tag>
  )
}

function GuideTable({ head, rows }: Extract<Block, { type: 'table' }>) {
  return (
    <ScrollRegion
      role="group"
      aria-label="Table"
      className="mt-3 overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full min-w-[560px] text-left">
        <thead>
          <tr>
            {keyed(head).map(([key, cell]) => (
              <th key={key} scope="col" className="border-line border-b px-3 py-2 font-medium text-12 text-fg-2">
                <Inlines parts={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {keyed(rows).map(([key, row]) => (
            <tr key={key} className="align-top">
              {keyed(row).map(([cellKey, cell]) => (
                <td key={cellKey} className="break-words px-3 py-2">
                  <Inlines parts={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Inlines({ parts }: { parts: Inline[] }) {
  return keyed(parts).map(([key, part]) => (
    <Fragment key={key}>
      <OneInline part={part} />
    </Fragment>
  ))
}

function OneInline({ part }: { part: Inline }) {
  if (typeof part === 'string') return part
  if (part.type === 'code') return <code className="rounded-chip bg-sunken px-1 text-[0.92em]">{part.text}</code>
  if (part.type === 'strong') {
    return (
      <strong className="font-semibold">
        <Inlines parts={part.children} />
      </strong>
    )
  }
  if (part.type === 'em') {
    return (
      <em>
        <Inlines parts={part.children} />
      </em>
    )
  }
  return part.href.startsWith('https:') ? (
    <a className="link underline underline-offset-3" href={part.href} target="_blank" rel="noreferrer">
      <Inlines parts={part.children} />
    </a>
  ) : (
    <Link className="link underline underline-offset-3" href={part.href}>
      <Inlines parts={part.children} />
    </Link>
  )
}
