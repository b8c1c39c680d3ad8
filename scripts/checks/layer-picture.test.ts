/** What the picture of the layers says wrong is reported; a picture that is right is not. */
import { expect, test } from 'vitest'
import { faultsOf, pictureIn } from './lib/layer-picture.mjs'

const page = (chart: string) => `# A page\n\n\`\`\`mermaid\nflowchart TD\n${chart}\n\`\`\`\n\nMore.`
const drawn = page(
  '  top["app"]\n  middle["lib/keys, lib/trace"]\n  base["lib/result.ts"]\n  top --> middle\n  middle --> base',
)
const imports: [string, string][] = [
  ['app/page.tsx', 'lib/keys/list.ts'],
  ['lib/keys/list.ts', 'lib/trace/run.ts'],
  ['lib/trace/run.ts', 'lib/result.ts'],
  ['app/page.tsx', 'lib/result.ts'],
]

const faults = (markdown: string, all = imports) => {
  const picture = pictureIn(markdown)
  return picture ? faultsOf(picture, all) : ['no picture']
}

test('arrows, and paths of arrows, that are imports', () => expect(faults(drawn)).toEqual([]))

test.each<[string, string, [string, string][], string]>([
  [
    'an import without an arrow',
    drawn,
    [...imports, ['lib/keys/list.ts', 'app/page.tsx']],
    'no arrows lead from middle to top, and lib/keys/list.ts imports app/page.tsx',
  ],
  [
    'an arrow without an import',
    drawn.replace('top --> middle', 'top --> middle\n  base --> top'),
    imports,
    'an arrow leads from base to top, and nothing there imports the other',
  ],
  ['a part in no box', drawn, [...imports, ['app/page.tsx', 'lib/new/file.ts']], 'lib/new/file.ts is in no box'],
  ['no picture', '# A page', imports, 'no picture'],
])('%s', (_, markdown, all, fault) => expect(faults(markdown, all)).toContain(fault))
