/**
 * From an address to the route that answers it, as `/share/[token]`: for numbers by route, in which no name of an endpoint and no
 * token can be. Routes are those that Next wrote when it built (`routes-manifest.json`).
 */

/** Everything else has one name, so that nobody can make as many as they like. */
const unknown = 'unknown'

/** @param {{ staticRoutes: { page: string }[], dynamicRoutes: { page: string }[] }} manifest */
export function routePatterns({ staticRoutes, dynamicRoutes }) {
  const fixed = new Set(staticRoutes.map(({ page }) => page))
  const dynamic = dynamicRoutes.map(({ page }) => ({ page, parts: page.split('/') }))

  /** @param {string} url of a request: path and query */
  return (url) => {
    const path = (url.split('?', 1)[0] ?? '').replace(/(?<=.)\/$/, '')
    if (path.startsWith('/_next/')) return '/_next'
    if (fixed.has(path)) return path
    const parts = path.split('/')
    return dynamic.find((route) => fits(route.parts, parts))?.page ?? unknown
  }
}

function fits(pattern, parts) {
  const isOpen = pattern.at(-1)?.startsWith('[...') === true
  if (isOpen ? parts.length < pattern.length : parts.length !== pattern.length) return false
  return pattern.every((one, index) => one === parts[index] || (one.startsWith('[') && parts[index] !== ''))
}
