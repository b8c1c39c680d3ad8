/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Several test servers may build or run side by side from one checkout.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  serverExternalPackages: ['pino'],
  // A folder that runs by itself, for a container (Dockerfile).
  output: 'standalone',
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
}

export default config
