/** Finds the test files that need more than their process: an account in the sandbox, or a browser. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './install.mjs'

/** The ways to a sandbox and to a browser, as a path of the repository or the name of a package. */
const more = /^(sandbox\/testing\/|sandbox\/main\.ts$|scripts\/lib\/(servers|sandbox-and-console)\.mjs$|@?playwright\b)/

/** Reads the sandbox's address, which sandbox/testing/global-setup.ts provides. */
const readsAddress = /\binject\('sandbox'\)/

/**
 * Returns those of `files` that read the sandbox's address or import one of these ways, themselves or by other modules.
 * Imports of types do not count.
 *
 * @param {string[]} files paths from `directory`
 * @returns {Promise<Set<string>>}
 */
export async function needingMore(files, directory = root) {
  const { metafile } = await build({
    absWorkingDir: directory,
    // One module that imports all of them: as entries, every module would be bundled or split once for each file.
    stdin: { contents: files.map((path) => `import ${JSON.stringify(`./${path}`)}`).join('\n'), resolveDir: directory },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
    outdir: 'nowhere',
    logLevel: 'error',
  })
  const modules = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>')
  const needing = new Set(modules.filter((path) => readsAddress.test(readFileSync(join(directory, path), 'utf8'))))
  /** The modules that a file leads to, itself among them. */
  const reach = (path, seen = new Set()) => {
    if (seen.has(path)) return seen
    seen.add(path)
    for (const one of metafile.inputs[path]?.imports ?? []) reach(one.path, seen)
    return seen
  }
  return new Set(files.filter((file) => [...reach(file)].some((path) => needing.has(path) || more.test(path))))
}
