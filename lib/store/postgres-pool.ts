/**
 * A pool that gets back every connection that it hands out. drizzle-orm begins a transaction outside of what releases its connection
 * (`drizzle-orm/node-postgres/session.js`), so one whose `begin` fails would be kept for ever, and after as many as the pool holds nothing
 * could use the database until the process starts again.
 */
import pg from 'pg'

export class PostgresPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(done: Parameters<pg.Pool['connect']>[0]): void
  override connect(done?: Parameters<pg.Pool['connect']>[0]) {
    return done ? super.connect(done) : super.connect().then(guarded)
  }
}

/** Gives a connection back whose first query fails, and ends one that gave no answer instead of lending it again. */
function guarded(client: pg.PoolClient): pg.PoolClient {
  const { query, release } = client
  let queries = 0
  let broken: Error | undefined
  const giveBack = (error?: Error | boolean) => {
    if (client.query !== guardedQuery) return
    Object.assign(client, { query, release })
    client.off('error', note)
    client.release(error || broken)
  }
  // While it is lent the pool does not listen, and an error that nobody listens to ends the process.
  const note = (error: Error) => {
    broken = error
  }
  client.on('error', note)
  const guardedQuery = (...args: unknown[]) => {
    const isFirst = queries++ === 0
    const result = Reflect.apply(query, client, args)
    if (!(result instanceof Promise)) return result
    return result.catch((error: Error) => {
      if (!isSaidByServer(error)) broken = error
      if (isFirst) giveBack(error)
      throw error
    })
  }
  return Object.assign(client, { query: guardedQuery as typeof query, release: giveBack })
}

/** Such an error has a code of five characters. https://www.postgresql.org/docs/15/errcodes-appendix.html */
const isSaidByServer = (error: Error & { code?: unknown }): boolean =>
  typeof error.code === 'string' && error.code.length === 5
