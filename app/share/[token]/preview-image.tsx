/**
 * The picture that a chat or a mail shows of a share link, drawn here and nowhere else: fonts from our own packages, and
 * no sign that they lack, for which next/og would call another server.
 * https://nextjs.org/docs/app/api-reference/functions/image-response
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'

export const previewSize = { width: 1200, height: 630 }

/** The light theme's tokens; a picture follows no theme. */
const ink = { ground: '#faf9f7', text: '#1d1b18', quiet: '#57534d', line: '#cfccc5', accent: '#1d5cb8' }

const fontFile = (weight: string) =>
  readFile(join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans', `Geist-${weight}.ttf`))
let fonts: Promise<[Buffer, Buffer]> | undefined

/** Latin letters, punctuation and currency, which Geist has; what it has not is left out. */
const drawable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\u0020-\u024F\u2010-\u2027\u2030-\u203A\u20AC\u2212\n]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const cut = (text: string, length: number) => (text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`)

/** Kept for five minutes by the client, so that a revoked link's picture is soon gone. */
export async function drawPreview(title: string, description: string): Promise<ImageResponse> {
  fonts ??= Promise.all([fontFile('Regular'), fontFile('SemiBold')])
  const [regular, semibold] = await fonts
  const heading = cut(drawable(title) || 'A shared model', 80)
  return new ImageResponse(
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        background: ink.ground,
        color: ink.text,
        fontFamily: 'Geist',
      }}
    >
      <div
        style={{ width: 760, display: 'flex', flexDirection: 'column', justifyContent: 'space-between', padding: 72 }}
      >
        <div style={{ display: 'flex', alignItems: 'center', fontSize: 28, color: ink.quiet }}>
          <svg width="44" height="44" viewBox="0 0 24 24" style={{ marginRight: 16 }} aria-hidden="true">
            <path fill={ink.accent} fillRule="evenodd" d={logo} />
          </svg>
          A shared model
        </div>
        <div style={{ display: 'flex', flexDirection: 'column' }}>
          <div style={{ fontSize: heading.length > 40 ? 56 : 72, fontWeight: 600, lineHeight: 1.1, letterSpacing: -2 }}>
            {heading}
          </div>
          <div style={{ marginTop: 28, fontSize: 30, lineHeight: 1.4, color: ink.quiet }}>
            {cut(drawable(description), 150)}
          </div>
        </div>
        <div style={{ display: 'flex', fontSize: 26, color: ink.accent }}>Try it in the browser</div>
      </div>
      <svg
        width="440"
        height="630"
        viewBox="0 0 440 630"
        fill="none"
        stroke={ink.line}
        strokeWidth="3"
        aria-hidden="true"
      >
        <path d="M60 630V330a160 160 0 0 1 320 0v300" />
        <path d="M92 630V330a128 128 0 0 1 256 0v300" stroke={ink.accent} />
        <path d="M52 330h48M340 330h48M206 170l6 32h16l6-32M36 600h368" />
      </svg>
    </div>,
    {
      ...previewSize,
      fonts: [
        { name: 'Geist', data: regular, weight: 400 },
        { name: 'Geist', data: semibold, weight: 600 },
      ],
      headers: { 'cache-control': 'private, max-age=300' },
    },
  )
}

const logo = 'M3 18.5V11a9 9 0 0 1 18 0v7.5h-4v-7a5 5 0 0 0-10 0v7zm7 0v-7a2 2 0 0 1 4 0v7zm-8.5 2h21v2h-21z'
