import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What takes longest begins first, so that the end of a run has no one file to wait for. */
const longest = ['faults/matrix', 'lib/trace/broken', 'faults/', 'lib/wiring/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((part) => moduleId.includes(`/${part}`))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
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
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', '.next/**', 'e2e/**', 'faults/*.long.test.ts'],
    globalSetup: ['sandbox/testing/global-setup.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Most of the tests wait for the sandbox's clock; two cores carry three.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Against hanging alone: a busy machine takes many times what a quiet one does, and a test means the sandbox's time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
