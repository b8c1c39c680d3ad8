import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What takes longest begins first, so that the end of a run has no one file to wait for. */
const longest = ['faults/matrix', 'lib/trace/broken', 'faults/', 'lib/wiring/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = longest.findIndex((part) => moduleId.includes(`/${part}`))
      // A process that files share, with all that it has imported, ends where the next file in the queue stands alone.
      return (project.config.isolate ? 0 : longest.length + 1) + (at < 0 ? longest.length : at)
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

/** What a file changes for others in its process: its modules, its environment, its clock; or it counts calls, of which others save it some. */
const standsAlone = /\bvi\.(mock|stubEnv|stubGlobal|spyOn|useFakeTimers)\b|process\.env|\.(callsMade|permissionsUsed)\b/

const outside = ['node_modules', '.next', '.git', 'e2e', 'test-results']
export const testFiles = readdirSync(here('.'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !outside.includes(entry.name))
  .flatMap(({ name }) =>
    readdirSync(here(name), { recursive: true, encoding: 'utf8' }).map((path) => `${name}/${path}`),
  )
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.test\.tsx?$/.test(path) && !/^faults\/.*\.long\.test\.ts$/.test(path))

/** Half of the time of short files is what they import; those that share a process share that, too. */
export function projectsOf(files: string[]): TestProjectInlineConfiguration[] {
  const [alone, shared] = [true, false].map((wanted) =>
    files.filter((path) => standsAlone.test(readFileSync(here(path), 'utf8')) === wanted),
  )
  return [
    { extends: true, test: { name: 'shared', include: shared, isolate: false } },
    { extends: true, test: { name: 'alone', include: alone } },
  ]
}

export default defineConfig({
  resolve: {
    alias: {
      '@': here('.'),
      // Outside Next there is no client bundle to guard.
      'server-only': here('./scripts/lib/empty.mjs'),
    },
  },
  test: {
    globalSetup: ['sandbox/testing/global-setup.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Most of the tests wait for the sandbox's clock; two cores carry three.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Against hanging alone: a busy machine takes many times what a quiet one does, and a test means the sandbox's time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: projectsOf(testFiles),
  },
})
