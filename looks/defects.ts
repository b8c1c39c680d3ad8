/** Finds in a page what a person would see as broken: what sticks out, what is cut, what lies under something else. */
import type { Page } from '@playwright/test'

/**
 * - `overflow`: the page, or an element outside everything that scrolls, is wider than the window.
 * - `cut`: text that its box hides, with no tooltip that has it whole.
 * - `squeezed`: text whose box is so narrow that it stands letter below letter.
 * - `covered`: a control whose middle is under something else.
 * - `shift`: what moved while the page loaded, as Chromium measures it (https://web.dev/articles/cls).
 */
export interface Defect {
  kind: 'overflow' | 'cut' | 'squeezed' | 'covered' | 'shift' | 'axe' | 'never ready'
  what: string
}

/** Under this nobody sees that something moved. https://web.dev/articles/cls#what-is-a-good-cls-score says 0.1. */
const mostShift = 0.05

/** Runs before a page's own scripts, so that no shift is missed. */
export const watchShifts = () => {
  const shifts: { value: number; what: string }[] = []
  Object.assign(globalThis, { layoutShifts: shifts })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
      sources?: { node?: Node | null }[]
    })[]) {
      if (entry.hadRecentInput) continue
      const node = entry.sources?.[0]?.node
      const element = node instanceof Element ? node : node?.parentElement
      shifts.push({ value: entry.value, what: (element?.textContent ?? '').trim().slice(0, 40) })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

export async function defectsOf(page: Page): Promise<Defect[]> {
  const seen = await page.evaluate(() => {
    const found: { kind: 'overflow' | 'cut' | 'squeezed' | 'covered'; what: string }[] = []
    const name = (element: Element) => {
      const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ')
      return `${element.tagName.toLowerCase()} “${text.slice(0, 50)}”`
    }
    /** Something around it scrolls or cuts it: what is cut is found by itself. */
    const scrolls = (element: Element | null): boolean => {
      for (let one = element; one && one !== document.body; one = one.parentElement) {
        const { overflowX } = getComputedStyle(one)
        if (overflowX !== 'visible') return true
      }
      return false
    }
    const isHidden = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      // Text for screen readers alone has one pixel.
      return width <= 1 || height <= 1 || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    }
    const hasWhole = (element: Element): boolean => element.closest('[title], [aria-label], option, select') !== null
    if (document.documentElement.scrollWidth > innerWidth)
      found.push({ kind: 'overflow', what: `the page, ${document.documentElement.scrollWidth} of ${innerWidth} px` })
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('svg, canvas, [aria-hidden=true], nextjs-portal') || isHidden(element)) continue
      const box = element.getBoundingClientRect()
      const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
      if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(element) && ownText)
        found.push({ kind: 'overflow', what: name(element) })
      const { overflowX, overflowY, textOverflow, fontSize } = getComputedStyle(element)
      const letter = Number.parseFloat(fontSize)
      if (ownText && box.width < 4 * letter && box.height > 4 * letter)
        found.push({ kind: 'squeezed', what: name(element) })
      const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      const isCut =
        (clips(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (clips(overflowY) && element.scrollHeight > element.clientHeight + 3 && textOverflow !== 'ellipsis')
      if (isCut && ownText && !hasWhole(element)) found.push({ kind: 'cut', what: name(element) })
    }
    for (const control of document.querySelectorAll('button, a[href], input, select, textarea, [role=tab]')) {
      if (isHidden(control) || control.closest('[inert], [aria-hidden=true]')) continue
      const { left, top, width, height } = control.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight || scrolls(control)) continue
      const above = document.elementFromPoint(x, y)
      const fixed = (element: Element | null): boolean => {
        for (let one = element; one; one = one.parentElement)
          if (['fixed', 'sticky'].includes(getComputedStyle(one).position)) return true
        return false
      }
      // What is fixed covers what scrolls below it, on purpose; a label takes the clicks of its input.
      if (!above || above === control || control.contains(above) || above.contains(control) || fixed(above)) continue
      if (above.closest('label')?.contains(control)) continue
      found.push({ kind: 'covered', what: `${name(control)} under ${name(above)}` })
    }
    return found
  })
  const shifts = await page.evaluate(
    () => (globalThis as unknown as { layoutShifts?: { value: number; what: string }[] }).layoutShifts ?? [],
  )
  const total = shifts.reduce((sum, { value }) => sum + value, 0)
  const most = shifts.toSorted((a, b) => b.value - a.value)[0]
  return [
    ...unique(seen),
    ...(total > mostShift ? [{ kind: 'shift' as const, what: `${total.toFixed(3)}, most by “${most?.what}”` }] : []),
  ]
}

const unique = (all: Defect[]): Defect[] => [...new Map(all.map((one) => [`${one.kind} ${one.what}`, one])).values()]
