/** `npm start`: the production console of the last build, with the variables of `.env.local`. Takes `-H` and `-p` as `next start` does. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { root } from './lib/install.mjs'
import { standalone } from './lib/standalone.mjs'

const { values } = parseArgs({
  options: {
    hostname: { type: 'string', short: 'H', default: '0.0.0.0' },
    port: { type: 'string', short: 'p', default: process.env.PORT || '3000' },
  },
})

const server = join(standalone, 'server.js')
if (!existsSync(server)) {
  console.error('There is no build to start. Run npm run build first.')
  process.exit(1)
}
nextEnv.loadEnvConfig(root, false)
process.env.HOSTNAME = values.hostname
process.env.PORT = values.port
await import(pathToFileURL(server).href)
