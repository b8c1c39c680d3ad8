import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './lib/install.mjs'
import { filesOfPlaywright, filesOfVitest, tenSlowest } from './lib/slowest-files.mjs'

const spec = (...durations: number[]) => ({ tests: [{ results: durations.map((duration) => ({ duration })) }] })

it('sums what the tests of a browser file took, those of its groups too', () => {
  const config = { rootDir: join(root, 'e2e') }
  const suites = [
    {
      file: 'keys.spec.ts',
      specs: [spec(3_000), spec(200)],
      suites: [{ file: 'keys.spec.ts', specs: [spec(50, 50)] }],
    },
  ]
  expect(filesOfPlaywright({ config, suites })).toEqual([{ file: 'e2e/keys.spec.ts', ms: 3_300 }])
})

it('names the ten files of both runners that took longest, the longest first', () => {
  const testResults = Array.from({ length: 12 }, (_, at) => ({
    name: join(root, `lib/${at}.test.ts`),
    startTime: 5_000,
    endTime: 5_000 + at * 1_000,
  }))
  const printed = tenSlowest([...filesOfVitest({ testResults }), { file: 'e2e/keys.spec.ts', ms: 10_540 }])
  const lines = printed.split('\n').filter((line) => line.includes(' s  '))
  expect(lines.slice(0, 3)).toEqual([
    '    11.0 s  lib/11.test.ts',
    '    10.5 s  e2e/keys.spec.ts',
    '    10.0 s  lib/10.test.ts',
  ])
  expect(lines).toHaveLength(10)
})
