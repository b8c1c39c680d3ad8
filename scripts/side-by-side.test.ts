import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { printLater } from './lib/side-by-side.mjs'

describe('an output that is printed later', () => {
  it('keeps all that it takes, in order, and prints at once afterwards', () => {
    const printed: string[] = []
    const output = printLater((text) => printed.push(text))
    const stream = new PassThrough()
    output.take(stream)
    output.write('built\n')
    stream.emit('data', '1 passed\n')
    expect(printed).toEqual([])
    output.printNow()
    expect(printed).toEqual(['built\n', '1 passed\n'])
    stream.emit('data', '2 passed\n')
    output.write('playwright: 2 passed\n')
    expect(printed.slice(2)).toEqual(['2 passed\n', 'playwright: 2 passed\n'])
    output.printNow()
    expect(printed).toHaveLength(4)
  })

  it('cuts no character in two', async () => {
    const printed: string[] = []
    const output = printLater((text) => printed.push(text))
    output.printNow()
    const stream = new PassThrough()
    output.take(stream)
    const bytes = Buffer.from('✓ passed')
    stream.write(bytes.subarray(0, 1))
    stream.end(bytes.subarray(1))
    await new Promise((resolve) => stream.once('end', resolve))
    expect(printed.join('')).toBe('✓ passed')
  })
})
