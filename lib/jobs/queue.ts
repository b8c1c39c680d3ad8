/**
 * A fair queue: each person's work in its order, one of each person in turn, so that twenty deploys of one do not make
 * another wait for all of them. Pure.
 */
interface Waiting {
  begin: () => void
  moved: (ahead: number) => void
}

export class FairQueue {
  private readonly lines = new Map<string, Waiting[]>()
  private running = 0

  /** @param width how many run side by side */
  constructor(private readonly width: number) {}

  /**
   * Runs the work when its turn comes.
   * @param moved called with how many are ahead, at first and each time that it changes; never where it begins at once
   * @param left aborted by who no longer waits: the work is never run then, and the others move up
   * @returns undefined if it left before its turn
   */
  async run<T>(
    owner: string,
    work: () => Promise<T>,
    moved: (ahead: number) => void,
    left?: AbortSignal,
  ): Promise<T | undefined> {
    if (this.running >= this.width) {
      const isNext = await new Promise<boolean>((resolve) => {
        const one = { begin: () => resolve(true), moved }
        left?.addEventListener('abort', () => this.leave(owner, one) && resolve(false), { once: true })
        this.lines.set(owner, [...(this.lines.get(owner) ?? []), one])
        this.notify()
      })
      if (!isNext) return undefined
    } else this.running++
    try {
      return await work()
    } finally {
      const next = this.take()
      if (next) next.begin()
      else this.running--
      this.notify()
    }
  }

  /** The first of the person whose turn it is; the person then goes to the end. */
  private take(): Waiting | undefined {
    const [first] = this.lines
    if (!first) return undefined
    const [owner, [next, ...rest]] = first
    this.lines.delete(owner)
    if (rest.length > 0) this.lines.set(owner, rest)
    return next
  }

  /** @returns whether it was still waiting */
  private leave(owner: string, one: Waiting): boolean {
    const line = this.lines.get(owner) ?? []
    const rest = line.filter((other) => other !== one)
    if (rest.length === line.length) return false
    if (rest.length > 0) this.lines.set(owner, rest)
    else this.lines.delete(owner)
    this.notify()
    return true
  }

  private notify(): void {
    for (const [ahead, one] of this.order().entries()) one.moved(ahead)
  }

  /** In turn, as they will begin. */
  private order(): Waiting[] {
    const lines = [...this.lines.values()]
    const longest = Math.max(0, ...lines.map((line) => line.length))
    return Array.from({ length: longest }, (_, index) => lines.flatMap((line) => line.slice(index, index + 1))).flat()
  }
}
