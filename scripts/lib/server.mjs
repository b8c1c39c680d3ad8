/** What `node server.js` runs in `.next/standalone`: the entrance, then Next's own server behind it. */
import { readFileSync } from 'node:fs'
import { stand } from './entrance.mjs'
import { routePatterns } from './route-pattern.mjs'

const manifest = new URL('.next/routes-manifest.json', import.meta.url)
stand(routePatterns(JSON.parse(readFileSync(manifest, 'utf8'))))
await import('./next-server.js')
