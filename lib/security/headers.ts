/** The headers of every response. https://owasp.org/www-project-secure-headers/ */
import { contentSecurityPolicy, type PolicyParts } from './content-security-policy'

/**
 * Camera and microphone are the playground's inputs; nothing else of the device is requested. Only names that Chrome knows:
 * it writes a warning for any other on every page, and has no Web Bluetooth policy to name.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Permissions-Policy
 */
const permissions = [
  'camera=(self)',
  'microphone=(self)',
  ...['accelerometer', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts'],
  ...[
    'magnetometer',
    'midi',
    'payment',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ],
].map((one) => (one.includes('=') ? one : `${one}=()`))

export function securityHeaders(parts: PolicyParts): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(parts),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': permissions.join(', '),
    'cross-origin-opener-policy': 'same-origin',
    ...(parts.frameAncestors.length > 0 ? {} : { 'x-frame-options': 'DENY' }),
    ...(parts.https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
