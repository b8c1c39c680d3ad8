/** Every kind of row in a plan: AWS's word for it, and where a call meets it. Pure. */

interface ResourceKind {
  /** AWS's word. */
  word: string
  /** The hop in the picture of a call whose state it decides too. */
  hop?: 'role' | 'function' | 'gateway'
  /** The hops of a trace that can fail because it is not as it was deployed. */
  tracedAt?: readonly ('function' | 'method' | 'url' | 'browser')[]
}

const kinds = {
  'iam-role': { word: 'IAM role', hop: 'role', tracedAt: ['function', 'method', 'url'] },
  'log-group': { word: 'Log group', hop: 'function' },
  'access-log': { word: 'Access log', hop: 'gateway' },
  'gateway-account': { word: 'Role for API Gateway’s logs' },
  'lambda-function': { word: 'Lambda function', hop: 'function', tracedAt: ['function', 'browser'] },
  'lambda-alias': { word: 'Alias', hop: 'function', tracedAt: ['function'] },
  'authorizer-role': { word: 'Role of the authorizer', hop: 'gateway' },
  'authorizer-function': { word: 'Authorizer of keys', hop: 'gateway', tracedAt: ['url', 'browser'] },
  'authorizer-permission': { word: 'Permission to call the authorizer', hop: 'gateway', tracedAt: ['url', 'browser'] },
  'rest-api': { word: 'REST API', hop: 'gateway', tracedAt: ['method', 'url'] },
  'api-definition': { word: 'Resource and method', hop: 'gateway', tracedAt: ['method', 'url', 'browser'] },
  deployment: { word: 'Deployment', hop: 'gateway', tracedAt: ['url', 'browser'] },
  stage: { word: 'Stage', hop: 'gateway', tracedAt: ['url', 'browser'] },
  'domain-name': { word: 'Domain name', hop: 'gateway' },
  'base-path': { word: 'Base path', hop: 'gateway' },
  'usage-plan': { word: 'Usage plan', hop: 'gateway' },
  'api-key': { word: 'API key', hop: 'gateway' },
  'web-acl': { word: 'Web ACL', hop: 'gateway', tracedAt: ['url'] },
  alarm: { word: 'Alarm' },
  'function-url': { word: 'Function URL', hop: 'function' },
  'invoke-permission': { word: 'Invoke permission', tracedAt: ['method'] },
} satisfies Record<string, ResourceKind>

export type ResourceType = keyof typeof kinds

export const resourceTypes: Record<ResourceType, ResourceKind> = kinds
