/**
 * Bundles `lambda-template/` to one small file, and writes it twice: for people to read, and as a string for the console
 * to put into a function's zip. The same sources give the same bytes.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export async function bundleHandler(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['lambda-template/src/index.ts'],
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
  const source = await bundleHandler()
  await writeIfChanged('lambda-template/dist/index.mjs', source)
  await writeIfChanged(
    'lib/wiring/handler-bundle.generated.ts',
    `/** Made by scripts/build-handler.ts from lambda-template/. */\nexport const HANDLER_SOURCE: string = ${JSON.stringify(source)}\n`,
  )
  console.log(`lambda-template/dist/index.mjs: ${(source.length / 1024).toFixed(1)} KB`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
