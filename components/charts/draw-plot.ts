import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

/** The value of a design token in the page's theme. */
export const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** The look of every axis. Colours are functions, because a plot outlives a change of theme. */
export const axisLook = (): uPlot.Axis => ({
  gap: 6,
  font: `11px ${token('--mono')}`,
  stroke: () => token('--fg-3'),
  grid: { stroke: () => token('--c-grid'), width: 1 },
  ticks: { show: false },
})

/** Draws a plot without legend or selection, which follows the element's width and the theme until it is destroyed. */
export function drawPlot(element: HTMLElement, options: Omit<uPlot.Options, 'width'>, data: uPlot.AlignedData): uPlot {
  const { height } = options
  const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
  const themed = new MutationObserver(() => plot.redraw(false))
  const plot = new uPlot(
    {
      ...options,
      width: element.clientWidth,
      legend: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      hooks: { ...options.hooks, destroy: [() => [resized, themed].forEach((one) => void one.disconnect())] },
    },
    data,
    element,
  )
  resized.observe(element)
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return plot
}
