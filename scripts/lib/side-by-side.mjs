/** Programs that run beside one another under one command. */

const running = new Set()
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})

/** Ends a child with this process, also if this one ends by a failure. */
export function endWithThisProcess(child) {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

/**
 * Returns an output that keeps what it takes until `printNow`, and prints at once from then on.
 *
 * @param {(text: string) => unknown} print
 */
export function printLater(print = (text) => process.stdout.write(text)) {
  let kept = []
  const write = (text) => (kept ? kept.push(text) : print(text))
  return {
    write,
    take: (stream) => stream.setEncoding('utf8').on('data', write),
    printNow() {
      for (const text of kept ?? []) print(text)
      kept = undefined
    },
  }
}
