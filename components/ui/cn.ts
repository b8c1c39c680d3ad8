import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** Our theme's own names: without them tailwind-merge takes `text-13` for a colour. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['11', '12', 'code', '13', '14', '16', '20', '28', '32'],
      radius: ['chip', 'ctl', 'card', 'arch'],
      shadow: ['1', '2', '3'],
      'font-weight': ['book'],
    },
  },
})

export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
