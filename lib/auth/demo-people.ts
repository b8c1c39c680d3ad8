/** The people of a demo. Configuration refuses them unless AWS is on loopback. */
import type { Person } from '../roles'

export const demoPeople: Person[] = [
  { id: 'demo-viewer', name: 'Vera Viewer', email: 'viewer@demo.portico', role: 'viewer' },
  { id: 'demo-deployer', name: 'Dana Deployer', email: 'deployer@demo.portico', role: 'deployer' },
  { id: 'demo-admin', name: 'Ada Admin', email: 'admin@demo.portico', role: 'admin' },
]
