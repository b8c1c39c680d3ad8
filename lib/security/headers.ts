/** The headers of every response. https://owasp.org/www-project-secure-headers/ */
import { contentSecurityPolicy, type PolicyParts } from './content-security-policy'

/** Camera and microphone are the playground's inputs; nothing else of the device is requested. */
const permissions = [
  'camera=(self)',
  'microphone=(self)',
  ...[
    'accelerometer',
    'bluetooth',
    'display-capture',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
  ],
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
