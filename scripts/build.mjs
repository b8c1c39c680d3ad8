/** `npm run build`: the production build, as a folder that runs by itself (`.next/standalone`). */
import { run } from './lib/install.mjs'
import { completeStandalone } from './lib/standalone.mjs'

run(process.execPath, ['--import', 'tsx', 'scripts/build-handler.ts'])
run(process.execPath, ['--import', 'tsx', 'scripts/build-guide.ts'])
run(process.execPath, ['node_modules/next/dist/bin/next', 'build'])
completeStandalone()
