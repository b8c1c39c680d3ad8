/**
 * Holds what all bundles of this process share. Next compiles pages, route handlers, the proxy and the instrumentation into
 * bundles of their own, and each has its own instance of every module and of every class. So share only what no reader
 * tests by `instanceof`: plain values, maps, functions, objects that are used by their methods. The SDK's paginators test
 * their client, and `isExpected` tests errors: clients, and what throws or rejects, stay in a module.
 */
const store = globalThis as typeof globalThis & { portico?: Map<string, unknown> }

/** Returns the one value of this name, which the first bundle that needs it makes. */
export function processWide<T>(name: string, make: () => T): T {
  store.portico ??= new Map()
  const all = store.portico
  if (!all.has(name)) all.set(name, make())
  return all.get(name) as T
}
