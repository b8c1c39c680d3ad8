import { defineConfig } from 'vitest/config'
import { needingMore } from './scripts/lib/needing-more.mjs'
import base, { projectsOf, testFiles } from './vitest.config.ts'

/** Only the tests that need no sandbox: nothing is started before them. */
export default defineConfig(async () => {
  const more = await needingMore(testFiles)
  const projects = projectsOf(testFiles.filter((path) => !more.has(path)))
  return { ...base, test: { ...base.test, globalSetup: [], projects } }
})
