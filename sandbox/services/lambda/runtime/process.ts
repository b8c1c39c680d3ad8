/** One execution environment: the function's code in a process of its own, with its own environment and memory limit. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync } from 'fflate'

export interface Start {
  code: Buffer
  memoryMb: number
  environment: Record<string, string>
}

type Message =
  | { type: 'ready' }
  | { type: 'init-failed'; error: { errorType: string; errorMessage: string; trace: string[] } }
  | { type: 'log'; text: string }
  | { type: 'response' | 'failed'; payload: string }
  | { type: 'chunk'; base64: string }
  | { type: 'streamed' }
  /** The handler is done, and its answer follows; or does not, because it is too large. */
  | { type: 'returned' }
  | { type: 'too-large' }

export interface Outcome {
  kind: 'response' | 'failed' | 'timed-out' | 'exited' | 'too-large'
  /** All that the function wrote, if it streamed to nobody in particular. */
  payload: string | Buffer
  /** Log lines of this call, the platform's own left out. */
  lines: string[]
  durationMs: number
  maxMemoryMb: number
}

export interface Invocation {
  id: string
  payload: string
  functionArn: string
  timeoutMs: number
  /** Limits an answer that comes as a whole. */
  limitBytes: number
  /** Takes what a function streams while it comes about. */
  sink?: Sink
}

export interface Sink {
  chunk(bytes: Buffer): void
  /** Aborted once nobody reads any more. */
  signal: AbortSignal
}

const bootstrap = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url))

const initLimitMs = 10_000

/** V8's own code and pages, which a heap limit does not count. */
const overheadMb = 64

export class FunctionProcess {
  private readonly folder: string
  private readonly child: ChildProcess
  private readonly ready: Promise<Message>
  private lines: string[] = []
  private listener: (message: Message) => void = () => {}
  private onExit: (code: number | null, signal: string | null) => void = () => {}
  private readonly startedAt = Date.now()
  /** Resolves once the handler was loaded, or could not be. */
  readonly started: Promise<unknown>
  /** Resolves once the process is gone. */
  readonly ended: Promise<void>
  /** Until the handler was loaded; set once. */
  initMs?: number
  dead = false

  constructor(private readonly start: Start) {
    this.folder = mkdtempSync(join(tmpdir(), 'sandbox-function-'))
    for (const [name, bytes] of Object.entries(unzipSync(start.code))) {
      if (name.endsWith('/') || name.split('/').includes('..')) continue
      const path = join(this.folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
    }
    this.child = fork(bootstrap, [], {
      cwd: this.folder,
      // A clean environment: nothing of the sandbox's own reaches the function.
      env: { ...start.environment, LAMBDA_TASK_ROOT: this.folder } as unknown as NodeJS.ProcessEnv,
      execArgv: [`--max-old-space-size=${start.memoryMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.ready = new Promise((resolve) => {
      this.listener = resolve
      this.onExit = (code, signal) =>
        resolve({ type: 'init-failed', error: { ...exitError(code, signal, ''), trace: [] } })
    })
    this.child.on('message', (message: Message) => {
      if (message.type === 'log') this.lines.push(message.text)
      else this.listener(message)
    })
    this.started = this.ready
    this.ended = new Promise((resolve) => {
      this.child.on('error', () => {
        this.stop()
        resolve()
      })
      this.child.on('exit', (code, signal) => {
        this.dead = true
        rmSync(this.folder, { recursive: true, force: true })
        this.onExit(code, signal)
        resolve()
      })
    })
  }

  /** One call at a time. */
  async invoke(invocation: Invocation): Promise<Outcome> {
    await this.initialised()
    const begun = Date.now()
    const deadline = begun + invocation.timeoutMs
    let maxMemoryMb = 0
    const watch = setInterval(() => {
      maxMemoryMb = Math.max(maxMemoryMb, residentMb(this.child.pid))
      if (maxMemoryMb > this.start.memoryMb + overheadMb) this.child.kill('SIGKILL')
    }, 50)
    let timer: NodeJS.Timeout | undefined
    try {
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), invocation.timeoutMs)
      })
      // How long a large answer takes from there to here is none of the function's time.
      const returned = () => clearTimeout(timer)
      const settled = await Promise.race([this.run(invocation, deadline, returned), late])
      maxMemoryMb = Math.max(maxMemoryMb, residentMb(this.child.pid))
      const durationMs = Date.now() - begun
      const lines = this.lines
      this.lines = []
      if (settled !== 'late') return { ...settled, lines, durationMs, maxMemoryMb }
      this.stop()
      return { kind: 'timed-out', payload: '', lines, durationMs, maxMemoryMb }
    } finally {
      clearInterval(watch)
      clearTimeout(timer)
    }
  }

  /**
   * The init phase has ten seconds of its own; what takes longer counts as part of the invocation.
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
   */
  private async initialised(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, initLimitMs)
    })
    await Promise.race([this.ready, late])
    clearTimeout(timer)
  }

  private async run(
    invocation: Invocation,
    deadline: number,
    returned: () => void,
  ): Promise<Pick<Outcome, 'kind' | 'payload'>> {
    const ready = await this.ready
    this.initMs ??= Date.now() - this.startedAt
    if (ready.type === 'init-failed') {
      this.stop()
      return { kind: 'failed', payload: JSON.stringify(ready.error) }
    }
    const { sink, ...call } = invocation
    const gone = () => this.child.connected && this.child.send({ type: 'gone' })
    const chunks: Buffer[] = []
    sink?.signal.addEventListener('abort', gone)
    return new Promise<Pick<Outcome, 'kind' | 'payload'>>((resolve) => {
      this.listener = (message) => {
        if (message.type === 'response' || message.type === 'failed')
          resolve({ kind: message.type, payload: message.payload })
        else if (message.type === 'returned') returned()
        else if (message.type === 'too-large') resolve({ kind: 'too-large', payload: '' })
        else if (message.type === 'streamed') resolve({ kind: 'response', payload: Buffer.concat(chunks) })
        else if (message.type === 'chunk') {
          const bytes = Buffer.from(message.base64, 'base64')
          if (sink) sink.chunk(bytes)
          else chunks.push(bytes)
        }
      }
      this.onExit = (code, signal) =>
        resolve({ kind: 'exited', payload: JSON.stringify(exitError(code, signal, invocation.id)) })
      if (this.dead) this.onExit(null, null)
      else this.child.send({ ...call, deadline })
    }).finally(() => sink?.signal.removeEventListener('abort', gone))
  }

  stop(): void {
    this.dead = true
    this.child.kill('SIGKILL')
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-execution.html */
function exitError(code: number | null, signal: string | null, requestId: string) {
  // V8 aborts where its heap is full; the platform kills. Both are a kill to the caller.
  const how = signal || code === 134 ? 'signal: killed' : `exit status ${code ?? 1}`
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  }
}

/** Resident memory where the system shows it (Linux); 0 elsewhere, where the heap limit alone holds. */
function residentMb(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return (pages * 4096) / (1024 * 1024)
  } catch {
    return 0
  }
}
