import {
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
  Signpost,
  SlidersHorizontal,
  Waypoints,
  Zap,
} from 'lucide-react'
import type { ResourceType } from '@/lib/wiring/state/plan'

/** AWS's word for each resource of a wiring, and its icon. */
export const resourceLook: Record<ResourceType, { word: string; icon: LucideIcon }> = {
  'iam-role': { word: 'IAM role', icon: ShieldCheck },
  'log-group': { word: 'Log group', icon: ScrollText },
  'access-log': { word: 'Access log', icon: ScrollText },
  'gateway-account': { word: 'Role for API Gateway’s logs', icon: ShieldCheck },
  'lambda-function': { word: 'Lambda function', icon: Zap },
  'lambda-alias': { word: 'Alias', icon: GitBranch },
  'rest-api': { word: 'REST API', icon: Layers },
  'api-definition': { word: 'Resource and method', icon: Waypoints },
  deployment: { word: 'Deployment', icon: Camera },
  stage: { word: 'Stage', icon: SlidersHorizontal },
  'domain-name': { word: 'Domain name', icon: Globe },
  'base-path': { word: 'Base path', icon: Signpost },
  'usage-plan': { word: 'Usage plan', icon: Gauge },
  'api-key': { word: 'API key', icon: KeyRound },
  'function-url': { word: 'Function URL', icon: Link },
  'invoke-permission': { word: 'Invoke permission', icon: LockKeyhole },
}
