'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import type { ConsoleContext } from '@/lib/console/context'
import { createKey, revokeKey, rotateKey, setKeyEnabled } from '@/lib/keys/change-keys'
import { endpointName } from '@/lib/spec/route-parts/endpoint'

const keyId = z.string().regex(/^[a-z0-9]{1,64}$/)
const placeOf = ({ clients, person }: ConsoleContext, name: string) => ({
  clients,
  endpointName: name,
  person: person.email,
})

export const createKeyAction = action(
  {
    name: 'key.create',
    role: 'deployer',
    input: z.object({
      endpointName,
      keyName: z.string().trim().min(1, 'Name the one who will call with it').max(80, 'At most 80 characters'),
    }),
  },
  async (context, { endpointName, keyName }) => createKey(placeOf(context, endpointName), keyName),
)

export const rotateKeyAction = action(
  { name: 'key.rotate', role: 'deployer', input: z.object({ endpointName, keyId }) },
  async (context, { endpointName, keyId }) => rotateKey(placeOf(context, endpointName), keyId),
)

export const setKeyEnabledAction = action(
  { name: 'key.set-enabled', role: 'deployer', input: z.object({ endpointName, keyId, enabled: z.boolean() }) },
  async (context, { endpointName, keyId, enabled }) => setKeyEnabled(placeOf(context, endpointName), keyId, enabled),
)

export const revokeKeyAction = action(
  { name: 'key.revoke', role: 'deployer', input: z.object({ endpointName, keyId }) },
  async (context, { endpointName, keyId }) => revokeKey(placeOf(context, endpointName), keyId),
)
