'use client'

import { useState } from 'react'
import type { EndpointRow } from '@/lib/endpoints/types'

/** Names that this tab has listed, so that a search without a match can suggest one of them. */
export function useSeenNames(rows: EndpointRow[]): ReadonlySet<string> {
  const [seen, setSeen] = useState<{ rows: EndpointRow[]; names: ReadonlySet<string> }>({ rows: [], names: new Set() })
  if (seen.rows === rows) return seen.names
  const names = new Set([...seen.names, ...rows.map((row) => row.name)])
  setSeen({ rows, names })
  return names
}
