import { defineConfig } from 'vitest/config'
import base from './vitest.config'

/** Every fault case and every broken wiring of the trace, those besides that are too long for `npm test`: kills of the process at each write. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: undefined,
    env: { ...base.test?.env, EVERY_FAULT: '1' },
    include: ['faults/*.test.ts', 'lib/trace/broken.test.ts'],
    exclude: ['node_modules/**'],
    maxWorkers: 1,
    testTimeout: 3_600_000,
  },
})
