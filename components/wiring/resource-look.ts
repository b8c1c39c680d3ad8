import {
  BellRing,
  Camera,
  Gauge,
  GitBranch,
  Globe,
  KeyRound,
  Layers,
  Link,
  LockKeyhole,
  type LucideIcon,
  ScrollText,
  ShieldCheck,
  ShieldHalf,
  Signpost,
  SlidersHorizontal,
  Waypoints,
  Zap,
} from 'lucide-react'
import type { ResourceType } from '@/lib/wiring/state/plan'

interface Look {
  word: string
  icon: LucideIcon
  /** The hop of a call whose state it decides too. */
  hop?: 'role' | 'function' | 'gateway'
}

/** AWS's word for each resource of a wiring, its icon, and where a call meets it. */
export const resourceLook: Record<ResourceType, Look> = {
  'iam-role': { word: 'IAM role', icon: ShieldCheck, hop: 'role' },
  'log-group': { word: 'Log group', icon: ScrollText, hop: 'function' },
  'access-log': { word: 'Access log', icon: ScrollText, hop: 'gateway' },
  'gateway-account': { word: 'Role for API Gateway’s logs', icon: ShieldCheck },
  'lambda-function': { word: 'Lambda function', icon: Zap, hop: 'function' },
  'lambda-alias': { word: 'Alias', icon: GitBranch, hop: 'function' },
  'rest-api': { word: 'REST API', icon: Layers, hop: 'gateway' },
  'api-definition': { word: 'Resource and method', icon: Waypoints, hop: 'gateway' },
  deployment: { word: 'Deployment', icon: Camera, hop: 'gateway' },
  stage: { word: 'Stage', icon: SlidersHorizontal, hop: 'gateway' },
  'domain-name': { word: 'Domain name', icon: Globe, hop: 'gateway' },
  'base-path': { word: 'Base path', icon: Signpost, hop: 'gateway' },
  'usage-plan': { word: 'Usage plan', icon: Gauge, hop: 'gateway' },
  'api-key': { word: 'API key', icon: KeyRound, hop: 'gateway' },
  'web-acl': { word: 'Web ACL', icon: ShieldHalf, hop: 'gateway' },
  alarm: { word: 'Alarm', icon: BellRing },
  'function-url': { word: 'Function URL', icon: Link, hop: 'function' },
  'invoke-permission': { word: 'Invoke permission', icon: LockKeyhole },
}
