/** The documentation is whole: every option has a section, every known failure is explained, and no link leads nowhere. */
import { describe, expect, it } from 'vitest'
import { helpOf } from '../../components/deploy/help-of'
import { valuesOf } from '../../components/deploy/values/form-values'
import { optionForms } from '../../components/deploy/values/option-values'
import { guidePages, indexOf } from '../../scripts/build-guide'
import { readGuide } from '../../scripts/lib/read-guide'
import { refusalKinds } from '../model/refusals/table'
import { defaultSpec } from '../spec/defaults'
import { knownFailures } from '../trace/known-failures'
import { optionSections } from './option-help'
import type { Block, Inline } from './types'

const pages = await guidePages()
const addresses = indexOf(pages).map(({ href }) => href)
const options = pages.find(({ slug }) => slug === 'options')?.blocks ?? []

const linksIn = (parts: Inline[]): string[] =>
  parts.flatMap((part) => {
    if (typeof part === 'string' || part.type === 'code') return []
    return [...(part.type === 'link' ? [part.href] : []), ...linksIn(part.children)]
  })
const linksOf = (block: Block): string[] => (block.type === 'paragraph' ? linksIn(block.children) : [])

/** The links of a section of the page of options, up to the next heading. */
function linksBelow(id: string): string[] {
  const from = options.findIndex((block) => block.type === 'heading' && block.id === id)
  const rest = options.slice(from + 1)
  const end = rest.findIndex((block) => block.type === 'heading')
  return rest.slice(0, end < 0 ? undefined : end).flatMap(linksOf)
}

describe('options', () => {
  const fields = [...Object.keys(valuesOf(defaultSpec('iris', 'Real-time'))), 'memoryMb', 'logRetentionDays']

  it.each(fields)('%s has a section and a source', (field) => {
    const help = helpOf(field)
    expect(addresses).toContain(help?.href)
    expect(help?.source).toMatch(/^https:\/\//)
  })

  it('sections explain no field that there is not', () => {
    const explained = Object.values(optionSections).flatMap((section) => section.fields)
    expect(explained.filter((field) => ![...fields, 'timeoutSeconds'].includes(field))).toEqual([])
  })

  const sources = [
    ...Object.entries(optionSections).map(([section, { source }]) => [section, source]),
    ...optionForms.map(([, { setting }]) => [setting.help.section, setting.help.source]),
  ]

  it.each(sources)('%s links to the same source in the text: %s', (section = '', source) => {
    expect(linksBelow(section)).toContain(source)
  })
})

describe('pages', () => {
  it('have addresses that lead to one place each', () => {
    expect(addresses.filter((one, index) => addresses.indexOf(one) !== index)).toEqual([])
  })

  it('link to pages and sections that there are', () => {
    const links = pages.flatMap(({ blocks }) => blocks.flatMap(linksOf)).filter((href) => href.startsWith('/docs'))
    expect(links.filter((href) => href !== '/docs' && !addresses.includes(href))).toEqual([])
  })

  it('explain every failure that the decoder knows', () => {
    const ids = [...knownFailures, ...refusalKinds].map(({ id }) => `/docs/troubleshooting#${id}`)
    expect(ids.filter((one) => !addresses.includes(one))).toEqual([])
  })

  it.each([
    ['HTML', '# A\n\nb\n\n<script>alert(1)</script>\n'],
    ['HTML in a line', '# A\n\nb <b onclick="x">c</b>\n'],
    ['a picture', '# A\n\n![b](https://example.com/b.png)\n'],
    ['a link that runs code', '# A\n\n[b](javascript:alert(1))\n'],
    ['no title', 'a\n'],
  ])('refuse %s', (_, markdown) => {
    expect(() => readGuide('a', markdown)).toThrow(/^a\.md/)
  })
})
