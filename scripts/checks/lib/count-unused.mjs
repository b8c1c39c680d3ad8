/**
 * Reports to knip how much was read: without it, a check that reads nothing looks like one that finds nothing.
 * https://knip.dev/features/reporters#custom-reporters
 *
 * @type {import('knip').Reporter}
 */
export default function countUnused({ report, counters, isProduction }) {
  const found = Object.keys(report).reduce((sum, kind) => sum + (report[kind] ? counters[kind] : 0), 0)
  if (counters.processed === 0) process.exitCode = 1
  console.log(
    `${counters.processed} files${isProduction ? ' of production, with their packages' : ''}: ${found === 0 ? 'nothing unused' : `${found} problems`}`,
  )
}
