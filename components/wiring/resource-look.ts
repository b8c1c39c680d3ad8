import {
  BellRing,
  Box,
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
import { type ResourceType, resourceTypes } from '@/lib/wiring/state/resource-types'

/** The icons; a resource without one of its own gets a box. */
const icons: Partial<Record<ResourceType, LucideIcon>> = {
  'iam-role': ShieldCheck,
  'log-group': ScrollText,
  'access-log': ScrollText,
  'gateway-account': ShieldCheck,
  'lambda-function': Zap,
  'lambda-alias': GitBranch,
  'rest-api': Layers,
  'api-definition': Waypoints,
  deployment: Camera,
  stage: SlidersHorizontal,
  'domain-name': Globe,
  'base-path': Signpost,
  'usage-plan': Gauge,
  'api-key': KeyRound,
  'web-acl': ShieldHalf,
  alarm: BellRing,
  'function-url': Link,
  'invoke-permission': LockKeyhole,
}

type Look = (typeof resourceTypes)[ResourceType] & { icon: LucideIcon }

/** AWS's word for each resource of a wiring, its icon, and where a call meets it. */
export const resourceLook = Object.fromEntries(
  Object.entries(resourceTypes).map(([type, kind]) => [type, { ...kind, icon: icons[type as ResourceType] ?? Box }]),
) as Record<ResourceType, Look>
