/**
 * Bundles `lambda-template/` to one small file, and what only some functions need to a file of its own (`openai.mjs`). Writes
 * each twice: for people to read, and as a string for the console to put into a function's zip. The same sources give the
 * same bytes.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What `index.ts` loads by this path is a file of its own in the zip, and there only if a function needs it. */
const ownFile: Plugin = {
  name: 'own-file',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/openai\/front$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './openai.mjs', external: true } : undefined,
    )
  },
}

export const bundleHandler = (): Promise<string> => bundle('lambda-template/src/index.ts')
export const bundleOpenAi = (): Promise<string> => bundle('lambda-template/src/openai/front.ts')

async function bundle(entryPoint: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    plugins: [ownFile],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minify: true,
    sourcemap: false,
    write: false,
    // The repository's tsconfig is for the console and must not change these bytes.
    tsconfigRaw: {},
  })
  return outputFiles[0]?.text ?? ''
}

/** An unchanged file keeps its time, so that nothing is built again after it. */
async function writeIfChanged(path: string, text: string): Promise<void> {
  const file = join(root, path)
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function main(): Promise<void> {
  const [source, openAiSource] = await Promise.all([bundleHandler(), bundleOpenAi()])
  await writeIfChanged('lambda-template/dist/index.mjs', source)
  await writeIfChanged('lambda-template/dist/openai.mjs', openAiSource)
  await writeIfChanged(
    'lib/wiring/handler-bundle.generated.ts',
    [
      '/** Made by scripts/build-handler.ts from lambda-template/. */',
      `export const HANDLER_SOURCE: string = ${JSON.stringify(source)}`,
      `export const OPENAI_SOURCE: string = ${JSON.stringify(openAiSource)}`,
      '',
    ].join('\n'),
  )
  for (const [name, text] of Object.entries({ 'index.mjs': source, 'openai.mjs': openAiSource }))
    console.log(`lambda-template/dist/${name}: ${(text.length / 1024).toFixed(1)} KB`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
