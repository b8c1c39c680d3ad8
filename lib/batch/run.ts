/**
 * Sends a table's rows through the public API. Several requests run at once; each answer says what becomes of its rows
 * and at which pace to go on. A request that the model refuses is halved until only the bad rows fail. One that nothing
 * would fix stops the run, and says why.
 */
import type { FeatureContract } from '../model/contract/contract'
import { type BatchResponse, type Likeness, type Outcome, outcomeOf, readPredictions } from './outcome'
import { afterResponse, type Limits, later, type Pace, startingPace, throttled, tooMuch, waitMs } from './pace'
import { createQueue, type Piece } from './queue'
import { type BatchResults, record, rowState, setState } from './results'
import { createSpeed } from './speed'

type RunPhase = 'ready' | 'running' | 'paused' | 'stopped' | 'done'

export interface BatchRun {
  start: () => void
  /** Waits for what is in flight. */
  pause: () => void
  /** Ends what is in flight; its rows were not sent. */
  cancel: () => void
  /** Every failed row once more; only while nothing runs. */
  retryFailed: () => void
  state: () => RunState
}

interface RunState {
  phase: RunPhase
  /** Why it stopped by itself. */
  problem?: string
  /** Requests on their way, and the rows in them. */
  requests: number
  rowsPerRequest: number
  rowsPerSecond: number
  /** Undefined while nothing shows. */
  secondsLeft?: number
  oneAtATime: boolean
}

export interface RunOptions {
  results: BatchResults
  /** The row as the model takes it. */
  lineAt: (row: number) => string
  /** Undefined where `signal` ended it. */
  send: (body: string, signal: AbortSignal) => Promise<BatchResponse | undefined>
  output: FeatureContract['output']
  /** The names of the contract's features. */
  features?: readonly string[]
  limits: Limits
  onChange: () => void
  clock?: Clock
}

export interface Clock {
  now: () => number
  after: (ms: number, act: () => void) => () => void
}

const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

const mostAttempts = 3
/** So many failures in a row, and no answer between: not the rows are at fault. */
const hopeless = 24
const mostThrottles = 10

