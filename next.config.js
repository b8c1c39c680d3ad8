import { fileURLToPath } from 'node:url'

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // PGlite reads its own files beside its module; `pg` loads what it needs when it runs.
  serverExternalPackages: [
    ...['pino', '@electric-sql/pglite', 'pg', 'proper-lockfile', 'prom-client'],
    ...['sdk-trace-node', 'resources', 'exporter-trace-otlp-proto', 'exporter-trace-otlp-http'].map(
      (name) => `@opentelemetry/${name}`,
    ),
  ],
  // The proxy gives every other answer its headers.
  headers: async () => [{ source: '/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }],
  // No page has pictures for the optimizer, which would keep those of share links that ended.
  images: { unoptimized: true },
  // A folder that runs by itself, for a container (Dockerfile).
  output: 'standalone',
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  // `npm run typecheck` looks at all of it, tests included; once more here takes a third of a build.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: { bodySizeLimit: '6mb' },
    // Written in most of a minute of two cores, read by nobody where builds begin from a clean folder.
    turbopackFileSystemCacheForBuild: false,
  },
}

export default config
