/** Reads a page of `docs/guide/` into plain data. What the console does not draw, HTML above all, ends the build. */
import { lexer, type Token, type Tokens } from 'marked'
import type { Block, GuidePage, Inline } from '../../lib/guide/types'

/** `Rate and burst` → `rate-and-burst`, as GitHub makes it. */
const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .trim()
    .replaceAll(' ', '-')

export function readGuide(slug: string, markdown: string): GuidePage {
  const [first, ...rest] = lexer(markdown).filter((token) => token.type !== 'space')
  if (first?.type !== 'heading' || first.depth !== 1) throw new Error(`${slug}.md has to begin with its title`)
  const blocks = rest.map((token) => blockOf(slug, token))
  const lead = blocks[0]
  if (lead?.type !== 'paragraph') throw new Error(`${slug}.md needs a paragraph below its title`)
  return { slug, title: first.text, summary: textOf(lead.children), blocks }
}

const textOf = (inlines: Inline[]): string =>
  inlines.map((one) => (typeof one === 'string' ? one : one.type === 'code' ? one.text : textOf(one.children))).join('')

function blockOf(page: string, token: Token): Block {
  const inline = (tokens: Token[] | undefined) => (tokens ?? []).map((one) => inlineOf(page, one))
  switch (token.type) {
    case 'heading': {
      const text = textOf(inline(token.tokens))
      return { type: 'heading', level: token.depth === 2 ? 2 : 3, id: slugOf(text), text }
    }
    case 'paragraph':
    case 'text':
      return { type: 'paragraph', children: inline(token.tokens) }
    case 'code':
      return { type: 'code', text: token.text }
    case 'list': {
      const { ordered, items } = token as Tokens.List
      return {
        type: 'list',
        ordered,
        items: items.map((item) => item.tokens.filter((one) => one.type !== 'space').map((one) => blockOf(page, one))),
      }
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table
      return {
        type: 'table',
        head: header.map((cell) => inline(cell.tokens)),
        rows: rows.map((row) => row.map((cell) => inline(cell.tokens))),
      }
    }
    default:
      throw new Error(`${page}.md has ${token.type}, which the console does not draw: ${token.raw.slice(0, 60)}`)
  }
}

function inlineOf(page: string, token: Token): Inline {
  const children = () => ((token as Tokens.Generic).tokens ?? []).map((one: Token) => inlineOf(page, one))
  switch (token.type) {
    case 'text':
    case 'escape':
      return plain(token.text)
    case 'codespan':
      return { type: 'code', text: plain(token.text) }
    case 'strong':
    case 'em':
      return { type: token.type, children: children() }
    case 'link':
      if (!/^(https:\/\/|\/docs(\/|#|$)|#)/.test(token.href)) throw new Error(`${page}.md links to ${token.href}`)
      return { type: 'link', href: token.href, children: children() }
    case 'br':
      return ' '
    default:
      throw new Error(`${page}.md has ${token.type}, which the console does not draw: ${token.raw.slice(0, 60)}`)
  }
}

/** Line breaks of the source are blanks. */
const plain = (text: string): string => text.replaceAll('\n', ' ')
