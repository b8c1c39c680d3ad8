/** Shows a toast. The code that draws it is loaded after the page; one that comes sooner waits for it. */
type Show = (...toast: Parameters<typeof import('sonner').toast>) => unknown

let provide: (show: Show) => void = () => {}
const drawn = new Promise<Show>((done) => {
  provide = done
})

/** Called once toasts can be drawn. */
export const toastsAreDrawnBy = (show: Show): void => provide(show)

export function toast(...given: Parameters<Show>): void {
  void drawn.then((show) => show(...given))
}