export function createRun({ results, lineAt, send, output, features, onChange, ...options }: RunOptions): BatchRun {
  const clock = options.clock ?? realClock
  const limits = { ...options.limits }
  const queue = createQueue(results, lineAt)
  const speed = createSpeed()
  let pace: Pace = startingPace(limits)
  let phase: RunPhase = 'ready'
  let problem: string | undefined
  let likeness: Likeness | undefined
  let hasSeveral = false
  let oneAtATime = false
  let failures = 0
  let requests = 0
  let lastSentAt = Number.NEGATIVE_INFINITY
  let abort = new AbortController()
  let endWait = () => {}

  const pump = () => {
    endWait()
    while (phase === 'running' && requests < pace.concurrency) {
      const wait = waitMs(pace, limits, lastSentAt, clock.now())
      if (wait > 0 && !queue.isEmpty()) {
        endWait = clock.after(wait, pump)
        break
      }
      const taken = queue.take(oneAtATime ? 1 : pace.rows, limits.maxBytes)
      if (!taken) break
      void sendPiece(taken.piece, taken.body)
    }
    if ((phase === 'running' || phase === 'paused') && requests === 0 && queue.isEmpty()) phase = 'done'
    onChange()
  }

  const sendPiece = async (piece: Piece, body: string) => {
    const { signal } = abort
    const begun = clock.now()
    lastSentAt = begun
    requests += 1
    for (const row of piece.rows) setState(results, row, rowState.sent)
    const response = await send(body, signal)
    // A cancelled run has taken its rows back already.
    if (signal.aborted) return
    requests -= 1
    for (const row of piece.rows) setState(results, row, rowState.waiting)
    if (response) settle(piece, outcomeOf(response), clock.now() - begun)
    else queue.putBack(piece)
    pump()
  }

  const settle = (piece: Piece, outcome: Outcome, ms: number) => {
    const { rows, attempts } = piece
    if (outcome.kind === 'text') return take(piece, outcome, ms)
    if (outcome.kind === 'closed') return stopWith(piece, outcome.message)
    if (outcome.kind === 'throttled') {
      pace = throttled(pace, clock.now(), outcome.retryAfterMs)
      if (pace.throttles > mostThrottles) return stopWith(piece, outcome.message)
      return queue.putBack(piece)
    }
    const mayPass = outcome.kind !== 'refused' && attempts + 1 < mostAttempts
    if (outcome.kind === 'too-much') pace = tooMuch(pace, rows.length)
    if (mayPass && (rows.length === 1 || outcome.kind !== 'too-much')) {
      const retryAfterMs = outcome.kind === 'broken' ? outcome.retryAfterMs : undefined
      pace = later(pace, clock.now() + (retryAfterMs ?? 500 * 2 ** attempts))
      return queue.putBack({ rows, attempts: attempts + 1 })
    }
    if (outcome.kind === 'unreachable') return stopWith({ rows, attempts: 0 }, outcome.message)
    // The halves of what broke three times are tried once each: one row is at fault, or nothing helps.
    if (rows.length > 1) return halve(piece, outcome.kind === 'broken' ? mostAttempts - 1 : 0)
    fail(rows, outcome.message, outcome.kind === 'broken')
  }

  const take = (piece: Piece, body: { text: string; contentType: string }, ms: number) => {
    const { rows } = piece
    const read = readPredictions(body, rows.length, output, likeness, features)
    if (!read && rows.length > 1) {
      // The first answer to several rows that is no row each: the endpoint takes one at a time.
      if (!hasSeveral) oneAtATime = true
      return halve(piece)
    }
    if (!read) return fail(rows, 'The answer is not one prediction')
    likeness ??= read.likeness
    hasSeveral ||= rows.length > 1
    failures = 0
    for (const [at, row] of rows.entries()) {
      const prediction = read.predictions[at]
      if (prediction) record(results, row, prediction, ms)
    }
    speed.add(rows.length, clock.now())
    pace = afterResponse(pace, limits, { rows: rows.length, ms, responseBytes: body.text.length })
  }

  const halve = ({ rows }: Piece, attempts = 0) => {
    const middle = Math.ceil(rows.length / 2)
    queue.putBack({ rows: rows.slice(middle), attempts })
    queue.putBack({ rows: rows.slice(0, middle), attempts })
  }

  const fail = (rows: number[], message: string, isBroken = false) => {
    for (const row of rows) setState(results, row, rowState.failed, message)
    speed.add(rows.length, clock.now())
    failures += rows.length
    const neverResponded = results.tally[rowState.predicted] === 0
    if (failures >= hopeless && (neverResponded || isBroken))
      stopWith({ rows: [], attempts: 0 }, `${failures} rows failed one after another. The last one: ${message}`)
  }

  const stopWith = (piece: Piece, why: string) => {
    queue.putBack(piece)
    phase = 'stopped'
    problem = why
  }

  const start = () => {
    if (phase === 'running') return
    phase = 'running'
    problem = undefined
    failures = 0
    pace = { ...pace, throttles: 0 }
    speed.reset(clock.now())
    pump()
  }

  return {
    start,
    pause: () => {
      if (phase === 'running') phase = 'paused'
      endWait()
      onChange()
    },
    cancel: () => {
      abort.abort()
      abort = new AbortController()
      endWait()
      requests = 0
      for (let row = 0; row < results.count; row += 1)
        if (results.state[row] === rowState.sent) setState(results, row, rowState.waiting)
      queue.restart()
      phase = 'stopped'
      problem = undefined
      onChange()
    },
    retryFailed: () => {
      if (phase === 'running') return
      for (let row = 0; row < results.count; row += 1)
        if (results.state[row] === rowState.failed) setState(results, row, rowState.waiting)
      queue.restart()
      start()
    },
    state: () => {
      const left = (results.tally[rowState.waiting] ?? 0) + (results.tally[rowState.sent] ?? 0)
      const rowsPerSecond = speed.perSecond(clock.now())
      return {
        phase,
        problem,
        requests,
        rowsPerRequest: oneAtATime ? 1 : pace.rows,
        rowsPerSecond,
        secondsLeft: rowsPerSecond > 0 ? left / rowsPerSecond : undefined,
        oneAtATime,
      }
    },
  }
}
