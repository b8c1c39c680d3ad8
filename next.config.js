/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Several test servers may build or run side by side from one checkout.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  serverExternalPackages: ['pino'],
  // The proxy gives every other answer its headers.
  headers: async () => [{ source: '/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }],
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
}

export default config
