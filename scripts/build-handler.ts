/**
 * Bundles `lambda-template/` to one small file, and what only some functions need to files of their own (`openai.mjs`). Writes
 * each twice: for people to read, and as a string for the console to put into a function's zip. The same sources give the
 * same bytes.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What the handler loads by these paths is a file of its own in the zip, and there only if a function needs it. */
const parts = {
  './openai/front': 'openai.mjs',
  './mcp': 'mcp.mjs',
  './invoke-async': 'async.mjs',
}

const ownFiles: Plugin = {
  name: 'own-files',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ kind, path }) => {
      const file = kind === 'dynamic-import' ? Object.entries(parts).find(([part]) => part === path)?.[1] : undefined
      return file ? { path: `./${file}`, external: true } : undefined
    })
  },
}

export const bundleHandler = (): Promise<string> => bundle('lambda-template/src/index.ts')

/** Bundles the files that only some functions need, by their names in the zip. */
const bundleParts = async (): Promise<[file: string, source: string][]> =>
  Promise.all(
    Object.entries(parts).map(
      async ([part, file]): Promise<[string, string]> => [
        file,
        await bundle(join('lambda-template/src', `${part}.ts`)),
      ],
    ),
  )

async function bundle(entryPoint: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    plugins: [ownFiles],
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
  const [source, others, authorizer] = await Promise.all([
    bundleHandler(),
    bundleParts(),
    bundle('lambda-template/src/authorizer.ts'),
  ])
  const files = [['index.mjs', source] as const, ...others, ['authorizer.mjs', authorizer] as const]
  for (const [name, text] of files) await writeIfChanged(`lambda-template/dist/${name}`, text)
  await writeIfChanged(
    'lib/wiring/handler-bundle.generated.ts',
    [
      '/** Made by scripts/build-handler.ts from lambda-template/. */',
      `export const HANDLER_SOURCE: string = ${JSON.stringify(source)}`,
      '/** By their names in the zip. */',
      `export const HANDLER_PARTS = ${JSON.stringify(Object.fromEntries(others))}`,
      '',
    ].join('\n'),
  )
  await writeIfChanged(
    'lib/wiring/handler-bundle-authorizer.generated.ts',
    [
      '/** Made by scripts/build-handler.ts from lambda-template/src/authorizer.ts, which is a function of its own. */',
      `export const AUTHORIZER_SOURCE: string = ${JSON.stringify(authorizer)}`,
      '',
    ].join('\n'),
  )
  for (const [name, text] of files) console.log(`lambda-template/dist/${name}: ${(text.length / 1024).toFixed(1)} KB`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
