/** `5 Dec 2026`, in the reader's locale and time. */
export const formatDay = (iso: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(iso))
