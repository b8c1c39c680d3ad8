import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Gallery } from '@/components/primitives/gallery'
import { config } from '@/lib/config'

export const metadata: Metadata = { title: 'Primitives' }

export const dynamic = 'force-dynamic'

/** Every primitive in every state, for whoever changes one: in development only. */
export default function PrimitivesPage() {
  if (!config().development) notFound()
  return <Gallery />
}
