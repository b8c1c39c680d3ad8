'use client'

/** The parts of the playground that its first prediction does not need. Their code is loaded after the page. */
import dynamic from 'next/dynamic'
import { NotLoaded } from '../ui/not-loaded'
import { Skeleton } from '../ui/state/skeleton'

const notLoaded = () => ({ default: NotLoaded })
const waiting = () => <Skeleton className="h-48" />

export const WhatIfCard = dynamic(
  () => import('./what-if/what-if-card').then((part) => ({ default: part.WhatIfCard }), notLoaded),
  { ssr: false, loading: waiting },
)

export const BatchCard = dynamic(
  () => import('./batch/batch-card').then((part) => ({ default: part.BatchCard }), notLoaded),
  { ssr: false, loading: waiting },
)

export const RunsCard = dynamic(
  () => import('./runs/runs-card').then((part) => ({ default: part.RunsCard }), notLoaded),
  {
    ssr: false,
    loading: waiting,
  },
)

export const FeatureEditor = dynamic(
  () => import('./features/feature-editor').then((part) => ({ default: part.FeatureEditor }), notLoaded),
  { ssr: false, loading: waiting },
)

export const SaveSheet = dynamic(
  () => import('./features/save-sheet').then((part) => ({ default: part.SaveSheet }), notLoaded),
  { ssr: false },
)
