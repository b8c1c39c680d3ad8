/** The share links and keys of one public API, as the command palette offers them: never with a key's value. */
import { attempt } from '../attempt'
import { firstOfEach } from '../errors/first-of-each'
import { findApiKeys } from '../wiring/read/find-keys'
import { isLinkKey, isPlaygroundKey } from '../wiring/resources/keys/plan'
import { type LinkPlace, listShareLinks } from './links'
import type { Sharing } from './types'

export async function readSharing(place: LinkPlace): Promise<Sharing> {
  const [links, keys] = await Promise.all([
    attempt(() => listShareLinks(place)),
    attempt(() => findApiKeys(place.clients, place.endpointName)),
  ])
  return {
    links: links.ok ? links.value.map(({ id, title, url, expiresAt }) => ({ id, title, url, expiresAt })) : [],
    keys: keys.ok
      ? keys.value
          .filter((key) => !isPlaygroundKey(key) && !isLinkKey(key))
          .map(({ id, name, enabled }) => ({ id, name, enabled }))
      : [],
    failures: firstOfEach([links, keys].flatMap((one) => (one.ok ? [] : [one.error]))),
  }
}
