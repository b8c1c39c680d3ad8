/**
 * Makes the pages of `/docs` out of `docs/guide/`, and the list of their sections that the command palette searches. The page
 * of known failures is made from the decoder's own tables, the page of permissions has the generated list of features.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Doc } from '../components/palette/item'
import type { GuidePage } from '../lib/guide/types'
import { readGuide } from './lib/read-guide'
import { troubleshooting } from './lib/troubleshooting'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const text = (path: string) => readFile(join(root, path), 'utf8')

/** In the order in which they are listed. */
const slugs = ['start', 'options', 'by-hand', 'permissions', 'data', 'troubleshooting']

export async function guidePages(): Promise<GuidePage[]> {
  return Promise.all(
    slugs.map(async (slug) => {
      const markdown = await text(`docs/guide/${slug}.md`)
      if (slug === 'troubleshooting') return troubleshooting(markdown)
      if (slug !== 'permissions') return readGuide(slug, markdown)
      const table = (await text('docs/iam/features.md')).split('\n').filter((line) => line.startsWith('|'))
      return readGuide(slug, `${markdown}\n## Which feature needs which permission\n\n${table.join('\n')}\n`)
    }),
  )
}

/** Each page and each of its sections, to be found by title. */
export const indexOf = (pages: GuidePage[]): Doc[] =>
  pages.flatMap(({ slug, title, blocks }) => [
    { href: `/docs/${slug}`, title, page: title },
    ...blocks.flatMap((block) =>
      block.type === 'heading' ? [{ href: `/docs/${slug}#${block.id}`, title: block.text, page: title }] : [],
    ),
  ])

async function writeIfChanged(path: string, source: string): Promise<void> {
  const file = join(root, path)
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== source) await writeFile(file, source)
}

async function main(): Promise<void> {
  const pages = await guidePages()
  const made = '/** Made by scripts/build-guide.ts from docs/guide/. */\n'
  await writeIfChanged(
    'lib/guide/guide.generated.ts',
    `${made}import type { GuidePage } from './types'\n\nexport const guide: GuidePage[] = ${JSON.stringify(pages)}\n`,
  )
  await writeIfChanged(
    'lib/guide/guide-index.generated.ts',
    `${made}export const docs: { href: string; title: string; page: string }[] = ${JSON.stringify(indexOf(pages))}\n`,
  )
  console.log(`docs/guide: ${pages.length} pages`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
