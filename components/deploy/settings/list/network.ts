/** Settings of where the API stands and who reaches it, and of what is written about it. */
import type { Setting } from '../setting'

const orNone = (text: string) => text.trim() || 'none'

export const networkSettings = [
  {
    id: 'apiName',
    group: 'Network and domain',
    label: 'API name',
    property: 'CreateRestApi name',
    line: 'What the API is called in API Gateway',
    paths: ['apiName'],
    words: ({ apiName }) => apiName.trim(),
    applies: () => true,
  },
  {
    id: 'allowedIps',
    group: 'Network and domain',
    label: 'Addresses that can call',
    property: 'aws:SourceIp',
    line: 'Empty: any. All others get 403. It costs nothing, and does not prove who calls',
    paths: ['allowedIps'],
    words: ({ allowedIps }) => allowedIps.trim() || 'any',
    applies: ({ adopted }) => !adopted,
  },
  {
    id: 'corsOrigins',
    group: 'Network and domain',
    label: 'CORS origins',
    property: 'Access-Control-Allow-Origin',
    line: 'Sites whose pages can call the URL from a browser. This console always can; * allows any',
    paths: ['corsOrigins'],
    words: ({ corsOrigins }) => orNone(corsOrigins),
    applies: ({ values }) => values.integrationKind !== 'http',
  },
  {
    id: 'accessLog',
    group: 'Logging',
    label: 'Keep an access log',
    property: 'AccessLogSettings',
    line: 'The gateway writes a line for each call: when, from which address, status and times',
    paths: ['accessLog'],
    words: ({ accessLog }) => (accessLog ? 'on' : 'off'),
    applies: ({ adopted }) => !adopted,
  },
] as const satisfies Setting[]
