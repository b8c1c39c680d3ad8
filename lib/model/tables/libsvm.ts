/** libsvm's text form of sparse rows: `1 3:0.5 7:1`, with a label first and then index and value. */

const line = /^[+-]?[\d.eE+-]+(?: +qid:\d+)?(?: +\d+:[+-]?[\d.eE+-]+)+ *(?:#.*)?$/

/** The first lines show it: nothing else has a colon in each cell after the first. */
export const isLibsvm = (sample: string): boolean => {
  const lines = sample
    .split('\n', 6)
    .slice(0, 5)
    .map((one) => one.replaceAll('\t', ' ').trim())
  const filled = lines.filter((one) => one !== '')
  return filled.length > 0 && filled.every((one) => one.length < 20_000 && line.test(one))
}

export const libsvmRefusal = {
  message: 'This is libsvm: a label, then index:value for each feature that is not zero.',
  remedy: 'Write it as CSV with every feature in its column, or send it to a raw URL with content type text/libsvm.',
}
