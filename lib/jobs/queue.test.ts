import { describe, expect, it } from 'vitest'
import { FairQueue } from './queue'

/** Work that ends when the test says so, and a record of what began. */
function stage(width: number) {
  const queue = new FairQueue(width)
  const began: string[] = []
  const positions = new Map<string, number[]>()
  const ends = new Map<string, () => void>()
  const start = (owner: string, name: string) =>
    queue.run(
      owner,
      () => {
        began.push(name)
        return new Promise<void>((end) => ends.set(name, end))
      },
      (ahead) => positions.set(name, [...(positions.get(name) ?? []), ahead]),
    )
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { start, end, began, positions }
}

describe('the queue', () => {
  it('runs so many side by side, and the rest in their order', async () => {
    const { start, end, began } = stage(2)
    const all = ['a', 'b', 'c', 'd'].map((name) => start('ana', name))
    expect(began).toEqual(['a', 'b'])
    await end('b')
    expect(began).toEqual(['a', 'b', 'c'])
    await end('a')
    await end('c')
    await end('d')
    await Promise.all(all)
    expect(began).toEqual(['a', 'b', 'c', 'd'])
  })

  it('takes one of each person in turn', async () => {
    const { start, end, began } = stage(1)
    for (const name of ['a1', 'a2', 'a3']) void start('ana', name)
    void start('bo', 'b1')
    for (const name of ['a1', 'a2', 'b1', 'a3']) await end(name)
    expect(began).toEqual(['a1', 'a2', 'b1', 'a3'])
  })

  it('says how many are ahead, each time that it changes', async () => {
    const { start, end, positions } = stage(1)
    void start('ana', 'a')
    void start('ana', 'b')
    void start('ana', 'c')
    expect(positions.get('a')).toBeUndefined()
    expect(positions.get('c')?.at(-1)).toBe(1)
    await end('a')
    expect(positions.get('c')?.at(-1)).toBe(0)
  })

  it('goes on after work that failed', async () => {
    const queue = new FairQueue(1)
    await expect(
      queue.run(
        'ana',
        () => Promise.reject(new Error('no')),
        () => {},
      ),
    ).rejects.toThrow('no')
    expect(
      await queue.run(
        'ana',
        async () => 'next',
        () => {},
      ),
    ).toBe('next')
  })
})
