/** What `node server.js` runs in `.next/standalone`: the entrance, then Next's own server behind it. */
import { stand } from './entrance.mjs'

stand()
await import('./next-server.js')
