/**
 * What a page can load and whom it can call. Scripts run by the nonce of this one answer, or because such a script loaded
 * them. https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
import { partitionOf } from '../aws/partition'

export interface PolicyParts {
  nonce: string
  /** Origins of the invoke URLs that the playground calls. */
  invokeOrigins: string[]
  /** Who can show the page in a frame; nobody where it is empty. */
  frameAncestors: string[]
  https: boolean
  /** `next dev` evaluates code and keeps a socket. */
  development?: boolean
}

/**
 * Styles that libraries put into the page without a nonce, by their hash: an empty element, which Chrome checks before it
 * is filled, and sonner's own sheet. A test computes them again from what is installed.
 */
export const styleHashes = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
]

export function contentSecurityPolicy({
  nonce,
  invokeOrigins,
  frameAncestors,
  https,
  development,
}: PolicyParts): string {
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    'style-src-elem': development ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`, ...styleHashes],
    // React writes widths and colours of charts as attributes into the HTML.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...invokeOrigins, ...(development ? ['ws:'] : [])],
    'object-src': ["'none'"],
    'frame-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': frameAncestors.length > 0 ? frameAncestors : ["'none'"],
    ...(https ? { 'upgrade-insecure-requests': [] } : {}),
  }
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ')
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
export function invokeOriginsOf(regions: string[], template?: string): string[] {
  if (template) return [originOf(template)]
  return regions.map((region) => `https://*.execute-api.${region}.${partitionOf(region).domain}`)
}

/** A placeholder in the host stands for any label, in the path for nothing that an origin says. */
function originOf(template: string): string {
  const [scheme, rest = ''] = template.split('://')
  return `${scheme}://${(rest.split('/')[0] ?? '').replaceAll(/\{[^{}]+\}/g, '*')}`
}
