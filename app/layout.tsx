import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { EarlyClick } from '@/components/shell/early-click'
import { EarlyClickScript } from '@/components/shell/early-click-script'
import { ThemeScript } from '@/components/theme/theme-script'
import { Toaster } from '@/components/ui/toast/toaster'
import { readerLocale } from '@/lib/locale'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Portico', template: '%s · Portico' },
  description: 'From a private SageMaker endpoint to a public API.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** The nonce is of this one answer, so every page is rendered for its request. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // The theme script changes data-theme before React hydrates.
    <html
      lang="en"
      data-locale={readerLocale()}
      data-theme="light"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <head>
        <ThemeScript nonce={nonce} />
        <EarlyClickScript nonce={nonce} />
      </head>
      <body>
        {children}
        <Toaster />
        <EarlyClick />
      </body>
    </html>
  )
}
